import { addDays, type CalendarDate, dateIn, earliest, type Instant } from './calendar.js';
import type { Duty, DutyDay } from './duties.js';
import { changesOn, type RenewalCondition, type RenewalEligibility, renewalEligibility } from './eligibility.js';
import { withNotice } from './notice.js';
import { knownOffer, type OfferId } from './offer.js';
import { type Member, type MemberId, memberOf, type PartnerAccount, withMember } from './partner.js';
import type { BuyingRules } from './quote.js';
import { ok, type Result, refuse } from './result.js';
import { latestTerm } from './subscription.js';

/** "Remind me then": a member wants to hear on this day whether a term can be renewed (issue 3, P2). */
export interface RequestedReminder {
  offerId: OfferId;
  termId: string;
  on: CalendarDate;
}

/** It tells how things stand when it is read, so that it holds no more than what was asked about. */
export interface RequestedReminderNotice {
  kind: 'requested-reminder';
  offerId: OfferId;
  termId: string;
}

export type RemindMeProblem = { code: 'no-such-term' } | { code: 'no-day'; eligibility: RenewalEligibility };

const failing = ({ conditions }: RenewalEligibility, name: RenewalCondition['condition']) =>
  conditions.find(({ condition, pass }) => condition === name && !pass);

/**
 * The day on which all has changed that days decide, so that the subscription may be renewable; undefined where no day
 * is known, or none within the renewal window.
 */
export function reminderDay(eligibility: RenewalEligibility): CalendarDate | undefined {
  if (failing(eligibility, 'managed-here')) return undefined;
  const days = eligibility.conditions.flatMap((condition) => changesOn(condition, eligibility) ?? []);
  const last = days.reduce<CalendarDate | undefined>((a, b) => (a && a > b ? a : b), undefined);
  return last && last <= eligibility.window.to ? last : undefined;
}

/** The reminder of a term that a member has asked for already. */
export const requestedFor = ({ requestedReminders = [] }: Member, termId: string): RequestedReminder | undefined =>
  requestedReminders.find((each) => each.termId === termId);

/**
 * Keeps that a member wants to be reminded of an offer's latest term, on the day that the rules know. Asked twice, it
 * is one reminder, on the day that was said last.
 */
export function requestReminder(
  account: PartnerAccount,
  { offerId, by }: { offerId: OfferId; by: MemberId },
  rules: BuyingRules,
  now: Instant,
): Result<{ account: PartnerAccount; value: RequestedReminder }, RemindMeProblem> {
  const member = memberOf(account, by);
  const eligibility = member && eligibilityOf(account, member, offerId, rules, dateIn(account.zone, now));
  if (!eligibility) return refuse({ code: 'no-such-term' });
  const on = reminderDay(eligibility);
  if (!on) return refuse({ code: 'no-day', eligibility });
  const termId = eligibility.subscription.id;
  const known = requestedFor(member, termId);
  if (known?.on === on) return ok({ account, value: known });
  const reminder = { offerId, termId, on };
  return ok({ account: withMember(account, withRequest(member, termId, reminder)), value: reminder });
}

/** The account without the reminder of a term that a member had asked for. */
export function withoutRequest(account: PartnerAccount, by: MemberId, termId: string): PartnerAccount {
  const member = memberOf(account, by);
  return member && requestedFor(member, termId) ? withMember(account, withRequest(member, termId)) : account;
}

/**
 * Tells who asked for it, on its day, that the subscription can be renewed. While an order is still open it waits on;
 * once the term has been renewed, or cannot be renewed here any more, nobody needs it.
 */
export const requestedReminders: Duty = {
  dueOn: (account) => earliest(requestsIn(account).map(({ request }) => request.on)),
  perform: (account, day) =>
    requestsIn(account)
      .filter(({ request }) => request.on === day.dueOn)
      .reduce((changed, { member, request }) => followUp(changed, member.id, request, day), account),
};

/** Whether a reminder of this term can still be of use; the notice asks it again when it is about to be said. */
export function reminderState(
  account: PartnerAccount,
  member: Member,
  { offerId, termId }: Pick<RequestedReminder, 'offerId' | 'termId'>,
  rules: BuyingRules,
  today: CalendarDate,
): { state: 'now'; eligibility: RenewalEligibility } | { state: 'later'; on: CalendarDate } | { state: 'needless' } {
  const eligibility = eligibilityOf(account, member, offerId, rules, today);
  if (eligibility?.subscription.id !== termId || today > eligibility.window.to) return { state: 'needless' };
  if (failing(eligibility, 'managed-here')) return { state: 'needless' };
  const isWaiting = failing(eligibility, 'window') ?? failing(eligibility, 'order-pending');
  if (!isWaiting) return { state: 'now', eligibility };
  // A card that is being charged or tried again has no day of its own.
  const on = changesOn(isWaiting, eligibility) ?? addDays(today, 1);
  return on <= eligibility.window.to ? { state: 'later', on } : { state: 'needless' };
}

function eligibilityOf(
  account: PartnerAccount,
  member: Member,
  offerId: OfferId,
  { catalogue }: BuyingRules,
  today: CalendarDate,
): RenewalEligibility | undefined {
  const term = latestTerm(account, offerId);
  return term && renewalEligibility(account, member, knownOffer(catalogue, offerId), term, today);
}

const requestsIn = (account: PartnerAccount) =>
  account.members.flatMap((member) => (member.requestedReminders ?? []).map((request) => ({ member, request })));

/** The member with one reminder of a term in the place of the one before, or with none of it. */
function withRequest(member: Member, termId: string, request?: RequestedReminder): Member {
  const others = (member.requestedReminders ?? []).filter((each) => each.termId !== termId);
  const { requestedReminders: _, ...rest } = member;
  const all = request ? [...others, request] : others;
  return all.length ? { ...rest, requestedReminders: all } : rest;
}

function followUp(account: PartnerAccount, by: MemberId, request: RequestedReminder, day: DutyDay): PartnerAccount {
  const member = memberOf(account, by);
  if (!member) return account;
  const { offerId, termId } = request;
  const next = reminderState(account, member, request, day.rules, day.today);
  if (next.state === 'later') return withMember(account, withRequest(member, termId, { offerId, termId, on: next.on }));
  const done = withMember(account, withRequest(member, termId));
  if (next.state === 'needless') return done;
  const about = { kind: 'requested-reminder' as const, offerId, termId };
  return withNotice(done, { ...about, id: `requested-reminder-${termId}-${by}`, to: by, createdAt: day.now });
}
