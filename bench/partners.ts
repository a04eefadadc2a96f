import { loadCatalogue } from '../data/catalogue.js';
import { demoAccounts } from '../data/demo.js';
import type { Store } from '../data/store.js';
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

export const partnerId = (number: number): string => `bench-${number}`;

export const personId = (number: number): string => `entra:${tenantOf(number)}/${objectIdOf(number)}`;

function northwind(now: string, catalogue: Awaited<ReturnType<typeof loadCatalogue>>, card: Card): PartnerAccount {
  const account = demoAccounts({ now, catalogue, visa: card }).find(({ id }) => id === 'northwind');
  if (!account) throw new Error('The demo data have no Northwind any more');
  return { ...account, cards: [{ ...card, id: 'card', addedAt: now }] };
}

function partner(template: PartnerAccount, number: number): PartnerAccount {
  const members = template.members.map((member) => ({
    ...member,
    person: personId(number),
    language: 'en' as const,
  }));
  return { ...template, id: partnerId(number), mpnId: String(5_000_000 + number), tenant: tenantOf(number), members };
}
