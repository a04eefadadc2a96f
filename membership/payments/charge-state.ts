import type { Instant } from '../calendar.js';
import type { DeclineReason } from '../order.js';
import type { Charge } from './gateway.js';
import type { ChargeEntry, Ledger } from './ledger.js';
import type { CardBehaviour } from './test-cards.js';

/** What is recorded when a card is charged. */
export interface Outcome {
  status: ChargeEntry['status'];
  reason?: DeclineReason;
}

export const DECLINED: Outcome = { status: 'declined', reason: 'declined' };

/** What each kind of test card does. */
export const OUTCOMES: Record<CardBehaviour, Outcome> = {
  paid: { status: 'paid' },
  'answer-lost': { status: 'paid' },
  declined: DECLINED,
  'insufficient-funds': { status: 'declined', reason: 'insufficient-funds' },
  expired: { status: 'declined', reason: 'expired-card' },
  'bank-step': { status: 'needs-confirmation' },
  slow: { status: 'processing' },
};

/** Whether the ledger has a charge with this key, or it was cancelled before there was one. */
export const isSeen = (ledger: Ledger, key: string): boolean => ledger.charges.has(key) || ledger.settled.has(key);

/** Where the charge with this key stands at an instant; undefined where the ledger never saw it. */
export function chargeState(
  ledger: Ledger,
  key: string,
  now: Instant,
  bankStepUrl: (key: string) => string,
): Charge | undefined {
  const entry = ledger.settled.get(key) ?? ledger.charges.get(key);
  if (entry?.status === 'paid') return { status: 'paid', at: entry.at };
  if (entry?.status === 'declined') return { status: 'declined', reason: entry.reason ?? 'declined' };
  if (entry?.status === 'needs-confirmation') return { status: 'needs-confirmation', url: bankStepUrl(key) };
  return entry && slowState(ledger.charges.get(key)?.settlesAt, now);
}

/** Nothing is written when a slow charge is done: its time says so, also when no process was there to see it. */
const slowState = (settlesAt: Instant = '', now: Instant): Charge =>
  now < settlesAt ? { status: 'processing' } : { status: 'paid', at: settlesAt };
