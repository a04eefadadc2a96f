import { formatMonth } from '../../locales/format.js';
import type { SavedCard } from '../../membership/partner.js';
import { isExpired, monthOf, renewedWith, successorOf, usableCards } from '../../membership/ways-to-pay.js';
import type { CardPart, Message } from '../message.js';
import { dateText, memberIn, offerText, type Turn, todayOf } from '../turn.js';
import { cardLabel } from './card-label.js';

/** The saved cards of the partner who speaks: until when each is good, and what it pays for. */
export function waysToPayMessage(turn: Turn): Message {
  const { account } = memberIn(turn);
  const { organisation } = account;
  if (!account.cards.length) return { text: turn.say('cards.none', { organisation }) };
  return {
    text: turn.say('cards.lead', { organisation }),
    parts: account.cards.flatMap((card) => cardParts(card, turn)),
  };
}

function cardParts(card: SavedCard, turn: Turn): CardPart[] {
  const { account } = memberIn(turn);
  const today = todayOf(turn);
  const isFirst = usableCards(account, today)[0]?.id === card.id;
  const renewals = renewedWith(account, card.id, today).map((term) =>
    turn.say('offer.withExpiry', { offer: offerText(turn, term.offerId), date: dateText(turn, term.expiresOn) }),
  );
  const facts: [string, string][] = [[turn.say('cards.goodThrough'), formatMonth(turn.language, monthOf(card))]];
  if (renewals.length) facts.push([turn.say('membership.autoRenew'), renewals.join('\n')]);
  return [
    { title: cardLabel(card) },
    ...(isExpired(card, today) ? [{ badge: turn.say('cards.expired'), good: false }] : []),
    ...(isFirst ? [{ badge: turn.say('cards.default'), good: true }] : []),
    { facts },
  ];
}

/** What becomes of the automatic renewals that charge a card, once it is removed: a sentence each. */
export function consequencesOf(cardId: string, turn: Turn): string[] {
  const { account } = memberIn(turn);
  const today = todayOf(turn);
  const successor = successorOf(account, cardId, today);
  return renewedWith(account, cardId, today).map((term) => {
    const values = { offer: offerText(turn, term.offerId), date: dateText(turn, term.expiresOn) };
    return successor
      ? turn.say('cards.renewalMoves', { ...values, card: cardLabel(successor) })
      : turn.say('cards.renewalByTransfer', values);
  });
}
