import assert from 'node:assert/strict';
import { nextDueAt } from '../../../membership/duties.js';
import { isOpen, type Order } from '../../../membership/order.js';
import type { PartnerAccount } from '../../../membership/partner.js';
import { latestTerms } from '../../../membership/subscription.js';
import { assertSound } from '../invariants.js';
import type { Bank } from './bank.js';
import type { Simulation } from './simulation.js';
import { dayIn, instantOf } from './world.js';

/** What must hold however often the service was killed and for however long it was down, once it is up again. */
export async function assertNothingLost(partnerId: string, { store, bank, told, now }: Simulation): Promise<void> {
  const account = (await store.account(partnerId)) as PartnerAccount;
  const today = dayIn(account.zone, now);
  assertSound(account, today);
  assertPaidOnce(account, bank);
  assertNoGap(account);
  const all = told.get(partnerId) ?? [];
  const twice = all.filter((each, index) => !each.includes('bank-step') && all.indexOf(each) !== index);
  assert.deepEqual(
    twice.filter((each) => !each.includes('charge-declined')),
    [],
  );
  assert.ok((nextDueAt(account) ?? '9') > instantOf(now), `${partnerId} has something due`);
  for (const term of latestTerms(account).filter(({ autoRenew, expiresOn }) => autoRenew && expiresOn < today)) {
    const isGoingOn = account.orders.some((order) => order.renews === term.id && isOpen(order, today));
    assert.ok(isGoingOn, `${term.id} of ${partnerId} was not renewed`);
  }
}

/** The bank took money once for what was paid by card, and never for anything else. */
function assertPaidOnce({ id, orders }: PartnerAccount, bank: Bank): void {
  for (const order of orders) {
    const states = order.attempts.map(({ key }) => bank.charges.get(key)?.says);
    const paid = states.filter((says, index) => says === 'paid' || isApproved(order, index, says)).length;
    const isPaidByCard = order.paid?.payment.way === 'card';
    assert.equal(paid, isPaidByCard ? 1 : 0, `${order.id} of ${id} was charged ${paid} times`);
  }
  const keys = new Set(orders.flatMap(({ attempts }) => attempts.map(({ key }) => key)));
  for (const [key, { request }] of bank.charges)
    assert.ok(!request?.token.startsWith(`${id}/`) || keys.has(key), `${key} is on no record`);
}

/** A charge that the cardholder confirmed counts where it was found to be: later it would have been cancelled. */
const isApproved = ({ attempts }: Order, index: number, says: string | undefined): boolean =>
  says === 'bank-approved' && attempts[index]?.outcome === 'paid';

/** A term that renewed itself by card starts where the one before it ends. */
function assertNoGap({ orders, subscriptions }: PartnerAccount): void {
  for (const { kind, paid, renews, transfer } of orders) {
    if (kind !== 'auto-renew' || !paid || transfer) continue;
    const term = subscriptions.find(({ id }) => id === paid.subscriptionId);
    assert.equal(term?.startedOn, subscriptions.find(({ id }) => id === renews)?.expiresOn);
  }
}
