import type { OfferId } from '../offer.js';
import type { MemberId, PartnerId } from '../partner.js';
import { chooseReminders, type ReminderChoice } from '../reminder-choice.js';
import {
  type RemindMeProblem,
  type RequestedReminder,
  requestReminder,
  withoutRequest,
} from '../requested-reminders.js';
import { ok, type Result } from '../result.js';
import type { Ports } from './ports.js';

/** "Remind me then": keeps it, and answers on which day. A second tap finds the first one's. */
export async function remindMe(
  ports: Ports,
  partnerId: PartnerId,
  asked: { offerId: OfferId; by: MemberId },
): Promise<Result<RequestedReminder, RemindMeProblem>> {
  const kept = await ports.store.change<RequestedReminder, RemindMeProblem>(partnerId, (account) =>
    requestReminder(account, asked, ports.rules, ports.clock()),
  );
  return kept as Result<RequestedReminder, RemindMeProblem>;
}

/** A member does not need the reminder of a term any more that they had asked for. */
export async function forgetReminder(ports: Ports, partnerId: PartnerId, by: MemberId, termId: string): Promise<void> {
  await ports.store.change(partnerId, (account) => ok({ account: withoutRequest(account, by, termId), value: null }));
}

/** A member chooses which reminders to get. */
export async function setReminders(ports: Ports, partnerId: PartnerId, choice: ReminderChoice): Promise<void> {
  await ports.store.change(partnerId, (account) => ok({ account: chooseReminders(account, choice), value: null }));
}
