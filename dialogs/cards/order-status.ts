import { dateIn } from '../../membership/calendar.js';
import type { Invoice } from '../../membership/invoice.js';
import type { OfferId } from '../../membership/offer.js';
import { lastAttempt, type Order, openOrders, orderStatusOn, type Payment } from '../../membership/order.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { latestTerm, statusOn } from '../../membership/subscription.js';
import type { Message } from '../message.js';
import { dateText, memberIn, moneyText, offerText, type Turn, taxText, todayOf } from '../turn.js';
import { cardLabel } from './card-label.js';

/** What a reader needs so that something can be said to them, in a turn or from the outbox. */
export type Reader = Pick<Turn, 'language' | 'say' | 'ports'>;

/** Where an order stands, however often its card is tapped: the receipt, the reference, or that nothing was bought. */
export function orderMessage(order: Order, turn: Turn): Message {
  const { account } = memberIn(turn);
  const status = orderStatusOn(order, todayOf(turn));
  if (status === 'paid') return receiptMessage(order, account, turn);
  if (status === 'pending-transfer') return transferMessage(order, account, turn);
  if (status === 'charging') return { text: turn.say('buy.stillGoing') };
  if (status === 'awaiting-confirmation') return bankStepMessage(order, turn);
  if (status === 'declined' && order.kind === 'auto-renew')
    return {
      text: turn.say('pending.whatDeclined', { offer: offerText(turn, order.offerId) }),
      begin: [payOpen(order, turn)],
    };
  return {
    text: turn.say('order.notBought', { offer: offerText(turn, order.offerId) }),
    begin: [canBePaid(order) ? beginAgain(order, turn) : orderAfresh(order, account, turn)],
  };
}

/** The receipt: paid, from when to when, the invoice, what happens next year (procedures.md, P1 and P3). */
export function receiptMessage(order: Order, account: PartnerAccount, reader: Reader): Message {
  const invoice = account.invoices.find((each) => each.orderId === order.id);
  const subscription = account.subscriptions.find((each) => each.id === order.paid?.subscriptionId);
  if (!invoice || !subscription) throw new Error(`Order ${order.id} is paid but has no invoice or term`);
  const renews = { date: dateText(reader, subscription.expiresOn) };
  return {
    text: reader.say(receiptKey(order), { offer: offerText(reader, order.offerId) }),
    parts: [
      { title: reader.say('receipt.title') },
      { facts: receiptFacts(invoice, reader) },
      { text: reader.say('receipt.renews', renews) },
      { text: reader.say('receipt.turnOff', { purchased: reader.say('label.purchasedOffers') }), subtle: true },
    ],
    begin: [
      { procedure: 'close', label: reader.say('label.close') },
      { procedure: 'next-steps', label: reader.say('nextSteps.title') },
      { procedure: 'download-invoice', label: reader.say('label.downloadInvoice'), draft: { invoice: invoice.number } },
      { procedure: 'my-membership', label: reader.say('menu.myMembership') },
    ],
  };
}

function receiptKey(order: Order) {
  if (order.kind === 'subscribe') return 'receipt.subscribed';
  return lastAttempt(order)?.automatic ? 'receipt.renewedAutomatically' : 'receipt.renewed';
}

function receiptFacts(invoice: Invoice, reader: Reader): [string, string][] {
  const { line, tax, total } = invoice;
  const term = { from: dateText(reader, line.startsOn), to: dateText(reader, line.expiresOn) };
  return [
    [reader.say('review.term'), reader.say('review.termDates', term)],
    [reader.say('review.price'), moneyText(reader, line.net)],
    [taxText(reader, tax.rate), moneyText(reader, tax.amount)],
    [reader.say('receipt.paid'), moneyText(reader, total)],
    [reader.say('review.pay'), paymentText(invoice.paid, reader)],
    [reader.say('receipt.invoice'), invoice.number],
  ];
}

function paymentText(payment: Payment, reader: Reader): string {
  if (payment.way === 'card') return cardLabel(payment);
  return `${reader.say('pay.transfer')} ${payment.reference}`;
}

/** A transfer that is placed but not paid: the reference, the amount, until when, and what can still be done. */
export function transferMessage(order: Order, account: PartnerAccount, reader: Reader): Message {
  if (!order.transfer) throw new Error(`Order ${order.id} is not paid by transfer`);
  const { reference, until, placedOn } = order.transfer;
  return {
    text: reader.say('transfer.placed', { offer: offerText(reader, order.offerId) }),
    parts: [
      {
        facts: [
          [reader.say('transfer.reference'), reference],
          [reader.say('review.total'), moneyText(reader, order.review.total)],
          [reader.say('transfer.placedOn'), dateText(reader, placedOn)],
          [reader.say('transfer.until'), dateText(reader, until)],
          [reader.say('review.for'), account.organisation],
        ],
      },
      { text: transferNext(order, account, reader), subtle: true },
    ],
    begin: [payOpen(order, reader), { procedure: 'close', label: reader.say('label.close') }],
  };
}

