import type { CalendarDate } from './calendar.js';
import { add, taxOn } from './money.js';
import { type Catalogue, knownCountry, knownOffer, priceOf } from './offer.js';
import type { Order, Review } from './order.js';
import type { PartnerAccount } from './partner.js';
import { firstTerm, latestTerm, type RenewalTermFrom, renewedTerm, type TermDates } from './subscription.js';

/** What the rules of buying need beside the account. */
export interface BuyingRules {
  catalogue: Catalogue;
  renewalTermFrom: RenewalTermFrom;
}

/**
 * What an offer would cost this partner today, with the tax of their country, and which term it would bring. The first
 * look at a renewal shows it, and a review fixes it (procedures.md, P1 and P3).
 */
export function quoteFor(
  account: PartnerAccount,
  order: Pick<Order, 'kind' | 'offerId' | 'transfer'>,
  { catalogue, renewalTermFrom }: BuyingRules,
  today: CalendarDate,
): Pick<Review, 'net' | 'tax' | 'total' | 'dates'> {
  const { tax: rate } = knownCountry(catalogue, account.country);
  const net = priceOf(knownOffer(catalogue, order.offerId), account.currency);
  const tax = { rate, amount: taxOn(net, rate) };
  return { net, tax, total: add(net, tax.amount), dates: datesIfPaid(account, order, renewalTermFrom, today) };
}

/**
 * The term that an order brings if it is paid on this day. An automatic renewal brings the one from the anniversary on,
 * with no gap; only where its bank transfer comes after the anniversary it is as with a renewal by hand (procedures.md, P4).
 */
export function datesIfPaid(
  account: PartnerAccount,
  { kind, offerId, transfer }: Pick<Order, 'kind' | 'offerId' | 'transfer'>,
  from: RenewalTermFrom,
  today: CalendarDate,
): TermDates {
  const term = kind === 'subscribe' ? undefined : latestTerm(account, offerId);
  if (!term) return firstTerm(today);
  const isLate = transfer !== undefined && today > term.expiresOn;
  return renewedTerm(term, today, kind === 'auto-renew' && !isLate ? 'anniversary' : from);
}
