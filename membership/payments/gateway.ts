import type { Instant } from '../calendar.js';
import type { Money } from '../money.js';
import type { DeclineReason } from '../order.js';
import type { Result } from '../result.js';

/** What the payment page takes from a person and hands to the gateway. It is kept nowhere else. */
export interface CardDetails {
  number: string;
  expiryMonth: number;
  expiryYear: number;
  cvc: string;
  holder: string;
}

/** What is kept of a card. */
export interface StoredCard {
  brand: string;
  last4: string;
  expiryMonth: number;
  expiryYear: number;
  /** Stands for the card at the gateway. */
  token: string;
}

export interface ChargeRequest {
  /** Idempotency key: whatever is asked twice with one key happens once. */
  key: string;
  token: string;
  amount: Money;
  /** What the cardholder reads on the statement; no personal data. */
  description: string;
}

/** What the gateway knows of a charge. `processing` and `needs-confirmation` are not final. */
export type Charge =
  | { status: 'paid'; at: Instant }
  | { status: 'declined'; reason: DeclineReason }
  | { status: 'needs-confirmation'; url: string }
  | { status: 'processing' };

/**
 * A payment provider. Every method may reject when the provider cannot be reached; what happened is then unknown
 * and has to be asked with `find`.
 */
export interface PaymentGateway {
  /** Stores a card. The same `key` with the same card gives the same token. */
  storeCard(key: string, card: CardDetails): Promise<Result<StoredCard, { code: 'card-refused' }>>;
  /** Charges a stored card once for each key; asked again, it answers what became of the first. */
  charge(request: ChargeRequest): Promise<Charge>;
  /** What became of a key; undefined where the gateway never saw it. */
  find(key: string): Promise<Charge | undefined>;
  /**
   * Makes sure that a key is not charged any more: answers `declined` when it is cancelled (a key never seen is
   * refused from now on), or what it ended as, when it was too late.
   */
  cancel(key: string): Promise<Charge>;
  /** Forgets a stored card: it cannot be charged any more. What was charged with it stays as it is. Asked again, or about an unknown token, it does nothing. */
  forgetCard(token: string): Promise<void>;
}
