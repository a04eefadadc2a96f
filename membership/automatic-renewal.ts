import { addDays, type CalendarDate, dateIn, type Instant } from './calendar.js';
import { type Attempt, move, type Order, orderIdOf, orderOf, withOrder } from './order.js';
import { adminsOf, type MemberId, type PartnerAccount, type SavedCard } from './partner.js';
import { tellAdmins } from './renewal-notices.js';
import { latestTerm, renewalWindow, type Subscription, withoutAutoRenew, withTerm } from './subscription.js';

/** Tries of one automatic renewal: on the anniversary, and on the three days after it (procedures.md, P4 [decision]). */
export const TRIES = 4;

/** Days before the anniversary on which who pays by transfer gets their order (procedures.md, P4). */
export const TRANSFER_AHEAD_DAYS = 30;

/** The card that automatic renewal charges; undefined for who pays by transfer, also where the card was removed. */
export const renewalCard = (account: PartnerAccount, { cardId }: Subscription): SavedCard | undefined =>
  account.cards.find((card) => card.id === cardId);

/** One a term: whoever makes the order comes to the same id, and so to the same keys at the gateway. */
export const automaticOrderId = (account: PartnerAccount, { offerId, expiresOn }: Subscription): string =>
  orderIdOf(account.id, `auto-${offerId}-${expiresOn}`);

/** The order of a term's automatic renewal, whatever became of it. */
export const automaticOrder = (account: PartnerAccount, term: Subscription): Order | undefined =>
  orderOf(account, automaticOrderId(account, term));

/** Who answers for an automatic renewal: the one who bought the term, else the first who may buy. */
export function buyerOf(account: PartnerAccount, term: Subscription): MemberId {
  const bought = account.orders.find((order) => order.paid?.subscriptionId === term.id);
  return bought?.by ?? (adminsOf(account)[0] ?? account.members[0])?.id ?? '';
}

const automaticTries = (order: Order): Attempt[] => order.attempts.filter(({ automatic }) => automatic);

/**
 * The first day on which a declined automatic renewal is tried again, at most once a day; undefined once all tries were
 * made. What people try meanwhile with other cards does not count.
 */
export function nextTryOn(order: Order, zone: string): CalendarDate | undefined {
  const tries = automaticTries(order);
  const last = tries.at(-1);
  return last && tries.length < TRIES ? addDays(dateIn(zone, last.startedAt), 1) : undefined;
}

/** The day of the last automatic try. */
export function lastTryOn(order: Order, zone: string): CalendarDate | undefined {
  const last = automaticTries(order).at(-1);
  return last && dateIn(zone, last.startedAt);
}

/** Whether it can still be renewed by hand, too (procedures.md, P2). */
export const isBeforeWindowEnds = (term: Subscription, today: CalendarDate): boolean => today <= renewalWindow(term).to;

/**
 * Automatic renewal of a term has come to nothing: it is off from then on, and the subscription has expired as of the
 * anniversary (procedures.md, P4 [decision]). Its administrators are told.
 */
export function endRenewal(
  account: PartnerAccount,
  term: Subscription,
  { today, now }: { today: CalendarDate; now: Instant },
): PartnerAccount {
  const { offerId, expiresOn } = term;
  const renewable = isBeforeWindowEnds(term, today);
  const about = { kind: 'renewal-ended' as const, offerId, expiresOn, renewable };
  const off = withTerm(account, withoutAutoRenew(term, today));
  return tellAdmins(off, { about, id: `renewal-ended-${term.id}`, now });
}

/**
 * Withdraws the order that automatic renewal made for a term, where it is not being charged at this moment. For who
 * turns automatic renewal off.
 */
export function withdrawAutomaticOrder(account: PartnerAccount, term: Subscription): PartnerAccount {
  const order = automaticOrder(account, term);
  const isWaiting = order?.status === 'pending-transfer' || order?.status === 'declined';
  return isWaiting ? withOrder(account, move(order, 'withdrawn')) : account;
}

/** The account after an automatic order was withdrawn or has lapsed: without it the term is not renewed. */
export function withoutRenewal(account: PartnerAccount, order: Order, today: CalendarDate): PartnerAccount {
  const term = latestTerm(account, order.offerId);
  const isItsOwn = order.kind === 'auto-renew' && term !== undefined && term.id === order.renews;
  return isItsOwn ? withTerm(account, withoutAutoRenew(term, today)) : account;
}
