import type { Order } from '../../membership/order.js';
import { orderOf } from '../../membership/order.js';
import type { PartnerAccount } from '../../membership/partner.js';
import type { Outlook, ReminderNotice, RenewalNotice } from '../../membership/renewal-notices.js';
import { renewalWindow } from '../../membership/subscription.js';
import type { Beginning, Message } from '../message.js';
import { dateText, moneyText, offerText } from '../turn.js';
import { cardLabel } from './card-label.js';
import { type Reader, transferMessage } from './order-status.js';

/** An automatic renewal was declined: why, when it is tried again, and the way to pay it now (procedures.md, P4). */
export function renewalDeclinedMessage(
  notice: RenewalNotice & { kind: 'renewal-declined' },
  order: Order,
  reader: Reader,
): Message {
  const { reason = 'failed', card, nextTryOn } = notice;
  const values = { offer: offerText(reader, order.offerId), card: cardLabel(card) };
  const again = reader.say('renewal.again', { date: dateText(reader, nextTryOn) });
  return {
    text: [reader.say(`renewal.declined.${reason}`, values), again].join('\n\n'),
    begin: [payNow(order, reader)],
  };
}

/** The button that leads straight to paying for an automatic renewal by card. */
const payNow = (order: Order, reader: Reader): Beginning => ({
  procedure: 'pending-order',
  label: reader.say('renewal.payNow'),
  draft: { orderId: order.id, pay: true },
});

/** Automatic renewal came to nothing: since when the subscription has expired, and what can still be done. */
export function renewalEndedMessage(notice: RenewalNotice & { kind: 'renewal-ended' }, reader: Reader): Message {
  const { offerId, renewable } = notice;
  const text = reader.say(renewable ? 'renewal.ended' : 'renewal.endedForGood', datesOf(notice, reader));
  const procedure = renewable ? 'renew' : 'subscribe';
  const label = reader.say(renewable ? 'label.renewSubscription' : 'label.subscribeNow');
  return { text, begin: [{ procedure, label, draft: { offer: offerId } }] };
}

/** The order that who pays by transfer gets before the anniversary; after downtime, perhaps after it. */
export function renewalTransferMessage(order: Order, account: PartnerAccount, reader: Reader): Message {
  const { transfer, renews } = order;
  const expiresOn = account.subscriptions.find(({ id }) => id === renews)?.expiresOn ?? '';
  const isLate = (transfer?.placedOn ?? '') > expiresOn;
  const values = { offer: offerText(reader, order.offerId), date: dateText(reader, expiresOn) };
  const text = isLate
    ? reader.say('renewal.transferLate', { ...values, until: dateText(reader, transfer?.until ?? '') })
    : reader.say('renewal.transfer', values);
  return { ...transferMessage(order, account, reader), text };
}

/** A reminder, true as of its day; undefined where the order that it is about has come to an end otherwise. */
export function reminderMessage(notice: ReminderNotice, account: PartnerAccount, reader: Reader): Message | undefined {
  const { outlook, offerId } = notice;
  if (outlook.state === 'ordered') return orderedMessage(outlook.orderId, account, reader);
  const dates = datesOf(notice, reader);
  const begin = [beginningOf(outlook, offerId, reader)];
  if (outlook.state === 'renews') {
    const { card, total } = outlook;
    const values = { ...dates, card: cardLabel(card), total: moneyText(reader, total) };
    return { text: reader.say('reminder.renews', values), begin };
  }
  if (outlook.state === 'expires') return { text: reader.say('reminder.expires', dates), begin };
  if (outlook.state === 'not-attained') return { text: reader.say('reminder.notAttained', dates), begin };
  const key = notice.reminder === 'last-day' ? 'reminder.lastDay' : 'reminder.renewable';
  return { text: reader.say(key, dates), begin };
}

function orderedMessage(orderId: string, account: PartnerAccount, reader: Reader): Message | undefined {
  const order = orderOf(account, orderId);
  if (!order?.transfer || ['paid', 'withdrawn'].includes(order.status)) return undefined;
  const text = reader.say('reminder.ordered', { offer: offerText(reader, order.offerId) });
  return { ...transferMessage(order, account, reader), text };
}

function beginningOf({ state }: Outlook, offer: string, reader: Reader): Beginning {
  if (state === 'renewable')
    return { procedure: 'renew', label: reader.say('label.renewSubscription'), draft: { offer } };
  if (state === 'renews') return { procedure: 'my-membership', label: reader.say('menu.myMembership') };
  return { procedure: 'eligibility', label: reader.say('menu.eligibility'), draft: { offer } };
}

function datesOf(notice: { offerId: string; expiresOn: string }, reader: Reader) {
  const { from, to } = renewalWindow(notice);
  return {
    offer: offerText(reader, notice.offerId),
    date: dateText(reader, notice.expiresOn),
    from: dateText(reader, from),
    to: dateText(reader, to),
  };
}
