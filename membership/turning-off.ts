import { type Approval, contraryAnswer, withAnswered } from './approval.js';
import { automaticOrder, withdrawAutomaticOrder } from './automatic-renewal.js';
import { type CalendarDate, dateIn, type Instant } from './calendar.js';
import type { Order } from './order.js';
import { type Member, type MemberId, memberOf, type PartnerAccount } from './partner.js';
import { ok, type Result, refuse } from './result.js';
import { mayBuy } from './roles.js';
import { latestTerm, type Subscription, statusOn, withoutAutoRenew, withTerm } from './subscription.js';

/** Why there is nothing to turn off, or not by this person, or not just now (procedures.md, P4). */
export type TurnOffRefusal =
  | { code: 'managed-in-pmc' | 'lapsed' | 'already-off' | 'no-role' }
  /** Money may come of it at any moment; whether the term goes on is known once the payment has ended. */
  | { code: 'payment-under-way'; order: Order };

/** The same for a yes that was given: the term that it was given for may have been renewed since. */
export type TurnOffProblem =
  | TurnOffRefusal
  | { code: 'no-such-term' }
  | { code: 'approval-answered'; approval: Approval }
  | { code: 'renewed-since'; subscription: Subscription };

/** A term that does not renew itself any more, and the order of its automatic renewal that was withdrawn with it. */
export interface TurnedOff {
  subscription: Subscription;
  withdrawn?: Order;
}

/**
 * Why this member cannot turn off automatic renewal of a term today; undefined where they can. What is known to all
 * (it is off, it is over) comes before the role, which nobody needs to be told that.
 */
export function turnOffRefusal(
  account: PartnerAccount,
  member: Member,
  term: Subscription,
  today: CalendarDate,
): TurnOffRefusal | undefined {
  if (term.managedIn === 'pmc') return { code: 'managed-in-pmc' };
  if (statusOn(term, today) === 'lapsed') return { code: 'lapsed' };
  if (!term.autoRenew) return { code: 'already-off' };
  if (!mayBuy(member)) return { code: 'no-role' };
  const order = paymentUnderWay(account, term);
  return order && { code: 'payment-under-way', order };
}

/**
 * Turns off automatic renewal of a term, for good until it is renewed; an order that automatic renewal has made for it
 * is withdrawn (procedures.md, P4). Asked again for the same term, it answers the same and changes nothing.
 */
export function turnOffAutoRenew(
  account: PartnerAccount,
  { termId, by, approval }: { termId: string; by: MemberId; approval?: string },
  now: Instant,
): Result<{ account: PartnerAccount; value: TurnedOff }, TurnOffProblem> {
  const term = account.subscriptions.find(({ id }) => id === termId);
  const member = memberOf(account, by);
  if (!term) return refuse({ code: 'no-such-term' });
  if (!member) return refuse({ code: 'no-role' });
  const latest = latestTerm(account, term.offerId);
  if (latest && latest.id !== term.id) return refuse({ code: 'renewed-since', subscription: latest });
  const today = dateIn(account.zone, now);
  const refusal = turnOffRefusal(account, member, term, today);
  if (refusal?.code === 'already-off') return ok({ account, value: turnedOff(account, term) });
  if (refusal) return refuse(refusal);
  const contrary = contraryAnswer(account, approval, today);
  if (contrary) return refuse({ code: 'approval-answered', approval: contrary });
  const off = withoutAutoRenew(term, today);
  const done = withTerm(withdrawAutomaticOrder(account, term), off);
  const after = withAnswered(done, { what: 'turn-off', offerId: term.offerId, by }, now);
  return ok({ account: after, value: turnedOff(after, off) });
}

/** What became of a term of which automatic renewal is off. */
export function turnedOff(account: PartnerAccount, subscription: Subscription): TurnedOff {
  const order = automaticOrder(account, subscription);
  return { subscription, ...(order?.status === 'withdrawn' ? { withdrawn: order } : {}) };
}

const paymentUnderWay = (account: PartnerAccount, { offerId }: Subscription): Order | undefined =>
  account.orders.find(
    ({ offerId: of, status }) => of === offerId && (status === 'charging' || status === 'awaiting-confirmation'),
  );
