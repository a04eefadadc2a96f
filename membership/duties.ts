import { lapseOfApprovals } from './approval.js';
import { type CalendarDate, dateIn, type Instant, startOfDay } from './calendar.js';
import { lapseOfTransfers } from './lapse-of-transfers.js';
import type { PartnerAccount } from './partner.js';
import type { BuyingRules } from './quote.js';
import { reminders } from './reminders.js';
import { automaticRenewal, furtherTries } from './renewal-duties.js';
import { requestedReminders } from './requested-reminders.js';

/** When a duty is done, in the partner's zone: `today` is later than `dueOn` where the service was down. */
export interface DutyDay {
  dueOn: CalendarDate;
  today: CalendarDate;
  now: Instant;
  rules: BuyingRules;
}

/**
 * Something that falls due by itself as the years pass (procedures.md, P4): an automatic renewal, a reminder, the lapse
 * of an order. What is due is read from the account alone, so that days missed while the service was down are caught
 * up, and two machines that look at once come to the same.
 */
export interface Duty {
  /** The first day on which there is something to do; undefined where nothing lies ahead. */
  dueOn(account: PartnerAccount): CalendarDate | undefined;
  /**
   * The account after doing all of it that fell due on `day.dueOn`, and no more: what fell due later has its turn among
   * the other duties. Afterwards `dueOn` is later, or undefined.
   */
  perform(account: PartnerAccount, day: DutyDay): PartnerAccount;
}

/** Every duty. Of two that fall due on one day, the earlier in this list goes first. */
const DUTIES: readonly Duty[] = [
  lapseOfTransfers,
  lapseOfApprovals,
  automaticRenewal,
  furtherTries,
  reminders,
  requestedReminders,
];

/** When something next falls due: the start of that day where the partner is. The store's index is made of it. */
export function nextDueAt(account: PartnerAccount): Instant | undefined {
  const next = nextOf(account);
  return next && startOfDay(next.on, account.zone);
}

/**
 * Does the next thing that is due by now, of several the one of the earliest day; the same account where there is none.
 * Whoever asks goes on until there is none, so that missed days are caught up in their order.
 */
export function performNext(account: PartnerAccount, now: Instant, rules: BuyingRules): PartnerAccount {
  const today = dateIn(account.zone, now);
  const next = nextOf(account);
  if (!next || next.on > today) return account;
  const after = next.duty.perform(account, { dueOn: next.on, today, now, rules });
  const again = next.duty.dueOn(after);
  if (again !== undefined && again <= next.on) throw new Error(`A duty of ${next.on} is still due after it was done`);
  return after;
}

function nextOf(account: PartnerAccount): { duty: Duty; on: CalendarDate } | undefined {
  let next: { duty: Duty; on: CalendarDate } | undefined;
  for (const duty of DUTIES) {
    const on = duty.dueOn(account);
    if (on !== undefined && (!next || on < next.on)) next = { duty, on };
  }
  return next;
}
