import type { BuyingProblem } from '../membership/buying.js';
import type { OfferId } from '../membership/offer.js';
import { adminsOf } from '../membership/partner.js';
import type { SubscribeRefusal } from '../membership/purchase.js';
import { renewalWindow } from '../membership/subscription.js';
import { answerMessage, askAdminBeginning } from './cards/approval.js';
import { eligibilityMessage } from './cards/eligibility.js';
import { orderMessage, wayToOpenOrder } from './cards/order-status.js';
import type { Beginning, Link, Message } from './message.js';
import { catalogueOf, dateText, memberIn, offerText, orText, type Turn } from './turn.js';

/**
 * Says why an order that was begun cannot be reviewed or bought (any more), and what the person can do about it. Where
 * the order itself does not tell, it is said first that nothing was bought.
 */
export function buyingProblemMessage(problem: BuyingProblem, turn: Turn): Message {
  if (problem.code === 'no-such-card') return { text: turn.say('problem.noSuchCard') };
  if (problem.code === 'approval-answered') return answerMessage(problem.approval, memberIn(turn).account, turn);
  if (problem.code === 'no-such-order') return { text: turn.say('choice.outdated') };
  if ('order' in problem) return orderMessage(problem.order, turn);
  const message = obstacleMessage(problem, turn);
  return { ...message, text: [turn.say('review.over'), message.text].join('\n\n') };
}

type Obstacle = Extract<BuyingProblem, { code: 'cannot-renew' | 'cannot-subscribe' | 'no-role' }>;

function obstacleMessage(problem: Obstacle, turn: Turn): Message {
  if (problem.code === 'cannot-renew') return eligibilityMessage(problem.eligibility, turn);
  if (problem.code === 'cannot-subscribe') return refusalMessage(problem.offerId, problem.refusals, turn);
  return noRoleMessage(turn);
}

/** That only some roles may buy or renew, and who has them. */
export const noRoleMessage = (turn: Turn): Message => ({ text: refusalText({ code: 'no-role' }, '', turn) });

/** Every reason that stands against buying an offer, with its dates and a way forward. */
export function refusalMessage(offerId: OfferId, all: SubscribeRefusal[], turn: Turn): Message {
  const offer = offerText(turn, offerId);
  const refusals = withoutContradiction(all);
  const reasons = refusals.map((refusal) => refusalText(refusal, offer, turn));
  const begin = [
    ...refusals.flatMap((refusal) => beginnings(refusal, offerId, turn)),
    ...(refusals.every(({ code }) => code === 'no-role') ? [askAdminBeginning('subscribe', offerId, turn)] : []),
  ];
  const links = refusals.flatMap((refusal) => linksOf(refusal, offerId, turn));
  const text = [turn.say('refusal.lead', { offer }), ...reasons].join('\n\n');
  return { text, ...(begin.length ? { begin } : {}), ...(links.length ? { links } : {}) };
}

/** Who has an order under way is not told to renew: that would be refused too, on account of the order. */
function withoutContradiction(refusals: SubscribeRefusal[]): SubscribeRefusal[] {
  const isPending = refusals.some(({ code }) => code === 'order-pending');
  return isPending ? refusals.filter(({ code }) => code !== 'in-window') : refusals;
}

function refusalText(refusal: SubscribeRefusal, offer: string, turn: Turn): string {
  if (refusal.code === 'no-role') {
    const admins = adminsOf(memberIn(turn).account).map((admin) => admin.name);
    return turn.say('refusal.noRole', { admins: orText(turn, admins) });
  }
  if (refusal.code === 'not-attained')
    return turn.say('refusal.notAttained', { level: turn.say(`level.${refusal.level}`) });
  if (refusal.code === 'order-pending') return turn.say('refusal.orderPending', { offer });
  const date = dateText(turn, refusal.expiresOn);
  if (refusal.code === 'managed-in-pmc') return turn.say('refusal.managedInPmc', { offer, date });
  if (refusal.code === 'in-window')
    return turn.say('refusal.inWindow', { offer, date, to: dateText(turn, refusal.window.to) });
  const { autoRenew } = refusal.subscription;
  const from = dateText(turn, renewalWindow(refusal.subscription).from);
  return turn.say(autoRenew ? 'refusal.heldRenews' : 'refusal.held', { offer, date, from });
}

function beginnings(refusal: SubscribeRefusal, offer: OfferId, turn: Turn): Beginning[] {
  if (refusal.code === 'in-window')
    return [{ procedure: 'renew', label: turn.say('label.renewSubscription'), draft: { offer } }];
  if (refusal.code === 'order-pending') return wayToOpenOrder(offer, turn).begin ?? [];
  if (refusal.code === 'already-held')
    return [{ procedure: 'eligibility', label: turn.say('menu.eligibility'), draft: { offer } }];
  return [];
}

function linksOf(refusal: SubscribeRefusal, offer: OfferId, turn: Turn): Link[] {
  const { competencies, pmc } = catalogueOf(turn).links;
  if (refusal.code === 'not-attained') return [{ label: turn.say('link.competencies'), url: competencies }];
  if (refusal.code === 'managed-in-pmc') return [{ label: turn.say('link.pmc'), url: pmc }];
  return refusal.code === 'order-pending' ? (wayToOpenOrder(offer, turn).links ?? []) : [];
}
