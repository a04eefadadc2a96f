/**
 * The reminders of a term that ends, in the order in which their days come (procedures.md, P4): 15 days before it
 * expires, on the day, 23 days after it, and on the last day of the renewal window.
 */
export const REMINDER_KINDS = ['before-expiry', 'on-expiry', 'after-expiry', 'last-day'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];
