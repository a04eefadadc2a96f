import { automaticOrder, nextTryOn, renewalCard } from '../../membership/automatic-renewal.js';
import { type Order, openOrder, orderStatusOn } from '../../membership/order.js';
import { adminsOf } from '../../membership/partner.js';
import { quoteFor } from '../../membership/quote.js';
import { nextReminderFor } from '../../membership/reminders.js';
import { mayBuy } from '../../membership/roles.js';
import { renewalWindow, type Subscription, statusOn } from '../../membership/subscription.js';
import { type TurnedOff, type TurnOffRefusal, turnedOff } from '../../membership/turning-off.js';
import type { Beginning, CardPart, Message } from '../message.js';
import { catalogueOf, dateText, memberIn, moneyText, offerText, orText, type Turn, todayOf } from '../turn.js';
import { askAdminBeginning } from './approval.js';
import { cardLabel } from './card-label.js';
import { bankStepMessage, wayToOpenOrder } from './order-status.js';

/** P4's details of a subscription, with the plain warning that comes before the yes. */
export function turnOffWarning(term: Subscription, turn: Turn): Message {
  const values = valuesOf(term, turn);
  const order = waitingOrder(term, turn);
  return {
    text: turn.say('turnOff.ask', values),
    parts: [
      { title: values.offer },
      { facts: [...termFacts(term, turn), ...paymentFacts(term, order, turn)] },
      { text: turn.say(isOver(term, turn) ? 'turnOff.thenExpired' : 'turnOff.thenExpires', values) },
      ...(order ? [orderPart(order, turn)] : []),
      { text: reminderText(term, turn) },
    ],
  };
}

/** Off: until when it runs, how it can be renewed, what was withdrawn with it, and when the reader is reminded. */
export function turnedOffMessage({ subscription, withdrawn }: TurnedOff, turn: Turn): Message {
  const { offer } = valuesOf(subscription, turn);
  return { ...offMessage(subscription, withdrawn, turn), text: turn.say('turnOff.done', { offer }) };
}

/** Why there is nothing to turn off, or not just now, with its dates and a way forward. */
export function turnOffRefusalMessage(refusal: TurnOffRefusal, term: Subscription, turn: Turn): Message {
  const values = valuesOf(term, turn);
  const { links } = catalogueOf(turn);
  if (refusal.code === 'managed-in-pmc')
    return { text: turn.say('turnOff.inPmc', values), links: [{ label: turn.say('link.pmc'), url: links.pmc }] };
  if (refusal.code === 'lapsed') return lapsedMessage(term, turn);
  if (refusal.code === 'already-off') return alreadyOffMessage(term, turn);
  if (refusal.code === 'payment-under-way') {
    const { order } = refusal;
    const { links } = order.status === 'awaiting-confirmation' ? bankStepMessage(order, turn) : {};
    return { text: turn.say('turnOff.underWay', values), ...(links ? { links } : {}) };
  }
  const admins = adminsOf(memberIn(turn).account).map(({ name }) => name);
  const text = turn.say('turnOff.noRole', { ...values, admins: orText(turn, admins) });
  const begin = admins.length ? [askAdminBeginning('turn-off-auto-renew', term.offerId, turn)] : [];
  return { text, parts: [{ title: values.offer }, { facts: termFacts(term, turn) }], begin };
}

/** It has been renewed between the question and the yes: the yes was for another term. */
export function renewedSinceMessage(term: Subscription, turn: Turn): Message {
  const begin = [beginning('turn-off-auto-renew', 'label.turnOffAutoRenew', term, turn)];
  return { text: turn.say('turnOff.renewedSince', valuesOf(term, turn)), begin };
}

/** Over; but an order that was placed inside the window may still be paid after it (procedures.md, P3). */
function lapsedMessage(term: Subscription, turn: Turn): Message {
  const values = valuesOf(term, turn);
  if (openOrder(memberIn(turn).account, term.offerId, todayOf(turn)))
    return { text: turn.say('eligibility.pending', values), ...wayToOpenOrder(term.offerId, turn) };
  const begin = [beginning('subscribe', 'label.subscribeNow', term, turn)];
  return { text: turn.say('turnOff.lapsed', values), begin };
}

function alreadyOffMessage(term: Subscription, turn: Turn): Message {
  const { offer } = valuesOf(term, turn);
  const { autoRenewOffOn: since } = term;
  const text = since
    ? turn.say('turnOff.alreadySince', { offer, since: dateText(turn, since) })
    : turn.say('turnOff.already', { offer });
  return { ...offMessage(term, turnedOff(memberIn(turn).account, term).withdrawn, turn), text };
}

