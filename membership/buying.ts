import { type Approval, contraryAnswer, withAnswered } from './approval.js';
import { withoutRenewal } from './automatic-renewal.js';
import { addSeconds, type CalendarDate, dateIn, type Instant } from './calendar.js';
import { type RenewalEligibility, renewalEligibility } from './eligibility.js';
import { sameMoney } from './money.js';
import { withNotice } from './notice.js';
import { knownOffer, type OfferId } from './offer.js';
import {
  type Attempt,
  charging,
  move,
  nextTransferReference,
  type Order,
  type OrderId,
  orderOf,
  orderStatusOn,
  type Review,
  transferUntil,
  type WayToPay,
  withOrder,
} from './order.js';
import { type Member, type MemberId, memberOf, type PartnerAccount } from './partner.js';
import { type SubscribeRefusal, subscribeRefusals } from './purchase.js';
import { type BuyingRules, quoteFor } from './quote.js';
import { ok, type Result, refuse } from './result.js';
import { mayBuy } from './roles.js';
import { latestTerm } from './subscription.js';

/** Why an order cannot be reviewed or bought. */
export type BuyingProblem =
  | { code: 'cannot-subscribe'; offerId: OfferId; refusals: SubscribeRefusal[] }
  | { code: 'cannot-renew'; eligibility: RenewalEligibility }
  | { code: 'no-role' }
  | { code: 'no-such-order' }
  | { code: 'no-such-card' }
  | { code: 'outdated-review'; order: Order }
  | { code: 'review-again'; order: Order }
  | { code: 'approval-answered'; approval: Approval };

export interface OrderRequest {
  orderId: OrderId;
  kind: Order['kind'];
  offerId: OfferId;
  by: MemberId;
  pay: WayToPay;
  /** The member's request that it is bought on. */
  approval?: string;
}

/** Seconds for which a review that was not bought is kept, so that an account does not grow with every look. */
const UNBOUGHT_SECONDS = 24 * 3600;

/**
 * Saves what the person is about to see before Buy, with price, tax, terms version and dates fixed in it (house.md).
 * The same request again finds the same order and, where nothing changed, the same review.
 */
export function prepareOrder(
  account: PartnerAccount,
  request: OrderRequest,
  rules: BuyingRules,
  now: Instant,
): Result<{ account: PartnerAccount; value: Order }, BuyingProblem> {
  const today = dateIn(account.zone, now);
  const existing = orderOf(account, request.orderId);
  const refused = orderRefusal(account, request, rules, now);
  if (refused) return refuse(refused);
  if (request.pay.way === 'card' && !cardOf(account, request.pay.cardId)) return refuse({ code: 'no-such-card' });
  const review = reviewFor(account, request, rules, today, existing);
  if (existing && existing.review.number === review.number) return ok({ account, value: existing });
  const order = existing ? { ...existing, review } : newOrder(account, request, review, now);
  return ok({ account: withOrder(pruned(account, now), order), value: order });
}

/** Why an order cannot be reviewed (any more), whatever it is to be paid with; undefined where it can. */
export function orderRefusal(
  account: PartnerAccount,
  request: OrderRequest,
  rules: BuyingRules,
  now: Instant,
): BuyingProblem | undefined {
  const today = dateIn(account.zone, now);
  const existing = orderOf(account, request.orderId);
  return existing ? refuseReview(account, existing, request, rules, today) : refuseNew(account, request, rules, today);
}

/** What Buy leads to: `charge` the attempt that was just saved, or `show` an order that was bought before. */
export type Bought = { next: 'charge'; order: Order; attempt: Attempt } | { next: 'show'; order: Order };

/**
 * Buy, for the review with this number. A second tap, a redelivery or an old card finds the same order and what
 * became of it; a card older than the last review buys nothing. If price, tax, terms or dates have changed since,
 * the answer is `review-again`, with a fresh review that is kept.
 */
