import { addDays, anniversary, type CalendarDate, daysBetween, nextAnniversary } from './calendar.js';
import type { OfferId } from './offer.js';
import type { PartnerAccount } from './partner.js';
import type { ReminderKind } from './reminder-kind.js';

/** How many days after the expiry date a subscription can still be renewed (procedures.md, P2; 2019 article). */
export const WINDOW_DAYS = 30;

/** One partner's term of one offer. A renewal adds the next term; the old one stays as it was. */
export interface Subscription {
  id: string;
  offerId: OfferId;
  startedOn: CalendarDate;
  /** The anniversary. The term runs through this day. */
  expiresOn: CalendarDate;
  /** Start of the current run of automatic renewals, from which anniversaries are counted. */
  runStartedOn: CalendarDate;
  autoRenew: boolean;
  /** The day since which automatic renewal is off; absent while it is on, and in records older than this field. */
  autoRenewOffOn?: CalendarDate;
  /** `pmc`: still managed in the Partner Membership Center, which renews it itself. */
  managedIn: 'partner-center' | 'pmc';
  /** The saved card that automatic renewal charges; absent for those who pay by transfer. */
  cardId?: string;
  /** The last reminder of this term that was sent, or that nobody needed. */
  reminded?: ReminderKind;
}

/** First and last day on which a subscription can be renewed, both inclusive. */
export interface RenewalWindow {
  from: CalendarDate;
  to: CalendarDate;
}

/** Where a subscription stands on a given day; computed, never stored (procedures.md, P2). */
export type SubscriptionStatus = 'active' | 'in-window' | 'lapsed';

/** `expiresOn + 1` to `expiresOn + 30`: expires 22 June, renewable 23 June to 22 July (procedures.md, P2). */
export function renewalWindow(subscription: Pick<Subscription, 'expiresOn'>): RenewalWindow {
  return { from: addDays(subscription.expiresOn, 1), to: addDays(subscription.expiresOn, WINDOW_DAYS) };
}

export function statusOn(subscription: Pick<Subscription, 'expiresOn'>, today: CalendarDate): SubscriptionStatus {
  const window = renewalWindow(subscription);
  if (today < window.from) return 'active';
  return today <= window.to ? 'in-window' : 'lapsed';
}

/** The latest term of an offer, whatever its status; undefined where the partner never had it. */
export function latestTerm(account: PartnerAccount, offerId: OfferId): Subscription | undefined {
  return account.subscriptions
    .filter((subscription) => subscription.offerId === offerId)
    .reduce<Subscription | undefined>(
      (latest, each) => (!latest || each.expiresOn > latest.expiresOn ? each : latest),
      undefined,
    );
}

/** The latest term of each offer that the partner holds on this day: active, or expired but inside its window. */
export function heldOn(account: PartnerAccount, today: CalendarDate): Subscription[] {
  return latestTerms(account).filter((subscription) => statusOn(subscription, today) !== 'lapsed');
}

/** The latest term of each offer that the partner ever had, lapsed ones too. */
export function latestTerms(account: PartnerAccount): Subscription[] {
  const offers = [...new Set(account.subscriptions.map((subscription) => subscription.offerId))];
  return offers.map((offerId) => latestTerm(account, offerId) as Subscription);
}

/** The account with one term in the place of the one with its id. */
export const withTerm = (account: PartnerAccount, term: Subscription): PartnerAccount => ({
  ...account,
  subscriptions: account.subscriptions.map((each) => (each.id === term.id ? term : each)),
});

/** The term with automatic renewal off from this day on; where it was off before, nothing changes. */
export const withoutAutoRenew = (term: Subscription, today: CalendarDate): Subscription =>
  term.autoRenew ? { ...term, autoRenew: false, autoRenewOffOn: today } : term;

/** Start and end of a term before it is bought. */
export interface TermDates {
  startsOn: CalendarDate;
  expiresOn: CalendarDate;
  runStartedOn: CalendarDate;
}

/** A first purchase: the term starts that day and runs through its anniversary (procedures.md, P1). */
export const firstTerm = (today: CalendarDate): TermDates => ({
  startsOn: today,
  expiresOn: anniversary(today, 1),
  runStartedOn: today,
});

/** Which day a renewed term starts on (procedures.md, P3: `RENEWAL_TERM_FROM`). */
export type RenewalTermFrom = 'purchase' | 'anniversary';

/**
 * The dates of a manual renewal (procedures.md, P3). From the day of purchase it starts a new run; from the
 * anniversary it starts on the old expiry date and keeps the run.
 */
export function renewedTerm(subscription: Subscription, today: CalendarDate, from: RenewalTermFrom): TermDates {
  if (from === 'purchase') return firstTerm(today);
  return {
    startsOn: subscription.expiresOn,
    expiresOn: nextAnniversary(subscription.runStartedOn, subscription.expiresOn),
    runStartedOn: subscription.runStartedOn,
  };
}

/** Days left until the last day of the term; negative once it is over. */
export const daysLeft = (subscription: Subscription, today: CalendarDate): number =>
  daysBetween(today, subscription.expiresOn);