/** From when on the term is that the transfer pays for: of an automatic renewal, that depends on when it comes. */
function transferNext(order: Order, account: PartnerAccount, reader: Reader): string {
  if (order.kind !== 'auto-renew') return reader.say('transfer.next');
  const expiresOn = account.subscriptions.find(({ id }) => id === order.renews)?.expiresOn ?? '';
  const isLate = (order.transfer?.placedOn ?? '') > expiresOn;
  return reader.say(isLate ? 'renewal.transferLateNext' : 'renewal.transferNext', {
    date: dateText(reader, expiresOn),
  });
}

/** A transfer that did not come in time: until when it was waited for, and the way to order again. */
export function lapsedMessage(order: Order, account: PartnerAccount, reader: Reader): Message {
  if (!order.transfer) throw new Error(`Order ${order.id} is not paid by transfer`);
  const { reference, until } = order.transfer;
  return {
    text: reader.say('transfer.lapsed', {
      offer: offerText(reader, order.offerId),
      reference,
      date: dateText(reader, until),
    }),
    begin: [orderAfresh(order, account, reader)],
    links: [{ label: reader.say('link.support'), url: reader.ports.rules.catalogue.links.support }],
  };
}

/** The cardholder's bank wants a step of its own. */
export function bankStepMessage(order: Order, reader: Reader): Message {
  const url = lastAttempt(order)?.bankStepUrl;
  const links = url ? [{ label: reader.say('bank.open'), url }] : undefined;
  const values = { total: moneyText(reader, order.review.total) };
  const offer = offerText(reader, order.offerId);
  const isAutomatic = lastAttempt(order)?.automatic;
  const text = isAutomatic
    ? reader.say('bank.neededForRenewal', { ...values, offer })
    : reader.say('bank.needed', values);
  return { text, links };
}

/** A card was refused: why, and that nothing was charged. */
export function declinedMessage(order: Order, reader: Reader): Message {
  const reason = lastAttempt(order)?.reason ?? 'declined';
  return {
    text: reader.say(`declined.${reason}`, { offer: offerText(reader, order.offerId) }),
    begin: [beginAgain(order, reader)],
  };
}

/** The charge never reached the gateway within the hour. */
export const failedMessage = (order: Order, reader: Reader): Message => ({
  text: reader.say('charge.failed', { offer: offerText(reader, order.offerId) }),
  begin: [beginAgain(order, reader)],
});

/** What can be done about an offer's order under way: pay or withdraw it, confirm it with the bank, or just wait. */
export function wayToOpenOrder(offerId: OfferId, turn: Turn): Pick<Message, 'begin' | 'links'> {
  const today = todayOf(turn);
  const order = openOrders(memberIn(turn).account, today).find((each) => each.offerId === offerId);
  const status = order && orderStatusOn(order, today);
  if (order && (status === 'pending-transfer' || status === 'declined')) return { begin: [payOpen(order, turn)] };
  return order && status === 'awaiting-confirmation' ? { links: bankStepMessage(order, turn).links } : {};
}

/** Of what was refused or is not bought yet; what has lapsed or was withdrawn is over. */
const canBePaid = ({ status }: Order): boolean => status === 'review' || status === 'declined';

function beginAgain(order: Order, reader: Reader) {
  return order.transfer || order.kind === 'auto-renew' ? payOpen(order, reader) : orderAgain(order, reader);
}

/** The button that leads to an order that can still be paid by card, or withdrawn. */
const payOpen = (order: Order, reader: Reader) => ({
  procedure: 'pending-order',
  label: reader.say('menu.pendingOrder'),
  draft: { orderId: order.id },
});

/** What cannot be renewed any more is subscribed to. */
function orderAfresh(order: Order, account: PartnerAccount, reader: Reader) {
  const term = latestTerm(account, order.offerId);
  const isOver = !term || statusOn(term, dateIn(account.zone, reader.ports.clock())) === 'lapsed';
  return orderAgain({ ...order, kind: isOver ? 'subscribe' : order.kind }, reader);
}

function orderAgain(order: Pick<Order, 'kind' | 'offerId'>, reader: Reader) {
  const draft = { offer: order.offerId };
  return order.kind !== 'subscribe'
    ? { procedure: 'renew', label: reader.say('label.renewSubscription'), draft }
    : { procedure: 'subscribe', label: reader.say('label.subscribeNow'), draft };
}