export function buyOrder(
  account: PartnerAccount,
  asked: { orderId: OrderId; review: number; by: MemberId; toldBy?: string },
  rules: BuyingRules,
  now: Instant,
): Result<{ account: PartnerAccount; value: Bought | { next: 'review-again'; order: Order } }, BuyingProblem> {
  const today = dateIn(account.zone, now);
  const order = orderOf(account, asked.orderId);
  const buyer = memberOf(account, asked.by);
  if (!order) return refuse({ code: 'no-such-order' });
  if (!buyer || !mayBuy(buyer)) return refuse({ code: 'no-role' });
  if (order.status === 'paid' || order.bought === asked.review) return ok({ account, value: { next: 'show', order } });
  if (asked.review !== order.review.number) return refuse({ code: 'outdated-review', order });
  if (!canBeBought(order, today)) return ok({ account, value: { next: 'show', order } });
  const contrary = contraryAnswer(account, order.approval, today);
  if (contrary) return refuse({ code: 'approval-answered', approval: contrary });
  const request = { ...order, orderId: order.id, by: asked.by, pay: order.review.pay };
  const refused = refuseReview(account, order, request, rules, today);
  if (refused) return refuse(refused);
  const fresh = reviewFor(account, request, rules, today, order);
  if (fresh.number !== order.review.number) {
    const changed = { ...order, review: fresh };
    return ok({ account: withOrder(account, changed), value: { next: 'review-again', order: changed } });
  }
  if (order.review.pay.way === 'transfer') return ok(placeTransfer(account, order, asked, today, now));
  return beginCharge(account, order, order.review.pay.cardId, asked.by, now);
}

/**
 * Withdraws a pending bank transfer, or an order that was not bought (procedures.md, P3). A transfer that has lapsed
 * by now is not withdrawn any more. Without the order of an automatic renewal there is none: it is off from then on.
 */
export function withdrawOrder(
  account: PartnerAccount,
  orderId: OrderId,
  by: MemberId,
  now: Instant,
): Result<
  { account: PartnerAccount; value: Order },
  { code: 'no-such-order' | 'no-role' } | { code: 'not-withdrawable'; order: Order }
> {
  const order = orderOf(account, orderId);
  const member = memberOf(account, by);
  if (!order) return refuse({ code: 'no-such-order' });
  if (!member || !mayBuy(member)) return refuse({ code: 'no-role' });
  if (order.status === 'withdrawn') return ok({ account, value: order });
  const today = dateIn(account.zone, now);
  if (!canBeBought(order, today)) return refuse({ code: 'not-withdrawable', order });
  const withdrawn = move(order, 'withdrawn');
  return ok({ account: withoutRenewal(withOrder(account, withdrawn), order, today), value: withdrawn });
}

const cardOf = (account: PartnerAccount, id: string) => account.cards.find((card) => card.id === id);

function canBeBought(order: Order, today: CalendarDate): boolean {
  return ['review', 'declined', 'pending-transfer'].includes(orderStatusOn(order, today));
}

function refuseNew(
  account: PartnerAccount,
  request: OrderRequest,
  rules: BuyingRules,
  today: CalendarDate,
): BuyingProblem | undefined {
  const member = memberOf(account, request.by);
  if (!member) return { code: 'no-role' };
  if (request.kind === 'auto-renew') return { code: 'no-such-order' };
  const offer = knownOffer(rules.catalogue, request.offerId);
  if (request.kind === 'renew') return refuseRenewal(account, member, request.offerId, rules, today);
  const refusals = subscribeRefusals(account, member, offer, today);
  return refusals.length ? { code: 'cannot-subscribe', offerId: offer.id, refusals } : undefined;
}

/**
 * A pending transfer was placed inside the window and may be paid by card after it, and so may what automatic renewal
 * made, before the window and in it; the rest is as for a new order.
 */
function refuseReview(
  account: PartnerAccount,
  order: Order,
  request: OrderRequest,
  rules: BuyingRules,
  today: CalendarDate,
): BuyingProblem | undefined {
  const member = memberOf(account, request.by);
  if (!member || !mayBuy(member)) return { code: 'no-role' };
  const isSame = order.offerId === request.offerId && order.kind === request.kind;
  if (!isSame || !canBeBought(order, today)) return { code: 'outdated-review', order };
  if (order.status === 'pending-transfer' || order.kind === 'auto-renew')
    return request.pay.way === 'card' ? undefined : { code: 'outdated-review', order };
  return refuseNew(account, request, rules, today);
}

function refuseRenewal(
  account: PartnerAccount,
  member: Member,
  offerId: OfferId,
  rules: BuyingRules,
  today: CalendarDate,
): BuyingProblem | undefined {
  const subscription = latestTerm(account, offerId);
  const offer = knownOffer(rules.catalogue, offerId);
  if (!subscription)
    return { code: 'cannot-subscribe', offerId, refusals: subscribeRefusals(account, member, offer, today) };
  const eligibility = renewalEligibility(account, member, offer, subscription, today);
  return eligibility.eligible ? undefined : { code: 'cannot-renew', eligibility };
}

