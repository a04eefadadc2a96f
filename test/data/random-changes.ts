import assert from 'node:assert/strict';
import type { AccountChange, Store } from '../../data/store.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { ok } from '../../membership/result.js';
import {
  sampleAccount,
  sampleMember,
  sampleMessage,
  sampleNotice,
  sampleOrder,
  sampleRequest,
} from './store-sample.js';

/** The partners that are changed while something breaks. */
export const PARTNERS = ['one', 'two', 'three', 'four', 'five/../👩'];

/**
 * A change of any kind that counts the version in the organisation, so that a document of which only a part was kept
 * would show. Every other one writes to the partner's request.
 */
export function randomChange(): AccountChange<number, never> {
  const parts = someParts();
  return (account) => {
    const version = account.version + 1;
    const changed = { ...account, ...parts, organisation: `version ${version}` };
    const [own] = account.requests;
    if (!own || version % 2) return ok({ account: changed, value: version });
    const message = sampleMessage(own.number, own.messages + 1);
    const requests = [{ ...own, messages: message.index }];
    return ok({ account: { ...changed, requests }, value: version, messages: [message] });
  };
}

/** An account with a request of its own, whose messages are counted. */
export const randomAccount = (id: string): PartnerAccount =>
  sampleAccount(id, { requests: [sampleRequest(`request of ${id}`)] });

/** Whether all messages that accounts count are there, and no others. */
export async function assertMessages(store: Store, accounts: readonly PartnerAccount[]): Promise<void> {
  for (const { number, messages } of accounts.flatMap(({ requests }) => requests)) {
    const expected = Array.from({ length: messages }, (_, at) => sampleMessage(number, at + 1));
    assert.deepEqual(await store.requestMessages(number), expected);
  }
}

/** Changes of every kind; partners contend for tenants, people and MPN IDs. */
function someParts(): Partial<PartnerAccount> {
  const kinds: (() => Partial<PartnerAccount>)[] = [
    () => ({ tenant: one(['t1', 't2', 't3', undefined]) }),
    () => ({ mpnId: `mpn ${Math.floor(Math.random() * 20)}` }),
    () => ({ members: ['p1', 'p2', 'p3', 'p4'].filter(() => Math.random() < 0.3).map(sampleMember) }),
    () => ({ orders: [sampleOrder('o1', one(['charging', 'paid', 'awaiting-confirmation']))] }),
    () => ({ notices: ['n1', 'n2'].filter(() => Math.random() < 0.5).map(sampleNotice) }),
    () => ({ country: one(['FR', 'JP']) }),
  ];
  return one(kinds)();
}

function one<Value>(values: readonly Value[]): Value {
  return values[Math.floor(Math.random() * values.length)] as Value;
}