function offMessage(term: Subscription, withdrawn: Order | undefined, turn: Turn): Omit<Message, 'text'> {
  const { account, member } = memberIn(turn);
  const values = valuesOf(term, turn);
  const reference = withdrawn?.transfer?.reference;
  const isOrdered = openOrder(account, term.offerId, todayOf(turn)) !== undefined;
  const canRenew = isOver(term, turn) && !isOrdered && mayBuy(member);
  return {
    parts: [
      { title: values.offer },
      { facts: termFacts(term, turn) },
      { text: isOrdered ? turn.say('eligibility.pending', values) : endText(term, turn) },
      ...(reference ? [{ text: turn.say('turnOff.withdrawn', { reference }) }] : []),
      ...(isOrdered ? [] : [{ text: reminderText(term, turn), subtle: true }]),
    ],
    begin: [
      ...(canRenew ? [beginning('renew', 'label.renewSubscription', term, turn)] : []),
      ...(wayToOpenOrder(term.offerId, turn).begin ?? []),
      { procedure: 'close', label: turn.say('label.close') },
      { procedure: 'my-membership', label: turn.say('menu.myMembership') },
    ],
  };
}

const endText = (term: Subscription, turn: Turn): string =>
  turn.say(isOver(term, turn) ? 'turnOff.isExpired' : 'turnOff.expires', valuesOf(term, turn));

function termFacts(term: Subscription, turn: Turn): [string, string][] {
  const window = renewalWindow(term);
  const dates = (from: string, to: string) => ({ from: dateText(turn, from), to: dateText(turn, to) });
  return [
    [turn.say('review.term'), turn.say('review.termDates', dates(term.startedOn, term.expiresOn))],
    [turn.say('membership.expires'), dateText(turn, term.expiresOn)],
    [turn.say('membership.autoRenew'), turn.say(term.autoRenew ? 'membership.on' : 'membership.off')],
    [turn.say('membership.window'), turn.say('membership.windowDates', dates(window.from, window.to))],
  ];
}

/** How the next term would be paid, how much it is as of today, and when. */
function paymentFacts(term: Subscription, order: Order | undefined, turn: Turn): [string, string][] {
  const { account } = memberIn(turn);
  const card = renewalCard(account, term);
  const quote = quoteFor(account, { kind: 'auto-renew', offerId: term.offerId }, turn.ports.rules, todayOf(turn));
  const total = moneyText(turn, (order?.review ?? quote).total);
  const day = (order && !order.transfer && nextTryOn(order, account.zone)) || term.expiresOn;
  return [
    [turn.say('review.pay'), card ? cardLabel(card) : turn.say('pay.transfer')],
    [turn.say('turnOff.next'), turn.say('turnOff.nextOn', { total, date: dateText(turn, day) })],
  ];
}

/** The order of automatic renewal that would be withdrawn. */
function waitingOrder(term: Subscription, turn: Turn): Order | undefined {
  const order = automaticOrder(memberIn(turn).account, term);
  const status = order && orderStatusOn(order, todayOf(turn));
  return status === 'pending-transfer' || status === 'declined' ? order : undefined;
}

function orderPart({ transfer }: Order, turn: Turn): CardPart {
  const text = transfer
    ? turn.say('turnOff.withdrawsTransfer', { reference: transfer.reference })
    : turn.say('turnOff.withdrawsCharge');
  return { text };
}

function reminderText(term: Subscription, turn: Turn): string {
  const day = nextReminderFor(term, memberIn(turn).member, todayOf(turn));
  return day ? turn.say('turnOff.reminder', { date: dateText(turn, day) }) : turn.say('turnOff.noReminder');
}

const isOver = (term: Subscription, turn: Turn): boolean => statusOn(term, todayOf(turn)) !== 'active';

const beginning = (
  procedure: string,
  label: 'label.subscribeNow' | 'label.renewSubscription' | 'label.turnOffAutoRenew',
  { offerId }: Subscription,
  turn: Turn,
): Beginning => ({ procedure, label: turn.say(label), draft: { offer: offerId } });

function valuesOf(term: Subscription, turn: Turn) {
  const { from, to } = renewalWindow(term);
  return {
    offer: offerText(turn, term.offerId),
    date: dateText(turn, term.expiresOn),
    from: dateText(turn, from),
    to: dateText(turn, to),
  };
}
