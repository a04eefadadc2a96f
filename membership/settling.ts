import { nextTryOn } from './automatic-renewal.js';
import { dateIn, type Instant, secondsBetween } from './calendar.js';
import { complete, tellOf } from './completing.js';
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
import { datesIfPaid } from './quote.js';
import { tellAdmins } from './renewal-notices.js';
import { ok, type Result, refuse } from './result.js';
import type { RenewalTermFrom } from './subscription.js';

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
 * window has closed since it was placed (procedures.md, P3 [decision]). That of an automatic renewal which arrived by
 * the anniversary starts on the anniversary, never earlier (P4 [decision]).
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
  const dates = datesIfPaid(account, order, from, today);
  return ok(complete(account, order, { dates, payment: { way: 'transfer', reference: wanted } }, now));
}

function settlePaid(account: PartnerAccount, order: Order, attempt: Attempt, toldBy: ToldBy, now: Instant) {
  const card = account.cards.find((each) => each.id === attempt.cardId);
  const payment: Payment = { way: 'card', brand: card?.brand ?? '', last4: card?.last4 ?? '' };
  const paid = withAttempt(order, { ...attempt, outcome: 'paid', bankStepUrl: undefined });
  const bought = { dates: order.review.dates, payment, cardId: attempt.cardId };
  return complete(account, paid, bought, now, toldBy);
}

function awaitBank(account: PartnerAccount, order: Order, attempt: Attempt, url: string, toldBy: ToldBy, now: Instant) {
  if (order.status === 'awaiting-confirmation') return { account, value: order };
  const waiting = withAttempt(move(order, 'awaiting-confirmation'), { ...attempt, bankStepUrl: url });
  const telling = { kind: 'bank-step' as const, mark: attempt.key, toldBy, toAdmins: attempt.automatic };
  return { account: tellOf(withOrder(account, waiting), waiting, telling, now), value: waiting };
}

/**
 * Refused for good: an order that waits for a transfer goes on waiting for it, any other can be tried again. Of an
 * automatic renewal, a charge that never reached the gateway is a try like any other.
 */
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
  const after = withOrder(account, closed);
  if (attempt.automatic) return { account: tellDeclined(after, closed, ended, now), value: closed };
  const kind = reason ? 'charge-declined' : 'charge-failed';
  return { account: tellOf(after, closed, { kind, mark: attempt.key, toldBy }, now), value: closed };
}

/** An automatic try was refused, and another one follows; after the last one the end of it all is told instead. */
function tellDeclined(account: PartnerAccount, order: Order, attempt: Attempt, now: Instant): PartnerAccount {
  const nextTry = nextTryOn(order, account.zone);
  if (!nextTry) return account;
  const { brand = '', last4 = '' } = account.cards.find(({ id }) => id === attempt.cardId) ?? {};
  const facts = { orderId: order.id, card: { brand, last4 }, nextTryOn: nextTry };
  const about = { kind: 'renewal-declined' as const, ...facts, ...(attempt.reason ? { reason: attempt.reason } : {}) };
  return tellAdmins(account, { about, id: `renewal-declined-${attempt.key}`, now });
}

function nextStatus(order: Order, reason: DeclineReason | undefined): OrderStatus {
  if (order.transfer) return 'pending-transfer';
  if (order.kind === 'auto-renew') return 'declined';
  if (!reason && mayMove(order.status, 'failed')) return 'failed';
  return 'declined';
}

function withAttempt(order: Order, attempt: Attempt): Order {
  return { ...order, attempts: order.attempts.map((each) => (each.number === attempt.number ? attempt : each)) };
}