/** The review as of today: the existing one where nothing in it has changed, else one with the next number. */
function reviewFor(
  account: PartnerAccount,
  request: OrderRequest,
  rules: BuyingRules,
  today: CalendarDate,
  existing: Order | undefined,
): Review {
  // A transfer that was placed keeps its price and tax, since the money may still arrive while a card is considered; an
  // automatic renewal has those of the day on which it was first tried.
  const quote = quoteFor(account, { ...request, transfer: existing?.transfer }, rules, today);
  const { net, tax, total } = existing?.transfer || existing?.kind === 'auto-renew' ? existing.review : quote;
  const review: Review = {
    number: (existing?.review.number ?? 0) + 1,
    net,
    tax,
    total,
    termsVersion: rules.catalogue.termsVersion,
    dates: quote.dates,
    pay: request.pay,
  };
  // A review that was bought by card and refused is not bought again by a second tap: trying again is a new review.
  const spent = existing?.bought === existing?.review.number && request.pay.way === 'card';
  return existing && !spent && sameReview(existing.review, review) ? existing.review : review;
}

function sameReview(a: Review, b: Review): boolean {
  return (
    sameMoney(a.net, b.net) &&
    sameMoney(a.total, b.total) &&
    a.tax.rate.basisPoints === b.tax.rate.basisPoints &&
    a.termsVersion === b.termsVersion &&
    a.dates.startsOn === b.dates.startsOn &&
    a.dates.expiresOn === b.dates.expiresOn &&
    samePay(a.pay, b.pay)
  );
}

function samePay(a: WayToPay, b: WayToPay): boolean {
  if (a.way === 'card') return b.way === 'card' && a.cardId === b.cardId;
  if (b.way === 'card') return false;
  const { name, phone, email } = a.contact;
  return name === b.contact.name && phone === b.contact.phone && email === b.contact.email;
}

function newOrder(account: PartnerAccount, request: OrderRequest, review: Review, now: Instant): Order {
  const renewed = request.kind === 'renew' ? latestTerm(account, request.offerId) : undefined;
  return {
    id: request.orderId,
    kind: request.kind,
    offerId: request.offerId,
    ...(renewed ? { renews: renewed.id } : {}),
    by: request.by,
    createdAt: now,
    status: 'review',
    ...(request.approval ? { approval: request.approval } : {}),
    review,
    attempts: [],
  };
}

function pruned(account: PartnerAccount, now: Instant): PartnerAccount {
  const isOld = (order: Order) => order.createdAt < addSeconds(now, -UNBOUGHT_SECONDS);
  const cameToNothing = ({ status, attempts, transfer }: Order) =>
    (status === 'review' || status === 'withdrawn') && !attempts.length && !transfer;
  return { ...account, orders: account.orders.filter((order) => !cameToNothing(order) || !isOld(order)) };
}

function placeTransfer(
  account: PartnerAccount,
  order: Order,
  { by, toldBy }: { by: MemberId; toldBy?: string },
  today: CalendarDate,
  now: Instant,
) {
  const { pay } = order.review;
  if (pay.way !== 'transfer') throw new Error(`Order ${order.id} is not paid by transfer`);
  const placed: Order = {
    ...move(order, 'pending-transfer'),
    by,
    bought: order.review.number,
    transfer: {
      reference: nextTransferReference(account),
      placedOn: today,
      until: transferUntil(today),
      contact: pay.contact,
    },
  };
  const notice = {
    id: `placed-${order.id}`,
    kind: 'transfer-placed' as const,
    to: by,
    orderId: order.id,
    createdAt: now,
  };
  const answered = withAnswered(account, { what: 'buy', offerId: order.offerId, by }, now);
  const saved = withNotice(withOrder(answered, placed), notice, toldBy);
  return { account: saved, value: { next: 'show' as const, order: placed } };
}

function beginCharge(account: PartnerAccount, order: Order, cardId: string, by: MemberId, now: Instant) {
  if (!cardOf(account, cardId)) return refuse({ code: 'no-such-card' as const });
  const begun = charging({ ...order, by, bought: order.review.number }, { cardId, startedAt: now });
  return ok({ account: withOrder(account, begun.order), value: { next: 'charge' as const, ...begun } });
}
