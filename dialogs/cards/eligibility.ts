import { changesOn, type RenewalCondition, type RenewalEligibility } from '../../membership/eligibility.js';
import { adminsOf } from '../../membership/partner.js';
import { reminderDay, requestedFor } from '../../membership/requested-reminders.js';
import type { CardPart, Message } from '../message.js';
import { catalogueOf, dateText, memberIn, offerText, orText, type Turn } from '../turn.js';
import { askAdminBeginning } from './approval.js';
import { wayToOpenOrder } from './order-status.js';

/** P2's answer: the expiry date always, "not yet" rather than "no", every condition, and what can be done next. */
export function eligibilityMessage(eligibility: RenewalEligibility, turn: Turn): Message {
  const { subscription } = eligibility;
  const offer = offerText(turn, subscription.offerId);
  return {
    text: headline(eligibility, offer, turn),
    parts: [
      { title: offer },
      { facts: dateFacts(eligibility, turn) },
      ...eligibility.conditions.map((condition) => conditionPart(condition, eligibility, turn)),
      ...requestedParts(eligibility, turn),
    ],
    ...withReminder(nextSteps(eligibility, turn), eligibility, turn),
  };
}

/** The reminder that was asked for already. */
function requestedParts({ subscription }: RenewalEligibility, turn: Turn): CardPart[] {
  const requested = requestedFor(memberIn(turn).member, subscription.id);
  return requested ? [{ text: turn.say('remind.already', { date: dateText(turn, requested.on) }) }] : [];
}

/** "Remind me then", where a day is known on which it can be renewed and no reminder of that day was asked for yet. */
function withReminder(
  steps: Pick<Message, 'begin' | 'links'>,
  eligibility: RenewalEligibility,
  turn: Turn,
): Pick<Message, 'begin' | 'links'> {
  const { id, offerId } = eligibility.subscription;
  const day = reminderDay(eligibility);
  if (!day || requestedFor(memberIn(turn).member, id)?.on === day) return steps;
  const label = turn.say('remind.on', { date: dateText(turn, day) });
  return { ...steps, begin: [...(steps.begin ?? []), { procedure: 'remind-me', label, draft: { offer: offerId } }] };
}

const failing = (eligibility: RenewalEligibility, name: RenewalCondition['condition']) =>
  eligibility.conditions.find((each) => each.condition === name && !each.pass);

/** Whether an administrator could renew it right now. */
const isOnlyRole = ({ conditions }: RenewalEligibility): boolean =>
  conditions.filter(({ pass }) => !pass).every(({ condition }) => condition === 'role');

const isAfter = ({ conditions }: RenewalEligibility): boolean =>
  conditions.some((each) => each.condition === 'window' && each.state === 'after');

function headline(eligibility: RenewalEligibility, offer: string, turn: Turn): string {
  const { window, expiresOn } = eligibility;
  const values = {
    offer,
    from: dateText(turn, window.from),
    to: dateText(turn, window.to),
    date: dateText(turn, expiresOn),
  };
  if (eligibility.eligible) return turn.say('eligibility.yes', values);
  if (failing(eligibility, 'managed-here')) return turn.say('eligibility.inPmc', values);
  // An order that was placed inside the window may be paid after it (procedures.md, P3).
  if (failing(eligibility, 'order-pending')) return turn.say('eligibility.pending', values);
  if (isAfter(eligibility)) return turn.say('eligibility.closed', values);
  if (failing(eligibility, 'auto-renew')) return turn.say('eligibility.renewsItself', values);
  if (failing(eligibility, 'window')) return turn.say('eligibility.notYet', values);
  return turn.say('eligibility.notNow', values);
}

/** Benefits go on through the renewal window (procedures.md, Words [PC]). */
function dateFacts(eligibility: RenewalEligibility, turn: Turn): [string, string][] {
  const { expiresOn, window } = eligibility;
  const last = dateText(turn, window.to);
  const benefits: [string, string] = isAfter(eligibility)
    ? [turn.say('eligibility.benefitsEnded'), last]
    : [turn.say('eligibility.benefitsEnd'), turn.say('eligibility.unlessRenewed', { date: last })];
  const period = { from: dateText(turn, window.from), to: dateText(turn, window.to) };
  return [
    [turn.say('membership.expires'), dateText(turn, expiresOn)],
    [turn.say('membership.window'), turn.say('membership.windowDates', period)],
    benefits,
  ];
}

function conditionPart(condition: RenewalCondition, eligibility: RenewalEligibility, turn: Turn): CardPart {
  const day = changesOn(condition, eligibility);
  const until = day ? turn.say('eligibility.changesOn', { date: dateText(turn, day) }) : '';
  const gap = until && !until.startsWith('（') ? ' ' : '';
  const mark = condition.pass ? '✓' : '✗';
  return { badge: `${mark} ${conditionText(condition, turn)}${gap}${until}`, good: condition.pass };
}

function conditionText(condition: RenewalCondition, turn: Turn): string {
  const { pass } = condition;
  if (condition.condition === 'role') return pass ? turn.say('condition.role') : noRole(turn);
  if (condition.condition === 'managed-here')
    return turn.say(pass ? 'condition.managedHere' : 'condition.managedInPmc');
  if (condition.condition === 'attained') return turn.say(pass ? 'condition.attained' : 'condition.notAttained');
  if (condition.condition === 'auto-renew') return turn.say(pass ? 'condition.noAutoRenew' : 'condition.autoRenew');
  if (condition.condition === 'order-pending') return turn.say(pass ? 'condition.noOrder' : 'condition.order');
  const keys = {
    before: 'condition.windowBefore',
    inside: 'condition.windowInside',
    after: 'condition.windowAfter',
  } as const;
  return turn.say(keys[condition.state]);
}

/** Who lacks the role hears who has it. */
function noRole(turn: Turn): string {
  const admins = adminsOf(memberIn(turn).account).map((admin) => admin.name);
  return turn.say('condition.noRole', { admins: orText(turn, admins) });
}

function nextSteps(eligibility: RenewalEligibility, turn: Turn): Pick<Message, 'begin' | 'links'> {
  const draft = { offer: eligibility.subscription.offerId };
  const links = catalogueOf(turn).links;
  if (eligibility.eligible)
    return { begin: [{ procedure: 'renew', label: turn.say('label.renewSubscription'), draft }] };
  if (isOnlyRole(eligibility)) return { begin: [askAdminBeginning('renew', draft.offer, turn)] };
  if (failing(eligibility, 'managed-here')) return { links: [{ label: turn.say('link.pmc'), url: links.pmc }] };
  if (failing(eligibility, 'order-pending')) return wayToOpenOrder(draft.offer, turn);
  if (isAfter(eligibility))
    return { begin: [{ procedure: 'subscribe', label: turn.say('label.subscribeNow'), draft }] };
  if (failing(eligibility, 'attained'))
    return { links: [{ label: turn.say('link.competencies'), url: links.competencies }] };
  return {};
}
