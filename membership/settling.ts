import { type CalendarDate, dateIn, type Instant, secondsBetween } from './calendar.js';
import { type Invoice, nextInvoiceNumber } from './invoice.js';
import { type OrderNoticeKind, withNotice } from './notice.js';
import {
  type Attempt,
  CHARGE_PATIENCE_SECONDS,
  type DeclineReason,
  mayMove,
  move,
  type Order,
  type OrderId,
  type OrderStatus,
  orderOf,
  orderStatusOn,
  type Payment,
  withOrder,
} from './order.js';
import type { PartnerAccount } from './partner.js';
import { ok, type Result, refuse } from './result.js';
import {
  firstTerm,
  latestTerm,
  type RenewalTermFrom,
  renewedTerm,
  type Subscription,
  type TermDates,
} from './subscription.js';

/** How an attempt to charge a card ended, or what it waits for. `failed`: it never reached the gateway. */
export type ChargeOutcome =
  | { status: 'paid' }
  | { status: 'declined'; reason: DeclineReason }
  | { status: 'needs-confirmation'; url: string }
  | { status: 'failed' };

/** The reference of the turn that waits for the outcome and tells it; undefined: the outbox does. */
export type ToldBy = string | undefined;

/**
 * Writes what the gateway said of one attempt. One change marks the order paid, starts the term, issues the invoice
 * and queues the notice (house.md). Said again, it changes nothing; an answer for an older attempt neither.
 */
export function settleAttempt(
  account: PartnerAccount,
  asked: { orderId: OrderId; attempt: number; outcome: ChargeOutcome; toldBy?: ToldBy },
  now: Instant,
): { account: PartnerAccount; value: Order } {
  const order = orderOf(account, asked.orderId);
  if (!order) throw new Error(`There is no order ${asked.orderId} to settle`);
  const attempt = order.attempts.find((each) => each.number === asked.attempt);
  const settled = !attempt || attempt.outcome !== undefined || attempt !== order.attempts.at(-1);
  if (settled) return { account, value: order };
  const { outcome } = asked;
  if (outcome.status === 'paid') return settlePaid(account, order, attempt, asked.toldBy, now);
  if (outcome.status === 'needs-confirmation')
    return awaitBank(account, order, attempt, outcome.url, asked.toldBy, now);
  const reason = outcome.status === 'declined' ? outcome.reason : undefined;
  return settleRefused(account, order, attempt, reason, asked.toldBy, now);
}

/** Whether an order in doubt has been so for longer than the hour that a charge or a bank's step is given. */
export const isGivenUp = (attempt: Attempt, now: Instant): boolean =>
  secondsBetween(attempt.startedAt, now) >= CHARGE_PATIENCE_SECONDS;

export type TransferProblem =
  | { code: 'no-such-transfer' }
  | { code: 'transfer-not-pending'; order: Order; status: OrderStatus };

/**
 * Support confirms that a transfer arrived: the order is paid and the term starts on that day, also when the renewal
 * window has closed since it was placed (procedures.md, P3 [decision]).
 */
export function confirmTransfer(
  account: PartnerAccount,
  reference: string,
  from: RenewalTermFrom,
  now: Instant,
): Result<{ account: PartnerAccount; value: Order }, TransferProblem> {
  const wanted = reference.trim().toUpperCase();
  const order = account.orders.find((each) => each.transfer?.reference === wanted);
  if (!order) return refuse({ code: 'no-such-transfer' });
  const today = dateIn(account.zone, now);
  const status = orderStatusOn(order, today);
  if (status !== 'pending-transfer') return refuse({ code: 'transfer-not-pending', order, status });
  const renewed = order.kind === 'renew' ? latestTerm(account, order.offerId) : undefined;
  const dates = renewed ? renewedTerm(renewed, today, from) : firstTerm(today);
  return ok(complete(account, order, dates, { way: 'transfer', reference: wanted }, undefined, now));
}

function settlePaid(account: PartnerAccount, order: Order, attempt: Attempt, toldBy: ToldBy, now: Instant) {
  const card = account.cards.find((each) => each.id === attempt.cardId);
  const payment: Payment = { way: 'card', brand: card?.brand ?? '', last4: card?.last4 ?? '' };
  const paid = withAttempt(order, { ...attempt, outcome: 'paid', bankStepUrl: undefined });
  return complete(account, paid, order.review.dates, payment, toldBy, now, attempt.cardId);
}

