import { type Member, type MemberId, memberOf, type PartnerAccount, withMember } from './partner.js';
import { REMINDER_KINDS, type ReminderKind } from './reminder-kind.js';

/** Whether a member wants reminders of a kind; they do until they say otherwise. */
export const wantsReminder = ({ noReminders }: Member, kind: ReminderKind): boolean => !noReminders?.includes(kind);

/** Some kinds of reminders that a member wants from now on, or does not. */
export interface ReminderChoice {
  by: MemberId;
  kinds: readonly ReminderKind[];
  wanted: boolean;
}

/**
 * The account after a member chose which reminders to get. It says what shall be, not what changes, so that a second
 * tap does nothing. Receipts and payment failures are no reminders and always come (issue 3, Notices).
 */
export function chooseReminders(account: PartnerAccount, { by, kinds, wanted }: ReminderChoice): PartnerAccount {
  const member = memberOf(account, by);
  if (!member) return account;
  const { noReminders = [], ...rest } = member;
  const unwanted = REMINDER_KINDS.filter((kind) => (kinds.includes(kind) ? !wanted : noReminders.includes(kind)));
  if (unwanted.length === noReminders.length && unwanted.every((kind) => noReminders.includes(kind))) return account;
  return withMember(account, unwanted.length ? { ...rest, noReminders: unwanted } : rest);
}
