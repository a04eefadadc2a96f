import type { ApprovalNotice } from './approval.js';
import { addSeconds, type Instant } from './calendar.js';
import type { OrderId } from './order.js';
import type { MemberId, PartnerAccount } from './partner.js';
import type { RoleNotice } from './people.js';
import type { ReminderNotice, RenewalNotice } from './renewal-notices.js';
import type { RequestedReminderNotice } from './requested-reminders.js';

/** Seconds for which whoever delivers a notice keeps others from delivering it too. */
const HOLD_SECONDS = 60;

/** What a notice about an order tells; it is the order of that id. */
export type OrderNoticeKind =
  | 'receipt'
  | 'transfer-placed'
  | 'transfer-lapsed'
  | 'charge-declined'
  | 'charge-failed'
  | 'renewal-transfer'
  | 'bank-step';

/**
 * What a notice tells. It holds facts, not sentences: they are said in the reader's language when it is sent.
 * `receipt` belongs to the purchase itself and is delivered by the turn that made it, else by the outbox.
 */
export type NoticeAbout =
  | { kind: OrderNoticeKind; orderId: OrderId }
  | RenewalNotice
  | ReminderNotice
  | RequestedReminderNotice
  | RoleNotice
  | ApprovalNotice;

/** A message that waits to be sent to one member, written in the change that caused it (house.md). */
export type Notice = NoticeAbout & NoticeEnvelope;

interface NoticeEnvelope {
  id: string;
  to: MemberId;
  createdAt: Instant;
  /** Somebody (a turn under way, or the outbox) is delivering it; everybody else leaves it alone until then. */
  held?: { by: string; until: Instant };
  /** Tries of the outbox that failed, and when the next one is due. */
  attempts: number;
  nextTryAt?: Instant;
  /** The person has blocked or removed the bot: it waits for their next turn alone. */
  givenUp?: true;
}

/** A notice before anybody has tried to send it. */
type NewNotice = NoticeAbout & Omit<NoticeEnvelope, 'attempts' | 'held' | 'nextTryAt' | 'givenUp'>;

/** The account with a notice added, unless the same one (by id) waits already. */
export function withNotice(account: PartnerAccount, notice: NewNotice, toldBy?: string): PartnerAccount {
  if (account.notices.some((each) => each.id === notice.id)) return account;
  const held = toldBy ? { held: holdBy(toldBy, notice.createdAt) } : {};
  return { ...account, notices: [...account.notices, { ...notice, attempts: 0, ...held }] };
}

const holdBy = (by: string, now: Instant) => ({ by, until: addSeconds(now, HOLD_SECONDS) });

/**
 * Claims for `by` what is due, beside what `by` holds already. Of two that claim at once one gets each notice, so that
 * it is not sent twice. For one member (`to`, who is there now) a next try that lies ahead is not waited for.
 */
export function claimNotices(
  account: PartnerAccount,
  by: string,
  now: Instant,
  to?: MemberId,
): { account: PartnerAccount; value: Notice[] } {
  const mine = (notice: Notice) => notice.held?.by === by && notice.held.until > now;
  const due = (notice: Notice) => (to === undefined ? isDue(notice, now) : notice.to === to && isFree(notice, now));
  const claimed = account.notices.filter((notice) => mine(notice) || due(notice));
  if (!claimed.some((notice) => !mine(notice))) return { account, value: claimed };
  const held = holdBy(by, now);
  const notices = account.notices.map((notice) => (claimed.includes(notice) ? { ...notice, held } : notice));
  return { account: { ...account, notices }, value: claimed };
}

/**
 * Whether `by` still has the notice to send it, with a hold that does not run out meanwhile. False where it was told
 * by somebody else, who took it over after the hold had run out: a slow channel, or a tester's clock that was moved.
 */
export function keepHold(
  account: PartnerAccount,
  id: string,
  by: string,
  now: Instant,
): { account: PartnerAccount; value: boolean } {
  const notice = account.notices.find((each) => each.id === id);
  if (!notice || (notice.held?.by !== by && !isFree(notice, now))) return { account, value: false };
  if (notice.held?.by === by && notice.held.until > addSeconds(now, HOLD_SECONDS / 2)) return { account, value: true };
  const held = holdBy(by, now);
  const notices = account.notices.map((each) => (each.id === id ? { ...each, held } : each));
  return { account: { ...account, notices }, value: true };
}

/** The account after a try to send failed: others may try again from `nextTryAt` on. */
export function postponed(account: PartnerAccount, id: string, nextTryAt: Instant): PartnerAccount {
  const later = (notice: Notice): Notice => ({ ...notice, held: undefined, attempts: notice.attempts + 1, nextTryAt });
  return { ...account, notices: account.notices.map((notice) => (notice.id === id ? later(notice) : notice)) };
}

/** The account after the channel refused it for good: only the reader's own next turn tells it. */
export const givenUp = (account: PartnerAccount, id: string): PartnerAccount => ({
  ...account,
  notices: account.notices.map((notice) =>
    notice.id === id ? { ...notice, held: undefined, attempts: notice.attempts + 1, givenUp: true } : notice,
  ),
});

/** The account without a notice that was delivered or given up. */
export const withoutNotice = (account: PartnerAccount, id: string): PartnerAccount => ({
  ...account,
  notices: account.notices.filter((notice) => notice.id !== id),
});

const isFree = (notice: Notice, now: Instant): boolean => notice.held === undefined || notice.held.until <= now;

/** Whether the outbox should send it now: nobody is at it, and its next try is due. */
export const isDue = (notice: Notice, now: Instant): boolean =>
  isFree(notice, now) && !notice.givenUp && (notice.nextTryAt === undefined || notice.nextTryAt <= now);
