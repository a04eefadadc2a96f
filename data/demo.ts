import { buyOrder, prepareOrder } from '../membership/buying.js';
import { addDays, addSeconds, type CalendarDate, dateIn, type Instant, startOfDay } from '../membership/calendar.js';
import { performNext } from '../membership/duties.js';
import { newPartner } from '../membership/joining.js';
import { type Catalogue, type Country, knownCountry } from '../membership/offer.js';
import { orderOf, type TransferContact, type WayToPay } from '../membership/order.js';
import type { Member, PartnerAccount, PartnerId, SavedCard } from '../membership/partner.js';
import type { BuyingRules } from '../membership/quote.js';
import { closeRequest } from '../membership/request-acts.js';
import { openRequest } from '../membership/request-opening.js';
import type { Result } from '../membership/result.js';
import { confirmTransfer, settleAttempt } from '../membership/settling.js';
import { latestTerm, type RenewalTermFrom, withTerm } from '../membership/subscription.js';
import { turnOffAutoRenew } from '../membership/turning-off.js';
import { type Purchase, purchasesOf } from './demo/history.js';
import partners from './demo/partners.json' with { type: 'json' };
import { DEMO, type DemoPartner, type DemoRequest, type DemoTerm } from './demo/schema.js';

const demo = DEMO.parse(partners);

/** Somebody whom a tester can play. `partner` is given for members: the person `persona:<name>` belongs there. */
export interface DemoPersona {
  name: string;
  kind: 'visitor' | 'member' | 'agent';
  partner?: PartnerId;
}

/** Everybody whom a tester can play, in the order of the list that testers see. */
export const DEMO_PERSONAS: readonly DemoPersona[] = [
  ...demo.visitors.map((name) => ({ name, kind: 'visitor' as const })),
  ...demo.partners.flatMap(({ id, members }) =>
    members.map(({ persona }) => ({ name: persona, kind: 'member' as const, partner: id })),
  ),
  ...demo.agents.map((name) => ({ name, kind: 'agent' as const })),
];

/** `now` decides the seeding day, in each partner's zone; `visa` is a card that the gateway has stored already. */
export interface DemoSeed {
  now: Instant;
  catalogue: Catalogue;
  visa: Omit<SavedCard, 'id' | 'addedAt'>;
}

/**
 * The partners of tester mode as of the seeding day, ready for `store.create`. What they have was bought by the rules
 * of membership on the days on which it was bought, so that orders, invoices and terms agree. Same seed, same
 * accounts. Nothing waits to be told. Throws where the demo data ask for what the rules refuse.
 */
export const demoAccounts = (seed: DemoSeed): PartnerAccount[] =>
  demo.partners.map((partner) => demoAccount(partner, seed));

/** Days before the first purchase, or before the seeding day, on which a partner joined the network. */
const JOINED_BEFORE = 21;

/** Days before the expiry date on which automatic renewal was turned off. */
const TURNED_OFF_BEFORE = 90;

/** Things happen at about ten in the morning, which no clock change moves to another day. */
const HOUR_OF_BUSINESS = 10;

function demoAccount(partner: DemoPartner, { now, catalogue, visa }: DemoSeed): PartnerAccount {
  const country = knownCountry(catalogue, partner.country);
  const today = dateIn(country.zone, now);
  const purchases = purchasesOf(partner, today);
  const joined = networkMember(partner, country, addDays(purchases[0]?.on ?? today, -JOINED_BEFORE));
  const paysByCard = partner.terms.some(({ pay }) => pay === 'card');
  const account = purchases.reduce(
    (past, purchase) => withPurchase(past, purchase, partner.phone, catalogue),
    paysByCard ? withCard(joined, visa) : joined,
  );
  const asked = partner.requests.reduce((past, request) => withRequest(past, request, today), account);
  const chosen = withChoices(asked, partner.terms);
  return { ...upToDate(chosen, { catalogue, renewalTermFrom: 'purchase' }, now), notices: [] };
}

/** What has fallen due before the seeding day was done: reminders, above all. */
function upToDate(account: PartnerAccount, rules: BuyingRules, now: Instant): PartnerAccount {
  const after = performNext(account, now, rules);
  return after === account ? account : upToDate(after, rules, now);
}

