import { addSeconds, type Instant } from '../calendar.js';
import type { PartnerAccount, PartnerId, PaymentLink, SavedCard } from '../partner.js';
import { memberOf } from '../partner.js';
import type { CardDetails } from '../payments/gateway.js';
import { ok, type Result, refuse } from '../result.js';
import { mayBuy } from '../roles.js';
import { type CardAsked, type CardProblem, forgotten, makeDefault, removeCard, renewWith } from '../ways-to-pay.js';
import type { Ports } from './ports.js';

/** How long a payment page can be used after it was asked for. */
export const PAYMENT_LINK_SECONDS = 30 * 60;

const KEPT_AFTER_EXPIRY_SECONDS = 24 * 3600;

export type LinkProblem = { code: 'link-used' } | { code: 'link-expired' } | { code: 'no-such-link' };

/**
 * A payment page for a member: a link that saves one card and works until it is used or expires. Asked again in the
 * same conversation, it is the same link while it has at least half of its time left.
 */
export async function openPaymentLink(
  ports: Ports,
  partnerId: PartnerId,
  asked: Pick<PaymentLink, 'member' | 'conversation' | 'language'>,
): Promise<PaymentLink> {
  const now = ports.clock();
  const expiresAt = addSeconds(now, PAYMENT_LINK_SECONDS);
  const fresh: PaymentLink = { id: linkIdOf(partnerId, ports.newId()), ...asked, expiresAt };
  const opened = await ports.store.change(partnerId, (account) => {
    const open = account.paymentLinks.find((link) => isReusable(link, fresh, now));
    if (open) return ok({ account, value: open });
    const kept = account.paymentLinks.filter((each) => addSeconds(each.expiresAt, KEPT_AFTER_EXPIRY_SECONDS) > now);
    return ok({ account: { ...account, paymentLinks: [...kept, fresh] }, value: fresh });
  });
  if (!opened.ok) throw new Error(`A payment link cannot be refused, but was: ${opened.problem.code}`);
  return opened.value;
}

function isReusable(link: PaymentLink, fresh: PaymentLink, now: Instant): boolean {
  const isSame =
    link.member === fresh.member && link.conversation === fresh.conversation && link.language === fresh.language;
  return isSame && !link.usedAt && link.expiresAt > addSeconds(now, PAYMENT_LINK_SECONDS / 2);
}

const linkIdOf = (partnerId: PartnerId, id: string): string => `${partnerId}~${id}`;

/** The partner that a payment link belongs to, so that a page that knows only the link finds its account. */
export const partnerOfLink = (linkId: string): PartnerId => linkId.slice(0, linkId.lastIndexOf('~'));

/** The link as it stands, or why it does not work any more. */
export function usableLink(
  account: PartnerAccount | undefined,
  id: string,
  now: Instant,
): Result<PaymentLink, LinkProblem> {
  const link = account?.paymentLinks.find((each) => each.id === id);
  if (!account || !link) return refuse({ code: 'no-such-link' });
  if (link.usedAt) return refuse({ code: 'link-used' });
  if (link.expiresAt <= now) return refuse({ code: 'link-expired' });
  const member = memberOf(account, link.member);
  return member && mayBuy(member) ? ok(link) : refuse({ code: 'no-such-link' });
}

/** A card that a link saved. */
export interface CardSaved {
  card: SavedCard;
  link: PaymentLink;
  /** False where the same card was submitted before and is saved already: nothing was changed. */
  isNew: boolean;
}

/**
 * Saves a card through a payment link, which is used up by it. The gateway stores the card under the link's id, so
 * two submits at once give one card; only brand, last four digits, expiry and token are kept. The same card submitted
 * again, at once or later, is answered with the card that is saved; another one is refused as `link-used`.
 */
export async function saveCard(
  ports: Ports,
  partnerId: PartnerId,
  linkId: string,
  details: CardDetails,
): Promise<Result<CardSaved, LinkProblem | { code: 'card-refused' }>> {
  const before = useFor(await ports.store.account(partnerId), linkId, details, ports.clock());
  if (!before.ok) return before;
  if ('card' in before.value) return ok(before.value);
  const stored = await ports.gateway.storeCard(linkId, details);
  if (!stored.ok) return stored;
  const card: SavedCard = { id: `card-${linkId.split('~').at(-1)}`, ...stored.value, addedAt: ports.clock() };
  const saved = await ports.store.change<CardSaved, LinkProblem>(partnerId, (account) => {
    const use = useFor(account, linkId, details, ports.clock());
    if (!use.ok) return use;
    if ('card' in use.value) return ok({ account, value: use.value });
    const link = { ...use.value.link, usedAt: ports.clock(), cardId: card.id };
    const paymentLinks = account.paymentLinks.map((each) => (each.id === linkId ? link : each));
    const cards = [...account.cards.filter((each) => each.id !== card.id), card];
    return ok({ account: { ...account, paymentLinks, cards }, value: { card, link, isNew: true } });
  });
  return saved as Result<CardSaved, LinkProblem>;
}

type CardChange = typeof makeDefault;

const changeCard = async (ports: Ports, partnerId: PartnerId, asked: CardAsked, change: CardChange) =>
  (await ports.store.change<SavedCard, CardProblem>(partnerId, (account) =>
    change(account, asked, ports.clock()),
  )) as Result<SavedCard, CardProblem>;

/** As the rule `makeDefault`. */
export const chooseDefaultCard = (ports: Ports, partnerId: PartnerId, asked: CardAsked) =>
  changeCard(ports, partnerId, asked, makeDefault);

/** As the rule `renewWith`. */
export const chooseRenewalCard = (ports: Ports, partnerId: PartnerId, asked: CardAsked) =>
  changeCard(ports, partnerId, asked, renewWith);

/** As the rule `removeCard`; then the gateway forgets the card, now or when it can be reached again. */
export async function deleteCard(
  ports: Ports,
  partnerId: PartnerId,
  asked: CardAsked,
): Promise<Result<SavedCard, CardProblem>> {
  const removed = await changeCard(ports, partnerId, asked, removeCard);
  if (removed.ok) await forgetCards(ports, partnerId);
  return removed;
}

/** Has the gateway forget the cards that a partner removed; what it cannot do now is left for the next time. */
export async function forgetCards(ports: Ports, partnerId: PartnerId): Promise<void> {
  for (const token of (await ports.store.account(partnerId))?.forgetting ?? []) {
    try {
      await ports.gateway.forgetCard(token);
    } catch (cause) {
      ports.fault('the payment gateway did not answer', cause);
      return;
    }
    await ports.store.change(partnerId, (account) => ok({ account: forgotten(account, token), value: null }));
  }
}
/** The link to be used for a card, or what came of its use where that was for this very card, which is still saved. */
function useFor(
  account: PartnerAccount | undefined,
  linkId: string,
  details: CardDetails,
  now: Instant,
): Result<{ link: PaymentLink } | CardSaved, LinkProblem> {
  const usable = usableLink(account, linkId, now);
  if (usable.ok) return ok({ link: usable.value });
  if (usable.problem.code !== 'link-used') return usable;
  const link = account?.paymentLinks.find((each) => each.id === linkId);
  const card = account?.cards.find((each) => each.id === link?.cardId);
  return link && card && isSameCard(card, details) ? ok({ card, link, isNew: false }) : usable;
}

/** As far as a saved card tells; the number itself is kept nowhere. */
const isSameCard = (card: SavedCard, { number, expiryMonth, expiryYear }: CardDetails): boolean =>
  number.replace(/\D/g, '').endsWith(card.last4) && card.expiryMonth === expiryMonth && card.expiryYear === expiryYear;
