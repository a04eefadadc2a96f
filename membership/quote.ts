import type { CalendarDate } from './calendar.js';
import { add, taxOn } from './money.js';
import { type Catalogue, knownCountry, knownOffer, priceOf } from './offer.js';
import type { Order, Review } from './order.js';
import type { PartnerAccount } from './partner.js';
import { firstTerm, latestTerm, type RenewalTermFrom, renewedTerm } from './subscription.js';

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
  { kind, offerId }: Pick<Order, 'kind' | 'offerId'>,
  { catalogue, renewalTermFrom }: BuyingRules,
  today: CalendarDate,
): Pick<Review, 'net' | 'tax' | 'total' | 'dates'> {
  const { tax: rate } = knownCountry(catalogue, account.country);
  const net = priceOf(knownOffer(catalogue, offerId), account.currency);
  const tax = { rate, amount: taxOn(net, rate) };
  const term = kind === 'renew' ? latestTerm(account, offerId) : undefined;
  const dates = term ? renewedTerm(term, today, renewalTermFrom) : firstTerm(today);
  return { net, tax, total: add(net, tax.amount), dates };
}
