import assert from 'node:assert/strict';
import { deepFreeze } from '../../data/deep-freeze.js';
import { buyOrder, type OrderRequest, prepareOrder } from '../../membership/buying.js';
import { anniversary, type CalendarDate, type Instant } from '../../membership/calendar.js';
import type { Catalogue, Country, Localized, Offer } from '../../membership/offer.js';
import { type Order, orderOf, type WayToPay } from '../../membership/order.js';
import type { Member, PartnerAccount, SavedCard } from '../../membership/partner.js';
import type { BuyingRules } from '../../membership/quote.js';
import type { Result } from '../../membership/result.js';
import type { RenewalTermFrom, Subscription } from '../../membership/subscription.js';

const said = (text: string): Localized => ({ en: text, fr: text, ja: text, ko: text, 'zh-TW': text });

const offer = (id: string, minor: number, parts: Partial<Offer> = {}): Offer => ({
  id,
  kind: 'pack',
  name: said(id),
  aliases: [],
  summary: said(id),
  benefits: [],
  firstSteps: [],
  prices: { USD: minor, EUR: minor, JPY: minor, KRW: minor, TWD: minor },
  learnMore: 'https://example.com',
  ...parts,
});

const country = (code: string, basisPoints: number, parts: Partial<Country> = {}): Country => ({
  code,
  name: said(code),
  currency: 'JPY',
  zone: 'Asia/Tokyo',
  tax: { name: 'tax', basisPoints },
  language: 'en',
  aliases: [],
  ...parts,
});

export const PACK = offer('action-pack', 52005);
export const SILVER = offer('silver', 182000, { kind: 'competency', level: 'silver' });
export const GOLD = offer('gold', 562000, { kind: 'competency', level: 'gold' });
export const JAPAN = country('JP', 1000);

/** A catalogue of the tests' own: a change of prices in the real one does not touch them. */
export const CATALOGUE: Catalogue = {
  offers: [PACK, SILVER, GOLD],
  countries: [JAPAN, country('US', 0, { currency: 'USD', zone: 'America/New_York' })],
  termsVersion: 'terms-1',
  seller: { name: 'Seller', address: ['Street 1'] },
  links: {
    terms: '',
    partnerNetwork: '',
    membership: '',
    actionPackInstructions: '',
    actionPackDetails: '',
    competencies: '',
    competencyLevels: '',
    membershipOffers: '',
    pmc: '',
    support: '',
  },
};

export const rulesWith = (
  parts: Partial<Catalogue> = {},
  renewalTermFrom: RenewalTermFrom = 'purchase',
): BuyingRules => ({ catalogue: { ...CATALOGUE, ...parts }, renewalTermFrom });

export const RULES = rulesWith();

const member = (id: string, roles: Member['roles']): Member => ({
  id,
  person: `entra:t1/${id}`,
  name: id,
  email: `${id}@example.com`,
  roles,
});
export const ADMIN = member('admin', ['global-admin']);
export const USER = member('user', ['user']);

export const cardWith = (id: string, parts: Partial<SavedCard> = {}): SavedCard => ({
  id,
  brand: 'visa',
  last4: '4242',
  expiryMonth: 8,
  expiryYear: 2030,
  token: `token-${id}`,
  addedAt: '2026-01-01T00:00:00.000Z',
  ...parts,
});

/** A partner in Tokyo with an administrator, a user and two cards; frozen, so that a rule that changes it is caught. */
export const accountWith = (parts: Partial<PartnerAccount> = {}): PartnerAccount =>
  deepFreeze({
    schema: 2,
    id: 'wingtip',
    version: 1,
    organisation: 'Wingtip',
    mpnId: '1234567',
    country: 'JP',
    currency: 'JPY',
    zone: 'Asia/Tokyo',
    joinedOn: '2020-01-01',
    attained: [],
    members: [ADMIN, USER],
    subscriptions: [],
    orders: [],
    invoices: [],
    cards: [cardWith('card-1'), cardWith('card-2', { last4: '4444', brand: 'mastercard' })],
    forgetting: [],
    paymentLinks: [],
    requests: [],
    approvals: [],
    invitations: [],
    notices: [],
    ...parts,
  });

/** A term of Action Pack that ends on this day. */
export const termUntil = (expiresOn: CalendarDate, parts: Partial<Subscription> = {}): Subscription => ({
  id: `term-until-${expiresOn}`,
  offerId: PACK.id,
  startedOn: anniversary(expiresOn, -1),
  expiresOn,
  runStartedOn: anniversary(expiresOn, -1),
  autoRenew: false,
  managedIn: 'partner-center',
  ...parts,
});

/** Noon UTC (or another time) of a day, which in Tokyo is the same day. */
export const on = (date: CalendarDate, time = '12:00'): Instant => `${date}T${time}:00.000Z`;

export const CARD: WayToPay = { way: 'card', cardId: 'card-1' };
export const OTHER_CARD: WayToPay = { way: 'card', cardId: 'card-2' };
export const TRANSFER: WayToPay = {
  way: 'transfer',
  contact: { name: '山田', phone: '+81 3 1234 5678', email: 'pay@example.com' },
};

export const requestFor = (parts: Partial<OrderRequest> = {}): OrderRequest => ({
  orderId: 'order1',
  kind: 'subscribe',
  offerId: PACK.id,
  by: ADMIN.id,
  pay: CARD,
  ...parts,
});

/** The value of a result that must be one. */
export function answerOf<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, `refused: ${JSON.stringify(result)}`);
  return result.value;
}

/** The problem of a result that must be refused. */
export function problemOf<Problem extends { code: string }>(result: Result<unknown, Problem>): Problem {
  assert.ok(!result.ok, 'it was not refused');
  return result.problem;
}

/** The account after a review was saved. */
export const prepared = (account: PartnerAccount, now: Instant, parts: Partial<OrderRequest> = {}, rules = RULES) =>
  deepFreeze(answerOf(prepareOrder(account, requestFor(parts), rules, now)).account);

/** The account after Buy of the order's present review. */
export function bought(account: PartnerAccount, now: Instant, orderId = 'order1', rules = RULES): PartnerAccount {
  const review = theOrder(account, orderId).review.number;
  return deepFreeze(answerOf(buyOrder(account, { orderId, review, by: ADMIN.id }, rules, now)).account);
}

export function theOrder(account: PartnerAccount, orderId = 'order1'): Order {
  const order = orderOf(account, orderId);
  assert.ok(order, `no order ${orderId}`);
  return order;
}
