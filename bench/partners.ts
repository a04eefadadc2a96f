import { loadCatalogue } from '../data/catalogue.js';
import { demoAccounts } from '../data/demo.js';
import type { Store } from '../data/store.js';
import { addDays, anniversary, dateIn } from '../membership/calendar.js';
import type { Catalogue } from '../membership/offer.js';
import type { PartnerAccount, SavedCard } from '../membership/partner.js';
import { objectIdOf, tenantOf } from './send.js';

type Card = Omit<SavedCard, 'id' | 'addedAt'>;

const NO_CARD: Card = { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2099, token: 'none' };

/**
 * Adds partners from number `from` on, each with one admin in a tenant of its own, an Action Pack that expired five
 * days ago, and a saved card: the demo's Northwind, as often as asked. `now` is an instant.
 */
export async function addPartners(store: Store, from: number, count: number, now: string, card = NO_CARD) {
  const template = northwind(now, await loadCatalogue(), card);
  for (let first = from; first < from + count; first += 32) {
    const batch = Array.from({ length: Math.min(32, from + count - first) }, (_, index) => first + index);
    await Promise.all(batch.map((number) => store.create(partner(template, number))));
  }
}

/** Days from now on which the first anniversaries fall; before it nothing at all is due. */
export const FIRST_ANNIVERSARY = 20;

/**
 * Adds partners with an Action Pack that renews itself by card: `dueFirst` of them on day `FIRST_ANNIVERSARY`, the
 * others on the days of the year after it. Their reminder before that day was sent.
 */
export async function addRenewing(store: Store, count: number, dueFirst: number, now: string, card: Card) {
  const template = demoPartner('contoso', now, await loadCatalogue(), card);
  const renewing = (number: number): PartnerAccount => {
    const first = addDays(dateIn(template.zone, now), FIRST_ANNIVERSARY);
    const expiresOn = number < dueFirst ? first : addDays(first, 1 + (number % 340));
    const dates = { startedOn: anniversary(expiresOn, -1), runStartedOn: anniversary(expiresOn, -1), expiresOn };
    const subscriptions = template.subscriptions.map((term) => ({ ...term, ...dates, reminded: REMINDED }));
    return { ...partner(template, number), subscriptions };
  };
  for (let from = 0; from < count; from += 32) {
    const batch = Array.from({ length: Math.min(32, count - from) }, (_, index) => from + index);
    await Promise.all(batch.map((number) => store.create(renewing(number))));
  }
}

const REMINDED = 'before-expiry' as const;

export const partnerId = (number: number): string => `bench-${number}`;

export const personId = (number: number): string => `entra:${tenantOf(number)}/${objectIdOf(number)}`;

function northwind(now: string, catalogue: Catalogue, card: Card): PartnerAccount {
  return { ...demoPartner('northwind', now, catalogue, card), cards: [{ ...card, id: 'card', addedAt: now }] };
}

function demoPartner(id: string, now: string, catalogue: Catalogue, card: Card): PartnerAccount {
  const account = demoAccounts({ now, catalogue, visa: card }).find((each) => each.id === id);
  if (!account) throw new Error(`The demo data have no "${id}" any more`);
  return account;
}

function partner(template: PartnerAccount, number: number): PartnerAccount {
  const members = template.members.map((member) => ({
    ...member,
    person: personId(number),
    language: 'en' as const,
  }));
  return { ...template, id: partnerId(number), mpnId: String(5_000_000 + number), tenant: tenantOf(number), members };
}
