import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../calendar.js';
import { sameMoney } from '../money.js';
import { ok, type Result, refuse } from '../result.js';
import { brandOf } from './card-brands.js';
import { digitsOf } from './card-rules.js';
import { chargeState, DECLINED, isSeen, OUTCOMES } from './charge-state.js';
import type { CardDetails, Charge, ChargeRequest, PaymentGateway, StoredCard } from './gateway.js';
import type { Journal } from './journal.js';
import { type CardEntry, type ChargeEntry, type Ledger, type LedgerEntry, record, storedCard } from './ledger.js';
import { type CardBehaviour, testCardOf } from './test-cards.js';

/** A payment provider for tests and testers, that keeps its own books and takes only its test cards. */
export interface SandboxGateway extends PaymentGateway {
  /** The cardholder's answer on the bank's page; undefined for a key never seen. A second answer changes nothing. */
  confirmBankStep(key: string, decision: 'approve' | 'decline'): Promise<Charge | undefined>;
  /** Declines the next charge, whatever its card. */
  declineNext(): Promise<void>;
  /** Tester mode's reset: cards and charges so far are forgotten, so that demo orders can be charged again. */
  startAnew(): Promise<void>;
  /** Every line of the books, oldest first. */
  ledger(): readonly LedgerEntry[];
  /** Charges that still wait are rejected; what was recorded goes on. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Wall clock in milliseconds. Never a tester's clock: a provider does not know of it. */
  now?: () => number;
  /** Where the cardholder of the charge with this key does the bank's step. */
  bankStepUrl: (key: string) => string;
  /** How long a slow charge is processing. */
  slowSeconds?: number;
}

/** How often a waiting charge looks whether it is done, at the most. */
const LOOK_AGAIN_MS = 200;

export class Sandbox implements SandboxGateway {
  private readonly closing = new AbortController();

  constructor(
    private readonly journal: Journal,
    private readonly books: Ledger,
    private readonly options: Required<SandboxOptions>,
  ) {}

  async storeCard(key: string, card: CardDetails): Promise<Result<StoredCard, { code: 'card-refused' }>> {
    const digits = digitsOf(card.number);
    const testCard = testCardOf(digits);
    if (!testCard) return refuse({ code: 'card-refused' });
    const { expiryMonth, expiryYear } = card;
    const face = { brand: brandOf(digits).name, last4: digits.slice(-4), expiryMonth, expiryYear };
    const entry = storedCard(this.books, key, face) ?? this.newCard(key, face, testCard.behaviour);
    await this.journal.settled();
    return ok({ ...face, token: entry.token });
  }

  async charge(request: ChargeRequest): Promise<Charge> {
    const before = isSeen(this.books, request.key);
    if (before) this.refuseOtherRequest(request);
    const entry = before ? undefined : this.newCharge(request);
    await this.journal.settled();
    if (entry && this.behaviourOf(entry.token) === 'answer-lost' && entry.status === 'paid') throw timeout(entry.key);
    return this.whenDone(request.key);
  }

  async find(key: string): Promise<Charge | undefined> {
    await this.journal.settled();
    return this.stateOf(key);
  }

  async cancel(key: string): Promise<Charge> {
    const state = this.stateOf(key);
    if (!state || state.status === 'needs-confirmation') this.settle(key, 'declined');
    await this.journal.settled();
    return this.stateOf(key) as Charge;
  }

  async forgetCard(token: string): Promise<void> {
    if (this.books.cards.has(token)) this.write({ type: 'card-forgotten', token, at: this.instant() });
    await this.journal.settled();
  }

  async confirmBankStep(key: string, decision: 'approve' | 'decline'): Promise<Charge | undefined> {
    const waits = this.stateOf(key)?.status === 'needs-confirmation';
    if (waits) this.settle(key, decision === 'approve' ? 'paid' : 'declined');
    return this.find(key);
  }

  async declineNext(): Promise<void> {
    this.write({ type: 'decline-next', at: this.instant() });
    await this.journal.settled();
  }

  async startAnew(): Promise<void> {
    this.write({ type: 'started-anew', at: this.instant() });
    await this.journal.settled();
  }

  ledger = (): readonly LedgerEntry[] => [...this.books.entries];

  async close(): Promise<void> {
    this.closing.abort(new Error('The sandbox gateway was closed'));
    await this.journal.close();
  }

  /** In memory at once, so that the next call sees it; answers wait until the journal has it. */
  private write<Entry extends LedgerEntry>(entry: Entry): Entry {
    this.closing.signal.throwIfAborted();
    record(this.books, entry);
    this.journal.append(JSON.stringify(entry)).catch(() => undefined); // `settled` rejects for whoever waits
    return entry;
  }

  private newCard(key: string, face: Omit<StoredCard, 'token'>, behaviour: CardBehaviour): CardEntry {
    return this.write({ type: 'card', key, ...face, token: `card_${randomUUID()}`, behaviour, at: this.instant() });
  }

  private newCharge(request: ChargeRequest): ChargeEntry {
    const { key, token, amount, description } = request;
    if (!Number.isSafeInteger(amount.minor) || amount.minor <= 0) {
      throw new RangeError(`An amount is a positive whole number of minor units, not ${amount.minor}`);
    }
    const outcome = this.books.declineNext ? DECLINED : OUTCOMES[this.behaviourOf(token)];
    const at = this.instant();
    const settlesAt = outcome.status === 'processing' ? this.instant(this.options.slowSeconds) : undefined;
    return this.write({ type: 'charge', key, token, amount, description, ...outcome, settlesAt, at });
  }

  /** A key stands for one request. A cancelled key never had one: it is declined, whatever is asked. */
  private refuseOtherRequest({ key, token, amount }: ChargeRequest): void {
    const charge = this.books.charges.get(key);
    if (!charge || (charge.token === token && sameMoney(charge.amount, amount))) return;
    throw new Error(`The key ${key} was used for another amount or card`);
  }

  private settle(key: string, status: 'paid' | 'declined'): void {
    const reason = status === 'declined' ? ('not-confirmed' as const) : undefined;
    this.write({ type: 'settled', key, status, reason, at: this.instant() });
  }

  private stateOf(key: string): Charge | undefined {
    return chargeState(this.books, key, this.instant(), this.options.bankStepUrl);
  }

  private async whenDone(key: string): Promise<Charge> {
    const { signal } = this.closing;
    let state = this.stateOf(key);
    while (state?.status === 'processing') {
      await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
      state = this.stateOf(key);
    }
    return state as Charge;
  }

  private behaviourOf(token: string): CardBehaviour {
    const card = this.books.cards.get(token);
    if (!card) throw new Error('No card is stored for this token');
    return card.behaviour;
  }

  private instant = (secondsAhead = 0): Instant => new Date(this.options.now() + secondsAhead * 1000).toISOString();
}

const timeout = (key: string): Error =>
  Object.assign(new Error(`The provider did not answer in time about ${key}`), { code: 'ETIMEDOUT' });
