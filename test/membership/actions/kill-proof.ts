import assert from 'node:assert/strict';
import { dateIn } from '../../../membership/calendar.js';
import type { Order } from '../../../membership/order.js';
import type { PartnerAccount, PartnerId } from '../../../membership/partner.js';
import { assertSound } from '../invariants.js';
import type { Books } from './kill-books.js';
import { deliveredIn } from './workshop.js';

/** Straight after a kill: nothing contradicts itself, and every receipt is delivered or waits. */
export async function assertNothingLost(books: Books, folder: string, partnerId: PartnerId): Promise<void> {
  const account = await books.store.account(partnerId);
  if (!account) return;
  assertSound(account, dateIn(account.zone, books.ports.clock()));
  await assertChargedOnce(books, account);
  const delivered = await deliveredIn(folder, partnerId);
  for (const id of receiptsOf(account)) {
    const waits = account.notices.some((notice) => notice.id === id);
    assert.ok(waits || delivered.includes(id), `${id} is lost`);
  }
}

/** When it went on to the end: every order is done, every receipt was delivered, and none waits any more. */
export async function assertFinished(books: Books, folder: string, partnerId: PartnerId): Promise<PartnerAccount> {
  await assertNothingLost(books, folder, partnerId);
  const account = await books.store.account(partnerId);
  assert.ok(account);
  for (const { id, status } of account.orders) assert.ok(['paid', 'failed'].includes(status), `${id} is ${status}`);
  assert.deepEqual(account.notices, []);
  assert.deepEqual(await books.store.partnersWithOrdersInDoubt(), []);
  const delivered = await deliveredIn(folder, partnerId);
  const receipts = new Set(delivered.filter((id) => id.startsWith('receipt-')));
  assert.deepEqual([...receipts].sort(), receiptsOf(account).sort());
  return account;
}

const receiptsOf = (account: PartnerAccount): string[] =>
  account.orders.filter(({ status }) => status === 'paid').map(({ id }) => `receipt-${id}-paid`);

/** In the gateway's books: one paid charge for an order paid by card, none for one that is not charged (any more). */
async function assertChargedOnce({ gateway }: Books, account: PartnerAccount): Promise<void> {
  for (const order of account.orders) {
    const keys = gateway.ledger().flatMap((entry) => (entry.type === 'charge' ? [entry.key] : []));
    const own = keys.filter((key) => order.attempts.some((attempt) => attempt.key === key));
    assert.equal(new Set(own).size, own.length, `a key of ${order.id} was charged twice`);
    const states = await Promise.all(own.map((key) => gateway.find(key)));
    const paid = states.filter((state) => state?.status === 'paid').length;
    assert.ok(mayBePaid(order).includes(paid), `${order.id} is ${order.status} and was charged ${paid} times`);
  }
}

function mayBePaid(order: Order): number[] {
  if (order.status === 'charging') return [0, 1];
  return order.status === 'paid' && order.paid?.payment.way === 'card' ? [1] : [0];
}
