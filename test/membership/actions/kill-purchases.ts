import { openPaymentLink, saveCard } from '../../../membership/actions/cards.js';
import { orderNow, recoverPartner } from '../../../membership/actions/charge.js';
import { claim, markDelivered } from '../../../membership/actions/notices.js';
import { buy, confirmTransferOf, prepare } from '../../../membership/actions/orders.js';
import type { OfferId } from '../../../membership/offer.js';
import type { Order, OrderId, WayToPay } from '../../../membership/order.js';
import type { PartnerId } from '../../../membership/partner.js';
import { latestTerm } from '../../../membership/subscription.js';
import { ADMIN, answerOf, PACK, TRANSFER } from '../../support/accounts.js';
import { type Books, killPartner } from './kill-books.js';
import { CARDS, detailsOf } from './workshop.js';

/** What a person does one after the other until the order is paid; `hour` is an hour in which nothing is done. */
export type Deed = keyof typeof CARDS | 'transfer' | 'confirm' | 'hour';

export const PLANS = {
  'by a card': ['paid'],
  'by a card whose answer is lost': ['lost'],
  'by another card after a decline': ['declined', 'paid'],
  'by a card after the bank was asked in vain': ['bank', 'hour', 'paid'],
  'by a transfer that is confirmed': ['transfer', 'confirm'],
  'by a card in place of a transfer, after a decline': ['transfer', 'declined', 'paid'],
} as const satisfies Record<string, readonly Deed[]>;
export type PlanName = keyof typeof PLANS;

export interface Purchase {
  partnerId: PartnerId;
  orderId: OrderId;
  offerId: OfferId;
  plan: readonly Deed[];
}

/** The one purchase of the tests that stop it at every step. */
export const purchaseBy = (plan: PlanName): Purchase => ({
  partnerId: 'partner',
  orderId: 'order1',
  offerId: PACK.id,
  plan: PLANS[plan],
});

/**
 * Does a purchase from the beginning or from wherever a killed process left it. Every Buy is tapped again, as a
 * redelivered activity does; what was done already must then be found, not done twice.
 */
export async function purchase(books: Books, wanted: Purchase): Promise<void> {
  const { ports } = books;
  if (!(await ports.store.account(wanted.partnerId))) await ports.store.create(killPartner(wanted.partnerId, 0));
  await recoverPartner(ports, wanted.partnerId);
  let review = 0;
  for (const deed of wanted.plan) {
    if (deed !== 'hour' && deed !== 'confirm') review += 1;
    await doDeed(books, wanted, deed, review);
  }
  const told = await claim(ports, wanted.partnerId, turnName);
  await markDelivered(ports, wanted.partnerId, told);
}

const turnName = `turn-${process.pid}`;

async function doDeed(books: Books, wanted: Purchase, deed: Deed, review: number): Promise<void> {
  const { ports, clock } = books;
  if (deed === 'hour') {
    clock.advance(3600);
    await recoverPartner(ports, wanted.partnerId);
  } else if (deed === 'confirm') {
    const order = await orderNow(ports, wanted.partnerId, wanted.orderId);
    await confirmTransferOf(ports, order?.transfer?.reference ?? '');
  } else {
    await pay(books, wanted, deed, review);
  }
}

/** Refusals are not looked at: a purchase that went on refuses what its earlier cards ask for. */
async function pay({ ports }: Books, wanted: Purchase, deed: keyof typeof CARDS | 'transfer', review: number) {
  const { partnerId, orderId } = wanted;
  const order = await orderNow(ports, partnerId, orderId);
  if ((order?.review.number ?? 0) < review) await reviewFor(ports, wanted, deed);
  await buy(ports, partnerId, { orderId, review, by: ADMIN.id, turn: turnName, patienceMs: 5000 });
  await recoverPartner(ports, partnerId);
}

async function reviewFor(ports: Books['ports'], wanted: Purchase, deed: keyof typeof CARDS | 'transfer') {
  const { partnerId, orderId, offerId } = wanted;
  const account = await ports.store.account(partnerId);
  const kind: Order['kind'] = account && latestTerm(account, offerId) ? 'renew' : 'subscribe';
  const way: WayToPay = deed === 'transfer' ? TRANSFER : { way: 'card', cardId: await cardFor(ports, partnerId, deed) };
  await prepare(ports, partnerId, { orderId, kind, offerId, by: ADMIN.id, pay: way });
}

async function cardFor(ports: Books['ports'], partnerId: PartnerId, name: keyof typeof CARDS): Promise<string> {
  const account = await ports.store.account(partnerId);
  const saved = account?.cards.find(({ last4 }) => CARDS[name].endsWith(last4));
  if (saved) return saved.id;
  const link = await openPaymentLink(ports, partnerId, { member: ADMIN.id, conversation: name, language: 'en' });
  return answerOf(await saveCard(ports, partnerId, link.id, detailsOf(CARDS[name]))).card.id;
}
