import type { Instant } from './calendar.js';
import type { MemberId } from './partner.js';

/**
 * What a notice tells. It holds facts, not sentences: they are said in the reader's language when it is sent.
 * `receipt` belongs to the purchase itself and is delivered by the turn that made it, else by the outbox.
 */
export type NoticeKind = 'receipt' | 'charge-declined' | 'charge-failed' | 'bank-step' | 'transfer-lapsed';

/** A message that waits to be sent to one member, written in the change that caused it (house.md). */
export interface Notice {
  id: string;
  kind: NoticeKind;
  to: MemberId;
  /** The order that it is about. */
  orderId: string;
  createdAt: Instant;
  /** A turn under way delivers it itself; the outbox leaves it alone until then. */
  heldUntil?: Instant;
  /** Tries of the outbox that failed, and when the next one is due. */
  attempts: number;
  nextTryAt?: Instant;
}
