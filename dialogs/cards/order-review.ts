import type { Order } from '../../membership/order.js';
import type { CardPart } from '../message.js';
import { dateText, memberIn, moneyText, offerText, type Turn, taxText } from '../turn.js';
import { cardLabel } from './card-label.js';

/** What the button that buys says: it names the amount, so that nobody taps it unawares. */
export function buyLabel(order: Order, turn: Turn): string {
  const values = { buy: turn.say('label.buy'), total: moneyText(turn, order.review.total) };
  return turn.say(order.review.pay.way === 'card' ? 'review.buyFor' : 'review.orderFor', values);
}

/** The review before paying: item, term, price, tax, total, way to pay, and what happens next year (issue 2). */
export function orderReviewParts(order: Order, turn: Turn): CardPart[] {
  const { net, tax, total, dates, pay } = order.review;
  const term = turn.say('review.termDates', {
    from: dateText(turn, dates.startsOn),
    to: dateText(turn, dates.expiresOn),
  });
  return [
    { title: offerText(turn, order.offerId) },
    {
      facts: [
        [turn.say('review.for'), memberIn(turn).account.organisation],
        [turn.say('review.term'), pay.way === 'transfer' ? turn.say('review.termOnConfirmation') : term],
        [turn.say('review.price'), moneyText(turn, net)],
        [taxText(turn, tax.rate), moneyText(turn, tax.amount)],
        [turn.say('review.total'), moneyText(turn, total)],
        [turn.say('review.pay'), payText(order, turn)],
        ...contactFacts(order, turn),
      ],
    },
    { text: nextYear(order, turn), subtle: true },
  ];
}

function payText(order: Order, turn: Turn): string {
  const { pay } = order.review;
  if (pay.way === 'transfer') return turn.say('pay.transfer');
  const card = memberIn(turn).account.cards.find((each) => each.id === pay.cardId);
  return card ? cardLabel(card) : turn.say('label.creditCard');
}

function contactFacts({ review: { pay } }: Order, turn: Turn): [string, string][] {
  if (pay.way !== 'transfer') return [];
  const { name, phone, email } = pay.contact;
  return [
    [turn.say('contact.contactName'), name],
    [turn.say('contact.contactPhone'), phone],
    [turn.say('contact.contactEmail'), email],
  ];
}

function nextYear(order: Order, turn: Turn): string {
  const date = dateText(turn, order.review.dates.expiresOn);
  return order.review.pay.way === 'card'
    ? turn.say('review.nextYearCard', { date })
    : turn.say('review.nextYearTransfer');
}
