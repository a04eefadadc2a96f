import { approvalOf } from '../membership/approval.js';
import type { Notice } from '../membership/notice.js';
import { orderOf } from '../membership/order.js';
import type { PartnerAccount } from '../membership/partner.js';
import { answerMessage, askedMessage } from './cards/approval.js';
import {
  bankStepMessage,
  declinedMessage,
  failedMessage,
  lapsedMessage,
  type Reader,
  receiptMessage,
  transferMessage,
} from './cards/order-status.js';
import { roleMessage } from './cards/people.js';
import { requestedReminderMessage } from './cards/reminders.js';
import {
  reminderMessage,
  renewalDeclinedMessage,
  renewalEndedMessage,
  renewalTransferMessage,
} from './cards/renewal.js';
import type { Message } from './message.js';

/** A notice as a message in its reader's language, from the account as it stands now. */
export function noticeMessage(notice: Notice, account: PartnerAccount, reader: Reader): Message | undefined {
  if (notice.kind === 'reminder') return reminderMessage(notice, account, reader);
  if (notice.kind === 'renewal-ended') return renewalEndedMessage(notice, reader);
  if (notice.kind === 'requested-reminder') return requestedReminderMessage(notice, account, reader);
  if (notice.kind === 'role-changed') return roleMessage(notice, account, reader);
  if (notice.kind === 'approval-asked' || notice.kind === 'approval-answered') {
    const approval = approvalOf(account, notice.approvalId);
    if (!approval) return undefined;
    const isAsked = notice.kind === 'approval-asked';
    return isAsked ? askedMessage(approval, account, reader) : answerMessage(approval, account, reader);
  }
  const order = orderOf(account, notice.orderId);
  if (!order) return undefined;
  if (notice.kind === 'renewal-declined') return renewalDeclinedMessage(notice, order, reader);
  if (notice.kind === 'renewal-transfer') return renewalTransferMessage(order, account, reader);
  if (notice.kind === 'receipt') return receiptMessage(order, account, reader);
  if (notice.kind === 'transfer-placed') return transferMessage(order, account, reader);
  if (notice.kind === 'transfer-lapsed') return lapsedMessage(order, account, reader);
  if (notice.kind === 'charge-declined') return declinedMessage(order, reader);
  if (notice.kind === 'charge-failed') return failedMessage(order, reader);
  return order.status === 'awaiting-confirmation' ? bankStepMessage(order, reader) : undefined;
}
