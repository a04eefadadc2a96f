import { type CalendarDate, dateIn, type Instant } from './calendar.js';
import { lastAttempt, ordersInDoubt } from './order.js';
import { type MemberId, memberOf, type PartnerAccount, type SavedCard } from './partner.js';
import { ok, type Result, refuse } from './result.js';
import { mayBuy } from './roles.js';
import { latestTerms, type Subscription, statusOn } from './subscription.js';

/** Why a saved card cannot be changed. `card-in-use`: a payment with it is under way. */
export type CardProblem = { code: 'no-role' | 'no-such-card' | 'card-in-use' | 'card-expired' };

/** Whose card it is, who asks and when. */
export interface CardAsked {
  cardId: string;
  by: MemberId;
}

/** A card can be charged through the last day of the month on its face. */
export const isExpired = (card: Pick<SavedCard, 'expiryMonth' | 'expiryYear'>, today: CalendarDate): boolean =>
  today.slice(0, 7) > monthOf(card);

/** The month on a card's face, `YYYY-MM`. */
export const monthOf = ({ expiryMonth, expiryYear }: Pick<SavedCard, 'expiryMonth' | 'expiryYear'>): string =>
  `${expiryYear}-${String(expiryMonth).padStart(2, '0')}`;

/** Cards that have not run out, the one to be proposed first in front: the default one, then the latest. */
export function usableCards(account: PartnerAccount, today: CalendarDate): SavedCard[] {
  const usable = account.cards.filter((card) => !isExpired(card, today)).reverse();
  return [
    ...usable.filter(({ id }) => id === account.defaultCardId),
    ...usable.filter(({ id }) => id !== account.defaultCardId),
  ];
}

/** The terms whose automatic renewal charges this card; of a term that is over too, while it can still be renewed. */
export const renewedWith = (account: PartnerAccount, cardId: string, today: CalendarDate): Subscription[] =>
  renewing(account, today).filter((term) => term.cardId === cardId);

/** The terms that renew automatically here, with a card or by transfer. */
export const renewing = (account: PartnerAccount, today: CalendarDate): Subscription[] =>
  latestTerms(account).filter(
    (term) => term.autoRenew && term.managedIn === 'partner-center' && statusOn(term, today) !== 'lapsed',
  );

/** The card that automatic renewals would charge once this one is gone; undefined: they would be paid by transfer. */
export const successorOf = (account: PartnerAccount, cardId: string, today: CalendarDate): SavedCard | undefined =>
  usableCards(account, today).find((card) => card.id !== cardId);

/** Makes a card the one that is proposed first when something is paid. It moves no automatic renewal (docs/decisions). */
export function makeDefault(
  account: PartnerAccount,
  asked: CardAsked,
  now: Instant,
): Result<{ account: PartnerAccount; value: SavedCard }, CardProblem> {
  const card = changeable(account, asked, now);
  if (!card.ok) return card;
  const isDefault = account.defaultCardId === asked.cardId;
  return ok({ account: isDefault ? account : { ...account, defaultCardId: asked.cardId }, value: card.value });
}

/** Lets all automatic renewals charge this card from now on, those that were paid by transfer too. */
export function renewWith(
  account: PartnerAccount,
  asked: CardAsked,
  now: Instant,
): Result<{ account: PartnerAccount; value: SavedCard }, CardProblem> {
  const card = changeable(account, asked, now);
  if (!card.ok) return card;
  const terms = renewing(account, dateIn(account.zone, now)).filter((term) => term.cardId !== asked.cardId);
  return ok({ account: terms.length ? moved(account, terms, asked.cardId) : account, value: card.value });
}

/**
 * Removes a card; automatic renewals that charge it go over to its successor. Its token waits in `forgetting` until the
 * gateway has forgotten it. Refused while a payment with it is under way; removed before, it is gone all the same.
 */
export function removeCard(
  account: PartnerAccount,
  { cardId, by }: CardAsked,
  now: Instant,
): Result<{ account: PartnerAccount; value: SavedCard }, CardProblem> {
  const member = memberOf(account, by);
  const card = account.cards.find((each) => each.id === cardId);
  if (!member || !mayBuy(member)) return refuse({ code: 'no-role' });
  if (!card) return refuse({ code: 'no-such-card' });
  if (ordersInDoubt(account).some((order) => lastAttempt(order)?.cardId === cardId))
    return refuse({ code: 'card-in-use' });
  const today = dateIn(account.zone, now);
  const terms = renewedWith(account, cardId, today);
  const { defaultCardId, ...rest } = moved(account, terms, successorOf(account, cardId, today)?.id);
  const kept = defaultCardId && defaultCardId !== cardId ? { defaultCardId } : {};
  const cards = account.cards.filter((each) => each.id !== cardId);
  return ok({ account: { ...rest, ...kept, cards, forgetting: [...account.forgetting, card.token] }, value: card });
}

/** The account after the gateway has forgotten a token. */
export const forgotten = (account: PartnerAccount, token: string): PartnerAccount =>
  account.forgetting.includes(token)
    ? { ...account, forgetting: account.forgetting.filter((each) => each !== token) }
    : account;

function changeable(account: PartnerAccount, { cardId, by }: CardAsked, now: Instant): Result<SavedCard, CardProblem> {
  const member = memberOf(account, by);
  const card = account.cards.find((each) => each.id === cardId);
  if (!member || !mayBuy(member)) return refuse({ code: 'no-role' });
  if (!card) return refuse({ code: 'no-such-card' });
  return isExpired(card, dateIn(account.zone, now)) ? refuse({ code: 'card-expired' }) : ok(card);
}

function moved(account: PartnerAccount, terms: readonly Subscription[], cardId: string | undefined): PartnerAccount {
  const subscriptions = account.subscriptions.map((term) => {
    if (!terms.some(({ id }) => id === term.id)) return term;
    const { cardId: _, ...rest } = term;
    return cardId ? { ...rest, cardId } : rest;
  });
  return { ...account, subscriptions };
}
