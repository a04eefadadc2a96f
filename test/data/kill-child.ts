/**
 * Changes records at random until it is killed. Every line that it prints is a write that was acknowledged before.
 * Run as `kill-child.ts <folder>`.
 */
import { writeSync } from 'node:fs';
import { openJsonStore } from '../../data/json-store.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { ok } from '../../membership/result.js';
import { PARTNERS } from './kill-partners.js';
import { sampleAccount, sampleMember, sampleNotice, sampleOrder } from './store-sample.js';

const tell = (kind: string, key: string, count: number) => writeSync(1, `${JSON.stringify({ kind, key, count })}\n`);

const store = await openJsonStore(process.argv[2] ?? '', { warn: (message) => tell(message, 'warning', 0) });
await Promise.all([...PARTNERS.map(changeForEver), talkForEver('c1'), talkForEver('c2'), deliverForEver()]);

async function changeForEver(id: string): Promise<void> {
  if (!(await store.account(id))) await store.create(sampleAccount(id));
  for (;;) {
    const answer = await store.change(id, (account) => {
      // The organisation repeats the version, so that a document of which only a part was kept would show.
      const next = { ...account, ...someParts(), organisation: `version ${account.version + 1}` };
      return ok({ account: next, value: account.version + 1 });
    });
    if (answer.ok) tell('partner', id, answer.value);
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

async function talkForEver(key: string): Promise<void> {
  for (;;) {
    const count = await store.withConversation(key, async (record, save) => {
      await save({ ...record, seen: [String(record.version + 1)] });
      return record.version + 1;
    });
    tell('conversation', key, count);
  }
}

async function deliverForEver(): Promise<void> {
  for (let count = 1; ; count += 1) {
    await store.recordDelivered('delivered', { process: process.pid, count });
    tell('delivered', String(process.pid), count);
  }
}

function one<Value>(values: readonly Value[]): Value {
  return values[Math.floor(Math.random() * values.length)] as Value;
}