function networkMember(partner: DemoPartner, country: Country, on: CalendarDate): PartnerAccount {
  const { id, organisation, mpnId, attained } = partner;
  const members = partner.members.map((each) => memberFrom(each, country));
  const { name, email, person, id: memberId } = buyerOf({ id, members });
  const { currency, zone } = country;
  const joining = { organisation, country, currency, zone, contactName: name, contactEmail: email, person };
  const account = newPartner(joining, { partnerId: id, mpnId, memberId }, businessHour(on, zone));
  return { ...account, attained, members };
}

const memberFrom = (member: DemoPartner['members'][number], country: Country): Member => ({
  id: member.persona,
  person: `persona:${member.persona}`,
  name: member.name,
  email: member.email,
  roles: member.admin ? ['global-admin'] : ['user'],
  language: country.language,
});

/** The first member, who is the one that may buy. */
function buyerOf({ id, members: [buyer] }: Pick<PartnerAccount, 'id' | 'members'>): Member {
  if (!buyer) throw new Error(`The demo partner ${id} has no member`);
  return buyer;
}

function withCard(account: PartnerAccount, visa: DemoSeed['visa']): PartnerAccount {
  const addedAt = businessHour(account.joinedOn, account.zone);
  return { ...account, cards: [{ ...visa, id: cardId(account.id), addedAt }] };
}

const cardId = (partner: PartnerId): string => `card-${partner}`;

function withPurchase(past: PartnerAccount, purchase: Purchase, phone: string, catalogue: Catalogue): PartnerAccount {
  const { kind, offerId, on, termFrom, paid } = purchase;
  const now = businessHour(on, past.zone);
  const rules = { catalogue, renewalTermFrom: termFrom };
  const buyer = buyerOf(past);
  const order = { orderId: `${past.id}${past.orders.length + 1}`, by: buyer.id };
  const pay = wayToPay(purchase, past.id, { name: buyer.name, phone, email: buyer.email });
  const reviewed = allowed(prepareOrder(past, { ...order, kind, offerId, pay }, rules, now));
  const bought = allowed(buyOrder(reviewed.account, { ...order, review: reviewed.value.review.number }, rules, now));
  return paid ? withPayment(bought.account, order.orderId, termFrom, now) : bought.account;
}

const wayToPay = ({ pay }: Purchase, partner: PartnerId, contact: TransferContact): WayToPay =>
  pay === 'card' ? { way: 'card', cardId: cardId(partner) } : { way: 'transfer', contact };

function withPayment(account: PartnerAccount, orderId: string, from: RenewalTermFrom, now: Instant): PartnerAccount {
  const reference = orderOf(account, orderId)?.transfer?.reference;
  if (reference) return allowed(confirmTransfer(account, reference, from, now)).account;
  return settleAttempt(account, { orderId, attempt: 1, outcome: { status: 'paid' } }, now).account;
}

function withRequest(past: PartnerAccount, request: DemoRequest, today: CalendarDate): PartnerAccount {
  const { number, offer: offerId, summary, description, severity } = request;
  const { id: by, name, email } = buyerOf(past);
  const fields = { number, offerId, summary, description, severity, by, contact: { name, email }, files: [] };
  const asked = { ...fields, id: `request-${number}`, kind: 'cancel-subscription' as const };
  const at = (days: number) => businessHour(addDays(today, days), past.zone);
  const { account } = allowed(openRequest(past, asked, at(request.opened)));
  if (request.closed === undefined) return account;
  return allowed(closeRequest(account, { number, by, id: `closing-${number}` }, at(request.closed))).account;
}

/** What was decided about a subscription after it was bought. */
const withChoices = (account: PartnerAccount, terms: DemoTerm[]): PartnerAccount => terms.reduce(withChoice, account);

function withChoice(account: PartnerAccount, { offer, autoRenew, managedIn }: DemoTerm): PartnerAccount {
  const term = latestTerm(account, offer);
  if (!term) throw new Error(`The demo partner ${account.id} has no ${offer}`);
  // What the PMC manages is not turned off here, but came that way.
  if (managedIn === 'pmc') return withTerm(account, { ...term, autoRenew, managedIn });
  if (autoRenew) return account;
  const on = businessHour(addDays(term.expiresOn, -TURNED_OFF_BEFORE), account.zone);
  return allowed(turnOffAutoRenew(account, { termId: term.id, by: buyerOf(account).id }, on)).account;
}

function allowed<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`The demo data ask for what the rules refuse: ${JSON.stringify(result.problem)}`);
  return result.value;
}

const businessHour = (day: CalendarDate, zone: string): Instant =>
  addSeconds(startOfDay(day, zone), HOUR_OF_BUSINESS * 3600);
