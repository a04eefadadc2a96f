import { addDays, type CalendarDate, dateIn, type Instant } from './calendar.js';
import type { Duty } from './duties.js';
import { withNotice } from './notice.js';
import type { OfferId } from './offer.js';
import { type Member, type MemberId, memberOf, type PartnerAccount } from './partner.js';
import { ok, type Result, refuse } from './result.js';
import { mayBuy } from './roles.js';

/** What a member without the role may ask an administrator to do (procedures.md, P1 [decision]). */
export const APPROVABLE_ACTS = ['subscribe', 'renew', 'turn-off-auto-renew'] as const;
export type ApprovableAct = (typeof APPROVABLE_ACTS)[number];

/** Days after which a request that nobody answered lapses (issue 3). */
export const APPROVAL_DAYS = 7;

/** A member's request that an administrator do something for the partner. The first answer counts. */
export interface Approval {
  id: string;
  act: ApprovableAct;
  offerId: OfferId;
  by: MemberId;
  note?: string;
  askedAt: Instant;
  /** Last day on which it can be answered. */
  until: CalendarDate;
  status: 'waiting' | 'approved' | 'declined' | 'lapsed' | 'withdrawn';
  answered?: { by: MemberId; on: CalendarDate; reason?: string };
}

/** To administrators: somebody asks; to who asked: it was answered, or has lapsed. */
export type ApprovalNotice =
  | { kind: 'approval-asked'; approvalId: string }
  | { kind: 'approval-answered'; approvalId: string };

export const approvalOf = (account: PartnerAccount, id: string): Approval | undefined =>
  account.approvals.find((each) => each.id === id);

/** Whether it still waits on this day; one whose days are over has lapsed even before a duty records it. */
export const isWaiting = (approval: Approval, today: CalendarDate): boolean =>
  approval.status === 'waiting' && today <= approval.until;

/** What waits for this member's answer: nothing for who may not decide. */
export const waitingFor = (account: PartnerAccount, member: Member, today: CalendarDate): Approval[] =>
  mayBuy(member) ? account.approvals.filter((approval) => isWaiting(approval, today)) : [];

export type AnsweringProblem = { code: 'no-role' | 'no-such-approval' } | { code: 'answered'; approval: Approval };

/** Declines; the one who asked is told. The first answer counts: any later one hears what it was. */
export function declineApproval(
  account: PartnerAccount,
  asked: { id: string; by: MemberId; reason?: string },
  now: Instant,
): Result<{ account: PartnerAccount; value: Approval }, AnsweringProblem> {
  const today = dateIn(account.zone, now);
  const member = memberOf(account, asked.by);
  const approval = approvalOf(account, asked.id);
  if (!member || !mayBuy(member)) return refuse({ code: 'no-role' });
  if (!approval) return refuse({ code: 'no-such-approval' });
  if (approval.status === 'declined' && approval.answered?.by === asked.by) return ok({ account, value: approval });
  if (!isWaiting(approval, today)) return refuse({ code: 'answered', approval });
  const reason = asked.reason ? { reason: asked.reason } : {};
  return ok(answer(account, approval, 'declined', { by: asked.by, on: today, ...reason }, now));
}

/** Takes a request back, for who asked; answered meanwhile, it stays answered. */
export function withdrawApproval(
  account: PartnerAccount,
  asked: { id: string; by: MemberId },
  now: Instant,
): Result<{ account: PartnerAccount; value: Approval }, AnsweringProblem> {
  const approval = approvalOf(account, asked.id);
  if (!approval || approval.by !== asked.by) return refuse({ code: 'no-such-approval' });
  if (approval.status === 'withdrawn') return ok({ account, value: approval });
  if (!isWaiting(approval, dateIn(account.zone, now))) return refuse({ code: 'answered', approval });
  const withdrawn: Approval = { ...approval, status: 'withdrawn' };
  return ok({ account: withApproval(account, withdrawn), value: withdrawn });
}

/** An answer that was given meanwhile, and says that the act is not to be done on this request any more. */
export function contraryAnswer(
  account: PartnerAccount,
  id: string | undefined,
  today: CalendarDate,
): Approval | undefined {
  const approval = id === undefined ? undefined : approvalOf(account, id);
  return approval && approval.status !== 'approved' && !isWaiting(approval, today) ? approval : undefined;
}

/** Which requests an act answers: an offer that was bought is neither to be subscribed to nor renewed any more. */
const ANSWERS: Record<'buy' | 'turn-off', readonly ApprovableAct[]> = {
  buy: ['subscribe', 'renew'],
  'turn-off': ['turn-off-auto-renew'],
};

/**
 * The account after something was done that may have been asked for: whoever asked is told, in the same change. So a
 * request is approved by what it asked for, and by nothing else.
 */
export function withAnswered(
  account: PartnerAccount,
  done: { what: keyof typeof ANSWERS; offerId: OfferId; by: MemberId },
  now: Instant,
): PartnerAccount {
  const on = dateIn(account.zone, now);
  const meant = account.approvals.filter(
    (each) => each.offerId === done.offerId && ANSWERS[done.what].includes(each.act) && isWaiting(each, on),
  );
  return meant.reduce(
    (changed, approval) => answer(changed, approval, 'approved', { by: done.by, on }, now).account,
    account,
  );
}

/** A request that nobody answered lapses after its days; who asked is told. */
export const lapseOfApprovals: Duty = {
  dueOn: ({ approvals }) => {
    const until = approvals.filter(({ status }) => status === 'waiting').map((each) => each.until);
    return until.length
      ? addDays(
          until.reduce((a, b) => (a < b ? a : b)),
          1,
        )
      : undefined;
  },
  perform: (account, { today, now }) =>
    account.approvals
      .filter(({ status, until }) => status === 'waiting' && until < today)
      .reduce((changed, approval) => answer(changed, approval, 'lapsed', undefined, now).account, account),
};

function answer(
  account: PartnerAccount,
  approval: Approval,
  status: 'approved' | 'declined' | 'lapsed',
  answered: Approval['answered'],
  now: Instant,
): { account: PartnerAccount; value: Approval } {
  const done: Approval = { ...approval, status, ...(answered ? { answered } : {}) };
  const changed = withApproval(account, done);
  const isThere = memberOf(account, approval.by) && answered?.by !== approval.by;
  if (!isThere) return { account: changed, value: done };
  const notice = { id: `approval-${approval.id}-${status}`, kind: 'approval-answered' as const };
  return {
    account: withNotice(changed, { ...notice, approvalId: approval.id, to: approval.by, createdAt: now }),
    value: done,
  };
}

const withApproval = (account: PartnerAccount, approval: Approval): PartnerAccount => ({
  ...account,
  approvals: account.approvals.map((each) => (each.id === approval.id ? approval : each)),
});
