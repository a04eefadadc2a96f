import {
  automaticOrder,
  automaticOrderId,
  buyerOf,
  endRenewal,
  isBeforeWindowEnds,
  lastTryOn,
  nextTryOn,
  renewalCard,
  TRANSFER_AHEAD_DAYS,
} from './automatic-renewal.js';
import { addDays, type CalendarDate, earliest } from './calendar.js';
import type { Duty, DutyDay } from './duties.js';
import { charging, move, nextTransferReference, type Order, type TransferContact, withOrder } from './order.js';
import { memberOf, type PartnerAccount } from './partner.js';
import { quoteFor } from './quote.js';
import { tellAdmins } from './renewal-notices.js';
import { latestTerm, latestTerms, renewalWindow, type Subscription } from './subscription.js';

/**
 * Automatic renewal (procedures.md, P4): on the anniversary the saved card is charged; who pays by transfer gets an
 * order with its reference 30 days before. Caught up after downtime while the renewal window is open; later the
 * subscription has lapsed, and nobody is charged for it [decision].
 */
export const automaticRenewal: Duty = {
  dueOn: (account) => earliest(renewing(account).map((term) => renewsOn(account, term))),
  perform: (account, day) =>
    renewing(account)
      .filter((term) => renewsOn(account, term) === day.dueOn)
      .reduce((changed, term) => renew(changed, term, day), account),
};

/**
 * A declined automatic renewal is tried again on the next day, three times; then its order is closed and the
 * subscription has expired as of the anniversary (procedures.md, P4 [decision]).
 */
export const furtherTries: Duty = {
  dueOn: (account) => earliest(declined(account).map((order) => goesOnOn(account, order))),
  perform: (account, day) =>
    declined(account)
      .filter((order) => goesOnOn(account, order) === day.dueOn)
      .reduce((changed, order) => goOn(changed, order, day), account),
};

/** Terms that renew themselves, whose renewal has not begun, and for whose offer nothing else is under way. */
function renewing(account: PartnerAccount): Subscription[] {
  const isUnderWay = ({ status }: Order) => ['charging', 'awaiting-confirmation', 'pending-transfer'].includes(status);
  return latestTerms(account).filter(
    (term) =>
      term.autoRenew &&
      term.managedIn === 'partner-center' &&
      !automaticOrder(account, term) &&
      !account.orders.some((order) => order.offerId === term.offerId && isUnderWay(order)),
  );
}

const renewsOn = (account: PartnerAccount, term: Subscription): CalendarDate =>
  renewalCard(account, term) ? term.expiresOn : addDays(term.expiresOn, -TRANSFER_AHEAD_DAYS);

function renew(account: PartnerAccount, term: Subscription, day: DutyDay): PartnerAccount {
  if (!isBeforeWindowEnds(term, day.today)) return endRenewal(account, term, day);
  const card = renewalCard(account, term);
  return card ? withCharge(account, term, card.id, day) : withTransfer(account, term, day);
}

function withCharge(account: PartnerAccount, term: Subscription, cardId: string, day: DutyDay): PartnerAccount {
  const order = orderFor(account, term, { way: 'card', cardId }, day);
  return withOrder(account, charging(order, { cardId, startedAt: day.now, automatic: true }).order);
}

function withTransfer(account: PartnerAccount, term: Subscription, day: DutyDay): PartnerAccount {
  const contact = contactOf(account, term);
  const order = orderFor(account, term, { way: 'transfer', contact }, day);
  const reference = nextTransferReference(account);
  const transfer = { reference, placedOn: day.today, until: renewalWindow(term).to, contact };
  const placed: Order = { ...move(order, 'pending-transfer'), transfer };
  const about = { kind: 'renewal-transfer' as const, orderId: order.id };
  return tellAdmins(withOrder(account, placed), { about, id: `renewal-transfer-${order.id}`, now: day.now });
}

/** The order with price, tax and terms as they are on this day; what is tried or transferred later is for the same. */
function orderFor(account: PartnerAccount, term: Subscription, pay: Order['review']['pay'], day: DutyDay): Order {
  const { offerId } = term;
  const { termsVersion } = day.rules.catalogue;
  const quote = quoteFor(account, { kind: 'auto-renew', offerId }, day.rules, day.today);
  return {
    id: automaticOrderId(account, term),
    kind: 'auto-renew',
    offerId,
    renews: term.id,
    by: buyerOf(account, term),
    createdAt: day.now,
    status: 'review',
    review: { number: 1, ...quote, termsVersion, pay },
    bought: 1,
    attempts: [],
  };
}

/** Who was the contact of the last transfer is it again, else who answers for the renewal. */
function contactOf(account: PartnerAccount, term: Subscription): TransferContact {
  const last = account.orders.findLast((order) => order.transfer)?.transfer?.contact;
  const buyer = memberOf(account, buyerOf(account, term));
  return last ?? { name: buyer?.name ?? '', phone: '', email: buyer?.email ?? '' };
}

const declined = (account: PartnerAccount): Order[] =>
  account.orders.filter(({ kind, status }) => kind === 'auto-renew' && status === 'declined');

/** When it is tried again; where it is not, it is closed at once. */
function goesOnOn(account: PartnerAccount, order: Order): CalendarDate {
  const isOn = latestTerm(account, order.offerId)?.autoRenew;
  return (isOn && nextTryOn(order, account.zone)) || lastTryOn(order, account.zone) || '';
}

function goOn(account: PartnerAccount, order: Order, day: DutyDay): PartnerAccount {
  const term = latestTerm(account, order.offerId);
  if (!term) throw new Error(`Order ${order.id} renews a term that is not there`);
  if (!term.autoRenew) return withOrder(account, move(order, 'withdrawn'));
  const card = renewalCard(account, term);
  const isOver = !nextTryOn(order, account.zone) || !isBeforeWindowEnds(term, day.today) || !card;
  if (isOver) return endRenewal(withOrder(account, move(order, 'lapsed')), term, day);
  const attempt = { cardId: card.id, startedAt: day.now, automatic: true as const };
  return withOrder(account, charging(order, attempt).order);
}
