import { renewalCard } from './automatic-renewal.js';
import { addDays, type CalendarDate, earliest } from './calendar.js';
import type { Duty, DutyDay } from './duties.js';
import { knownOffer } from './offer.js';
import { openOrder, ordersInDoubt } from './order.js';
import type { Member, PartnerAccount } from './partner.js';
import { hasAttained } from './purchase.js';
import { type BuyingRules, quoteFor } from './quote.js';
import { wantsReminder } from './reminder-choice.js';
import { REMINDER_KINDS, type ReminderKind } from './reminder-kind.js';
import { type Outlook, tellAdmins } from './renewal-notices.js';
import { mayBuy } from './roles.js';
import { latestTerms, type Subscription, WINDOW_DAYS, withTerm } from './subscription.js';

/** Days after the expiry date, or before it, on which each reminder is sent (procedures.md, P4 [PC and decision]). */
const DAYS: Record<ReminderKind, number> = {
  'before-expiry': -15,
  'on-expiry': 0,
  'after-expiry': 23,
  'last-day': WINDOW_DAYS,
};

/**
 * Reminders of a term that ends, to those who may renew it and want them. None once it is renewed, and none for what
 * the PMC renews. One that was missed while the service was down is sent late, until the day of the next one.
 */
export const reminders: Duty = {
  dueOn: (account) => earliest(ending(account).map(nextReminderOn)),
  perform: (account, day) =>
    ending(account)
      .filter((term) => nextReminderOn(term) === day.dueOn)
      .reduce((changed, term) => remind(changed, term, day), account),
};

const left = ({ reminded }: Subscription): ReminderKind[] =>
  REMINDER_KINDS.slice(reminded ? REMINDER_KINDS.indexOf(reminded) + 1 : 0);

/** While a card is being charged it is not known yet whether the term ends: its reminders wait. */
function ending(account: PartnerAccount): Subscription[] {
  const charged = ordersInDoubt(account).map(({ offerId }) => offerId);
  return latestTerms(account).filter(
    (term) => term.managedIn === 'partner-center' && left(term).length > 0 && !charged.includes(term.offerId),
  );
}

const dayOf = (term: Subscription, reminder: ReminderKind): CalendarDate => addDays(term.expiresOn, DAYS[reminder]);

const nextReminderOn = (term: Subscription): CalendarDate => dayOf(term, left(term)[0] ?? 'last-day');

/**
 * The next day after today on which a member is reminded of the end of a term; undefined where none is left that they
 * get, and want.
 */
export const nextReminderFor = (term: Subscription, member: Member, today: CalendarDate): CalendarDate | undefined =>
  left(term)
    .filter((reminder) => mayBuy(member) && wantsReminder(member, reminder))
    .map((reminder) => dayOf(term, reminder))
    .find((day) => day > today);

function remind(account: PartnerAccount, term: Subscription, day: DutyDay): PartnerAccount {
  const reminder = left(term).findLast((each) => dayOf(term, each) <= day.today) ?? 'last-day';
  const reminded = withTerm(account, { ...term, reminded: reminder });
  const isTooLate = day.today > dayOf(term, 'last-day');
  const outlook = isTooLate ? undefined : outlookOf(account, term, day);
  if (!outlook) return reminded;
  const { offerId, expiresOn } = term;
  const about = { kind: 'reminder' as const, reminder, offerId, expiresOn, outlook };
  return tellAdmins(reminded, { about, id: `reminder-${reminder}-${term.id}`, now: day.now }, (admin) =>
    wantsReminder(admin, reminder),
  );
}

/**
 * How the subscription goes on; undefined where that is told anyway: while a card is tried again, and from the day on
 * which automatic renewal is to happen.
 */
function outlookOf(account: PartnerAccount, term: Subscription, { today, rules }: DutyDay): Outlook | undefined {
  const { offerId, expiresOn } = term;
  const order = openOrder(account, offerId, today);
  if (order)
    return order.transfer && order.status === 'pending-transfer' ? { state: 'ordered', orderId: order.id } : undefined;
  if (term.autoRenew) return today < expiresOn ? renews(account, term, rules, today) : undefined;
  if (!hasAttained(account, knownOffer(rules.catalogue, offerId))) return { state: 'not-attained' };
  return { state: today <= expiresOn ? 'expires' : 'renewable' };
}

/** Who pays by transfer has an order by now, so that there is a card. */
function renews(
  account: PartnerAccount,
  term: Subscription,
  rules: BuyingRules,
  today: CalendarDate,
): Outlook | undefined {
  const card = renewalCard(account, term);
  if (!card) return undefined;
  const { total } = quoteFor(account, { kind: 'auto-renew', offerId: term.offerId }, rules, today);
  return { state: 'renews', card: { brand: card.brand, last4: card.last4 }, total };
}
