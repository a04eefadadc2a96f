import type { Instant } from '../calendar.js';
import type { Money } from '../money.js';
import type { DeclineReason } from '../order.js';
import type { StoredCard } from './gateway.js';
import type { CardBehaviour } from './test-cards.js';

/** A card that was stored. Never its number, CVC or holder. */
export interface CardEntry extends StoredCard {
  type: 'card';
  key: string;
  behaviour: CardBehaviour;
  at: Instant;
}

/** A charge as it was recorded. `slow` ones are paid from `settlesAt` on, without another entry. */
export interface ChargeEntry {
  type: 'charge';
  key: string;
  token: string;
  amount: Money;
  description: string;
  status: 'paid' | 'declined' | 'needs-confirmation' | 'processing';
  reason?: DeclineReason;
  settlesAt?: Instant;
  at: Instant;
}

/** How the bank's step of a charge ended, or a key that was cancelled. */
export interface SettledEntry {
  type: 'settled';
  key: string;
  status: 'paid' | 'declined';
  reason?: DeclineReason;
  at: Instant;
}

/** A tester asked that the next charge be declined; the next charge entry uses it up. */
export interface DeclineNextEntry {
  type: 'decline-next';
  at: Instant;
}

/** A card that its partner removed. */
export interface CardForgottenEntry {
  type: 'card-forgotten';
  token: string;
  at: Instant;
}

/** A tester's demo data began anew, with the same order ids: what came before counts no more, but stays on file. */
export interface StartedAnewEntry {
  type: 'started-anew';
  at: Instant;
}

/** One line of the ledger. Lines are only ever added. */
export type LedgerEntry =
  | CardEntry
  | CardForgottenEntry
  | ChargeEntry
  | SettledEntry
  | DeclineNextEntry
  | StartedAnewEntry;

/** What the lines add up to. */
export interface Ledger {
  entries: LedgerEntry[];
  cards: Map<string, CardEntry>;
  charges: Map<string, ChargeEntry>;
  settled: Map<string, SettledEntry>;
  declineNext: boolean;
}

export const emptyLedger = (): Ledger => ({
  entries: [],
  cards: new Map(),
  charges: new Map(),
  settled: new Map(),
  declineNext: false,
});

/** Adds one line to what is known. Reading the file and adding to it go through here, so they cannot differ. */
export function record(ledger: Ledger, entry: LedgerEntry): void {
  ledger.entries.push(entry);
  if (entry.type === 'card') ledger.cards.set(entry.token, entry);
  if (entry.type === 'card-forgotten') ledger.cards.delete(entry.token);
  if (entry.type === 'charge') ledger.charges.set(entry.key, entry);
  if (entry.type === 'settled') ledger.settled.set(entry.key, entry);
  if (entry.type === 'decline-next') ledger.declineNext = true;
  if (entry.type === 'charge' || entry.type === 'started-anew') ledger.declineNext = false;
  if (entry.type === 'started-anew') for (const known of [ledger.cards, ledger.charges, ledger.settled]) known.clear();
}

/**
 * The card that was stored with this key and looks like this. Another card with the same key is stored beside it, so
 * that a person can try another one after a page whose answer was lost.
 */
export function storedCard(ledger: Ledger, key: string, face: Omit<StoredCard, 'token'>): CardEntry | undefined {
  const looks = (card: Omit<StoredCard, 'token'>) =>
    [card.brand, card.last4, card.expiryMonth, card.expiryYear].join(' ');
  return [...ledger.cards.values()].find((card) => card.key === key && looks(card) === looks(face));
}

const TYPES: readonly string[] = [
  'card',
  'card-forgotten',
  'charge',
  'settled',
  'decline-next',
  'started-anew',
] satisfies LedgerEntry['type'][];

/** A line of the file as an entry. A line that is whole but is not an entry is damage, and a fault. */
export function readEntry(line: string): LedgerEntry {
  const entry: unknown = JSON.parse(line);
  if (!isEntry(entry)) throw new TypeError(`not a ledger entry: ${line.slice(0, 80)}`);
  return entry;
}

const isEntry = (value: unknown): value is LedgerEntry =>
  typeof value === 'object' && value !== null && 'type' in value && TYPES.includes(String(value.type));