/** Paid: the term starts, the invoice is issued, the receipt is queued; all in the one account that is returned. */
function complete(
  account: PartnerAccount,
  order: Order,
  dates: TermDates,
  payment: Payment,
  toldBy: ToldBy,
  now: Instant,
  cardId?: string,
) {
  const today = dateIn(account.zone, now);
  const subscription = termOf(order, dates, cardId);
  const invoice = invoiceOf(account, order, dates, payment, today);
  const paid: Order = {
    ...move(order, 'paid'),
    review: { ...order.review, dates },
    paid: { at: now, on: today, invoice: invoice.number, subscriptionId: subscription.id, payment },
  };
  const saved: PartnerAccount = {
    ...withOrder(account, paid),
    subscriptions: [...account.subscriptions, subscription],
    invoices: [...account.invoices, invoice],
  };
  return { account: tell(saved, paid, 'receipt', 'paid', toldBy, now), value: paid };
}

/** Renewing, like subscribing, turns automatic renewal on (procedures.md, P3). */
function termOf(order: Order, dates: TermDates, cardId: string | undefined): Subscription {
  return {
    id: `term-${order.id}`,
    offerId: order.offerId,
    startedOn: dates.startsOn,
    expiresOn: dates.expiresOn,
    runStartedOn: dates.runStartedOn,
    autoRenew: true,
    managedIn: 'partner-center',
    ...(cardId ? { cardId } : {}),
  };
}

function invoiceOf(
  account: PartnerAccount,
  order: Order,
  dates: TermDates,
  paid: Payment,
  today: CalendarDate,
): Invoice {
  return {
    number: nextInvoiceNumber(account, today),
    orderId: order.id,
    issuedOn: today,
    buyer: { organisation: account.organisation, mpnId: account.mpnId, country: account.country },
    line: { offerId: order.offerId, startsOn: dates.startsOn, expiresOn: dates.expiresOn, net: order.review.net },
    tax: order.review.tax,
    total: order.review.total,
    paid,
  };
}

function awaitBank(account: PartnerAccount, order: Order, attempt: Attempt, url: string, toldBy: ToldBy, now: Instant) {
  if (order.status === 'awaiting-confirmation') return { account, value: order };
  const waiting = withAttempt(move(order, 'awaiting-confirmation'), { ...attempt, bankStepUrl: url });
  return { account: tell(withOrder(account, waiting), waiting, 'bank-step', attempt.key, toldBy, now), value: waiting };
}

/** Refused for good: an order that waits for a transfer goes on waiting for it, any other can be tried again. */
function settleRefused(
  account: PartnerAccount,
  order: Order,
  attempt: Attempt,
  reason: DeclineReason | undefined,
  toldBy: ToldBy,
  now: Instant,
) {
  const ended: Attempt = { ...attempt, outcome: reason ? 'declined' : 'failed', reason, bankStepUrl: undefined };
  const next = nextStatus(order, reason);
  const closed = withAttempt(move(order, next), ended);
  const kind = reason ? 'charge-declined' : 'charge-failed';
  return { account: tell(withOrder(account, closed), closed, kind, attempt.key, toldBy, now), value: closed };
}

function nextStatus(order: Order, reason: DeclineReason | undefined): OrderStatus {
  if (order.transfer) return 'pending-transfer';
  if (!reason && mayMove(order.status, 'failed')) return 'failed';
  return 'declined';
}

function withAttempt(order: Order, attempt: Attempt): Order {
  return { ...order, attempts: order.attempts.map((each) => (each.number === attempt.number ? attempt : each)) };
}

function tell(
  account: PartnerAccount,
  order: Order,
  kind: OrderNoticeKind,
  mark: string,
  toldBy: ToldBy,
  now: Instant,
) {
  return withNotice(
    account,
    {
      id: `${kind}-${order.id}-${mark}`,
      kind,
      to: order.by,
      orderId: order.id,
      createdAt: now,
    },
    toldBy,
  );
}
