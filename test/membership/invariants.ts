import assert from 'node:assert/strict';
import type { CalendarDate } from '../../membership/calendar.js';
import { add, sameMoney } from '../../membership/money.js';
import type { Notice } from '../../membership/notice.js';
import { mayMove, type Order, orderOf } from '../../membership/order.js';
import type { PartnerAccount } from '../../membership/partner.js';

/** What must hold of every account on every day, however it came about. */
export function assertSound(account: PartnerAccount, today: CalendarDate): void {
  assertOneOpenOrderAnOffer(account, today);
  assertPaidOnce(account);
  assertGapless(account);
  assertNeverHeldTwice(account);
  for (const order of account.orders) {
    const { net, tax, total } = order.review;
    assert.ok(sameMoney(total, add(net, tax.amount)), `the total of ${order.id} is not net and tax`);
  }
  for (const notice of account.notices)
    if ('orderId' in notice) assertHappened(notice, orderOf(account, notice.orderId));
  assertDistinct(account.notices.map(({ id }) => id));
}

/** Every order that is in both went one move of the table at the most; nothing that was paid or issued is gone. */
export function assertMoved(before: PartnerAccount, after: PartnerAccount): void {
  for (const order of before.orders) {
    const next = orderOf(after, order.id);
    if (next && next.status !== order.status)
      assert.ok(mayMove(order.status, next.status), `${order.status} → ${next.status}`);
    const cameToNothing = /^(review|withdrawn)$/.test(order.status) && !order.attempts.length && !order.transfer;
    assert.ok(next || cameToNothing, `order ${order.id} is gone`);
  }
  assert.deepEqual(after.invoices.slice(0, before.invoices.length), before.invoices);
  assert.deepEqual(after.subscriptions.slice(0, before.subscriptions.length), before.subscriptions);
}

function assertOneOpenOrderAnOffer(account: PartnerAccount, today: CalendarDate): void {
  const open = account.orders.filter((order) => mayStillCost(order, today));
  assertDistinct(open.map(({ offerId }) => offerId));
}

/** Notices about an order. */
type OrderNotice = Extract<Notice, { orderId: string }>;

/** What an open order is, said a second time, so that the rule is not proved by itself. */
const mayStillCost = ({ kind, status, transfer }: Order, today: CalendarDate): boolean =>
  status === 'charging' ||
  (status === 'declined' && kind === 'auto-renew') ||
  status === 'awaiting-confirmation' ||
  (status === 'pending-transfer' && today <= (transfer?.until ?? ''));

/** A paid order has one invoice and one term of its own, and nothing else has any. */
function assertPaidOnce(account: PartnerAccount): void {
  const paid = account.orders.filter(({ status }) => status === 'paid');
  const terms = account.subscriptions.filter(({ id }) => account.orders.some((order) => id === `term-${order.id}`));
  assert.deepEqual(paid.map(({ paid }) => paid?.invoice).sort(), account.invoices.map(({ number }) => number).sort());
  assert.deepEqual(paid.map(({ id }) => id).sort(), account.invoices.map(({ orderId }) => orderId).sort());
  assert.deepEqual(paid.map(({ paid }) => paid?.subscriptionId).sort(), terms.map(({ id }) => id).sort());
}

/** Numbers of each year are 1, 2, 3 … in the order in which they were issued. */
function assertGapless(account: PartnerAccount): void {
  const sequences = new Map<string, number>();
  for (const { number, issuedOn } of account.invoices) {
    const year = issuedOn.slice(0, 4);
    const sequence = (sequences.get(year) ?? 0) + 1;
    sequences.set(year, sequence);
    assert.equal(number, `${account.mpnId}-${year}-${String(sequence).padStart(4, '0')}`);
  }
}

/** Whatever was paid for an offer was paid when the term before it had ended, or goes on where that one ends. */
function assertNeverHeldTwice(account: PartnerAccount): void {
  for (const order of account.orders.filter(({ paid }) => paid)) {
    const at = account.subscriptions.findIndex(({ id }) => id === order.paid?.subscriptionId);
    const earlier = account.subscriptions.slice(0, at).filter(({ offerId }) => offerId === order.offerId);
    const term = account.subscriptions[at];
    const from = order.kind === 'auto-renew' ? term?.startedOn : undefined;
    const isOver = (expiresOn: CalendarDate) => expiresOn < (order.paid?.on ?? '') || (from && expiresOn <= from);
    assert.ok(term && earlier.every(({ expiresOn }) => isOver(expiresOn) && expiresOn < term.expiresOn));
  }
}

const HAPPENED: Record<OrderNotice['kind'], (order: Order) => boolean> = {
  receipt: (order) => order.status === 'paid',
  'transfer-lapsed': (order) => order.status === 'lapsed',
  'transfer-placed': (order) => order.transfer !== undefined,
  'charge-declined': (order) => order.attempts.some(({ outcome }) => outcome === 'declined'),
  'charge-failed': (order) => order.attempts.some(({ outcome }) => outcome === 'failed'),
  'renewal-transfer': (order) => order.kind === 'auto-renew' && order.transfer !== undefined,
  'renewal-declined': (order) => order.attempts.some(({ automatic, outcome }) => automatic && outcome !== 'paid'),
  'bank-step': (order) => order.attempts.length > 0,
};

const assertHappened = (notice: OrderNotice, order: Order | undefined): void =>
  assert.ok(order && HAPPENED[notice.kind](order), `a notice of ${notice.kind} tells what did not happen`);

const assertDistinct = (values: string[]): void => assert.equal(new Set(values).size, values.length, values.join());
