import { APPROVAL_DAYS, type ApprovableAct, type Approval, isWaiting } from './approval.js';
import { addDays, type CalendarDate, dateIn, type Instant } from './calendar.js';
import { renewalEligibility } from './eligibility.js';
import { withNotice } from './notice.js';
import { type Catalogue, knownOffer, type OfferId } from './offer.js';
import { adminsOf, type Member, memberOf, type PartnerAccount } from './partner.js';
import { subscribeRefusals } from './purchase.js';
import { ok, type Result, refuse } from './result.js';
import { mayBuy } from './roles.js';
import { latestTerm } from './subscription.js';
import { turnOffRefusal } from './turning-off.js';

/** Days for which an answered request is kept, so that its old card can say what became of it. */
const KEPT_DAYS = 90;

/** Why asking leads nowhere. `not-possible`: the act would be refused to an administrator too. */
export type AskingProblem = { code: 'may-decide' | 'no-admins' | 'not-possible' };

/** Why this member need not, or cannot usefully, ask for an act; undefined where they can. */
export function askingProblem(
  account: PartnerAccount,
  member: Member,
  { act, offerId }: Pick<Approval, 'act' | 'offerId'>,
  catalogue: Catalogue,
  today: CalendarDate,
): AskingProblem | undefined {
  if (mayBuy(member)) return { code: 'may-decide' };
  const [admin] = adminsOf(account);
  if (!admin) return { code: 'no-admins' };
  return isPossibleFor(admin, account, act, offerId, catalogue, today) ? undefined : { code: 'not-possible' };
}

function isPossibleFor(
  admin: Member,
  account: PartnerAccount,
  act: ApprovableAct,
  offerId: OfferId,
  catalogue: Catalogue,
  today: CalendarDate,
): boolean {
  const offer = knownOffer(catalogue, offerId);
  if (act === 'subscribe') return subscribeRefusals(account, admin, offer, today).length === 0;
  const term = latestTerm(account, offerId);
  if (!term) return false;
  if (act === 'renew') return renewalEligibility(account, admin, offer, term, today).eligible;
  return turnOffRefusal(account, admin, term, today) === undefined;
}

/** Asks all administrators; asked before and not answered yet, it leads to the first request. */
export function askAdmins(
  account: PartnerAccount,
  asked: Pick<Approval, 'id' | 'act' | 'offerId' | 'by' | 'note'>,
  catalogue: Catalogue,
  now: Instant,
): Result<{ account: PartnerAccount; value: Approval }, AskingProblem | { code: 'no-such-member' }> {
  const today = dateIn(account.zone, now);
  const member = memberOf(account, asked.by);
  if (!member) return refuse({ code: 'no-such-member' });
  const isSame = (each: Approval) => each.act === asked.act && each.offerId === asked.offerId && each.by === asked.by;
  const before = account.approvals.find((each) => each.id === asked.id || (isSame(each) && isWaiting(each, today)));
  if (before) return ok({ account, value: before });
  const problem = askingProblem(account, member, asked, catalogue, today);
  if (problem) return refuse(problem);
  const approval: Approval = { ...asked, askedAt: now, until: addDays(today, APPROVAL_DAYS), status: 'waiting' };
  const isKept = (each: Approval) => each.status === 'waiting' || addDays(each.until, KEPT_DAYS) > today;
  const kept = { ...account, approvals: [...account.approvals.filter(isKept), approval] };
  const asking = adminsOf(kept).reduce((changed, { id: to }) => {
    const notice = { id: `approval-${approval.id}-${to}`, kind: 'approval-asked' as const, approvalId: approval.id };
    return withNotice(changed, { ...notice, to, createdAt: now });
  }, kept);
  return ok({ account: asking, value: approval });
}
