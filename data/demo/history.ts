import { addDays, anniversary, type CalendarDate } from '../../membership/calendar.js';
import type { OfferId } from '../../membership/offer.js';
import type { Order } from '../../membership/order.js';
import type { RenewalTermFrom } from '../../membership/subscription.js';
import type { DemoPartner, DemoTerm } from './schema.js';

/** One day of a demo partner's past on which something was bought. */
export interface Purchase {
  kind: Order['kind'];
  offerId: OfferId;
  on: CalendarDate;
  pay: DemoTerm['pay'];
  termFrom: RenewalTermFrom;
  /** False for a bank transfer that is still awaited. */
  paid: boolean;
}

/** What a partner must have bought, and when, to have on `today` what the demo data say; the earliest first. */
export function purchasesOf(partner: DemoPartner, today: CalendarDate): Purchase[] {
  const paid = partner.terms.flatMap((term) => runOf(term, today));
  const pending = partner.pending ? [pendingRenewal(partner.pending, today)] : [];
  return [...paid, ...pending].sort((a, b) => a.on.localeCompare(b.on));
}

/** The purchases that a term comes from: one, or one a year for a term that its partner has renewed. */
function runOf({ offer, pay, starts, expires }: DemoTerm, today: CalendarDate): Purchase[] {
  const run = expires === undefined ? runFrom(addDays(today, starts ?? 0)) : runUntil(addDays(today, expires));
  return run.map((on, year) => ({
    kind: year === 0 ? 'subscribe' : 'renew',
    offerId: offer,
    on,
    pay,
    termFrom: 'anniversary',
    paid: true,
  }));
}

const runFrom = (startedOn: CalendarDate): CalendarDate[] => [startedOn];

/**
 * The days of purchase of a run of terms of which the last ends on `expiresOn`: one, a year earlier. Only for
 * 29 February it takes more years, since just a run that began on such a day comes back to it; its renewals were
 * bought on the first day of their windows.
 */
function runUntil(expiresOn: CalendarDate): CalendarDate[] {
  let years = 1;
  while (anniversary(anniversary(expiresOn, -years), years) !== expiresOn) years += 1;
  const startedOn = anniversary(expiresOn, -years);
  const renewals = Array.from({ length: years - 1 }, (_, year) => addDays(anniversary(startedOn, year + 1), 1));
  return [startedOn, ...renewals];
}

const pendingRenewal = ({ offer, placed }: { offer: OfferId; placed: number }, today: CalendarDate): Purchase => ({
  kind: 'renew',
  offerId: offer,
  on: addDays(today, placed),
  pay: 'transfer',
  termFrom: 'purchase',
  paid: false,
});
