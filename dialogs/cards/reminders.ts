import { dateIn } from '../../membership/calendar.js';
import type { RenewalEligibility } from '../../membership/eligibility.js';
import type { Notice } from '../../membership/notice.js';
import { adminsOf, memberOf, type PartnerAccount } from '../../membership/partner.js';
import { type RequestedReminderNotice, reminderState } from '../../membership/requested-reminders.js';
import type { Message } from '../message.js';
import { dateText, offerText, orText } from '../turn.js';
import type { Reader } from './order-status.js';

/** The reminder that somebody asked for: what they can do now; undefined where nobody needs it any more. */
export function requestedReminderMessage(
  notice: Notice & RequestedReminderNotice,
  account: PartnerAccount,
  reader: Reader,
): Message | undefined {
  const member = memberOf(account, notice.to);
  const { rules, clock } = reader.ports;
  const next = member && reminderState(account, member, notice, rules, dateIn(account.zone, clock()));
  return next?.state === 'now' ? renewableMessage(next.eligibility, account, reader) : undefined;
}

function renewableMessage(eligibility: RenewalEligibility, account: PartnerAccount, reader: Reader): Message {
  const { subscription, expiresOn, window } = eligibility;
  const { offerId: offer } = subscription;
  const values = {
    offer: offerText(reader, offer),
    date: dateText(reader, expiresOn),
    to: dateText(reader, window.to),
  };
  if (eligibility.eligible) {
    const begin = [{ procedure: 'renew', label: reader.say('label.renewSubscription'), draft: { offer } }];
    return { text: reader.say('remind.now', values), begin };
  }
  const lacksRole = eligibility.conditions.some(({ condition, pass }) => condition === 'role' && !pass);
  const admins = orText(
    reader,
    adminsOf(account).map(({ name }) => name),
  );
  if (lacksRole) return { text: reader.say('remind.askAdmins', { ...values, admins }) };
  const { competencies } = reader.ports.rules.catalogue.links;
  const links = [{ label: reader.say('link.competencies'), url: competencies }];
  return { text: reader.say('remind.notAttained', values), links };
}
