import { withAnswered } from './approval.js';
import { type CalendarDate, dateIn, type Instant } from './calendar.js';
import { type Invoice, nextInvoiceNumber } from './invoice.js';
import { type OrderNoticeKind, withNotice } from './notice.js';
import { move, type Order, type Payment, withOrder } from './order.js';
import type { PartnerAccount } from './partner.js';
import { tellAdmins } from './renewal-notices.js';
import type { Subscription, TermDates } from './subscription.js';

/** What an order that is paid brings. `cardId`: the card that automatic renewal charges from then on. */
interface Bought {
  dates: TermDates;
  payment: Payment;
  cardId?: string;
}

/** Paid: the term starts, the invoice is issued, the receipt is queued; all in the one account that is returned. */
export function complete(
  account: PartnerAccount,
  order: Order,
  { dates, payment, cardId }: Bought,
  now: Instant,
  toldBy?: string,
): { account: PartnerAccount; value: Order } {
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
  const telling = { kind: 'receipt' as const, mark: 'paid', toldBy, toAdmins: order.kind === 'auto-renew' };
  const answered = withAnswered(saved, { what: 'buy', offerId: order.offerId, by: order.by }, now);
  return { account: tellOf(answered, paid, telling, now), value: paid };
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

interface OrderTelling {
  kind: OrderNoticeKind;
  /** Tells this notice from others of its kind about the same order. */
  mark: string;
  /** The reference of the turn that waits for it and tells it; undefined: the outbox does. */
  toldBy?: string;
  /** All who may buy are told, not only who placed the order. */
  toAdmins?: boolean;
}

/** The account with a notice of what became of an order. */
export function tellOf(
  account: PartnerAccount,
  order: Order,
  { kind, mark, toldBy, toAdmins }: OrderTelling,
  now: Instant,
): PartnerAccount {
  const about = { kind, orderId: order.id };
  const id = `${kind}-${order.id}-${mark}`;
  if (!toAdmins) return withNotice(account, { ...about, id, to: order.by, createdAt: now }, toldBy);
  return tellAdmins(account, { about, id, now, ...(toldBy ? { inTurn: { member: order.by, ref: toldBy } } : {}) });
}
