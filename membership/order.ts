import { addDays, type CalendarDate, type Instant } from './calendar.js';
import type { Money, TaxRate } from './money.js';
import type { OfferId } from './offer.js';
import type { MemberId, PartnerAccount } from './partner.js';
import type { TermDates } from './subscription.js';

export type OrderId = string;

/** Days that a bank transfer stays open (procedures.md, P3 [PC]). */
export const TRANSFER_DAYS = 30;

/** Seconds after which a bank's unanswered step is cancelled, or an unknown charge is given up (house.md). */
export const CHARGE_PATIENCE_SECONDS = 3600;

/**
 * `review`: saved and shown, nothing bought yet. `charging`: the gateway was, or was about to be, asked.
 * `awaiting-confirmation`: the cardholder's bank wants a step of its own. `declined`: the last attempt was
 * definitely refused; another may be made, and of an automatic renewal will be. `failed`: never reached the gateway.
 */
export const ORDER_STATUSES = [
  'review',
  'charging',
  'awaiting-confirmation',
  'declined',
  'pending-transfer',
  'paid',
  'failed',
  'withdrawn',
  'lapsed',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** The moves that an order can make; everything else is a fault. */
const MOVES: Record<OrderStatus, readonly OrderStatus[]> = {
  review: ['charging', 'pending-transfer', 'withdrawn'],
  charging: ['paid', 'declined', 'pending-transfer', 'awaiting-confirmation', 'failed'],
  'awaiting-confirmation': ['paid', 'declined', 'pending-transfer'],
  declined: ['charging', 'pending-transfer', 'withdrawn', 'lapsed'],
  'pending-transfer': ['paid', 'charging', 'withdrawn', 'lapsed'],
  paid: [],
  failed: [],
  withdrawn: [],
  lapsed: [],
};

export const mayMove = (from: OrderStatus, to: OrderStatus): boolean => MOVES[from].includes(to);

/** Who the bank transfer team can reach about a transfer (procedures.md, P3). */
export interface TransferContact {
  name: string;
  phone: string;
  email: string;
}

/** How the person wants to pay. */
export type WayToPay = { way: 'card'; cardId: string } | { way: 'transfer'; contact: TransferContact };

/** How it was paid, as the receipt and the invoice show it. */
export type Payment = { way: 'card'; brand: string; last4: string } | { way: 'transfer'; reference: string };

export type DeclineReason = 'declined' | 'insufficient-funds' | 'expired-card' | 'not-confirmed';

/** One try to charge a card. Its key makes the gateway do it at most once. */
export interface Attempt {
  number: number;
  /** Order id and attempt number: the gateway's idempotency key (house.md). */
  key: string;
  cardId: string;
  startedAt: Instant;
  /** Made by automatic renewal, not by a person. */
  automatic?: true;
  outcome?: 'paid' | 'declined' | 'failed';
  reason?: DeclineReason;
  /** Where the cardholder does the bank's own step, while that is awaited. */
  bankStepUrl?: string;
}

/** What the person was shown before Buy. Buying names its number, so an older card cannot buy a newer review. */
export interface Review {
  number: number;
  net: Money;
  tax: { rate: TaxRate; amount: Money };
  total: Money;
  termsVersion: string;
  dates: TermDates;
  pay: WayToPay;
}

/** One attempt to pay for a term (procedures.md, Words). */
export interface Order {
  id: OrderId;
  /** `auto-renew`: made by automatic renewal, for the anniversary of the term that it renews (procedures.md, P4). */
  kind: 'subscribe' | 'renew' | 'auto-renew';
  offerId: OfferId;
  /** The term that is renewed. */
  renews?: string;
  /** Who reviewed or bought it last. Of an automatic renewal: who bought the term that it renews, till somebody pays. */
  by: MemberId;
  /** The member's request that it is bought on. */
  approval?: string;
  createdAt: Instant;
  status: OrderStatus;
  review: Review;
  /** The number of the review that was bought last. */
  bought?: number;
  attempts: Attempt[];
  transfer?: { reference: string; placedOn: CalendarDate; until: CalendarDate; contact: TransferContact };
  paid?: { at: Instant; on: CalendarDate; invoice: string; subscriptionId: string; payment: Payment };
}

/** The order's status on a day: a transfer that was not confirmed in time has lapsed even before a job records it. */
export function orderStatusOn(order: Order, today: CalendarDate): OrderStatus {
  const overdue = order.status === 'pending-transfer' && order.transfer && today > order.transfer.until;
  return overdue ? 'lapsed' : order.status;
}

/**
 * Whether money may still come from this order, so that another for the same offer must not be placed. An automatic
 * renewal that was declined is tried again until it is closed.
 */
export function isOpen(order: Order, today: CalendarDate): boolean {
  const status = orderStatusOn(order, today);
  if (status === 'declined') return order.kind === 'auto-renew';
  return ['charging', 'awaiting-confirmation', 'pending-transfer'].includes(status);
}

/** The open order for an offer, of which there is never more than one. */
export const openOrder = (account: PartnerAccount, offerId: OfferId, today: CalendarDate): Order | undefined =>
  account.orders.find((order) => order.offerId === offerId && isOpen(order, today));

export const openOrders = (account: PartnerAccount, today: CalendarDate): Order[] =>
  account.orders.filter((order) => isOpen(order, today));

/** Orders of which only the gateway knows how they ended. */
export const ordersInDoubt = (account: PartnerAccount): Order[] =>
  account.orders.filter((order) => order.status === 'charging' || order.status === 'awaiting-confirmation');

/** An order's id, made of its partner's and a new one: from it, and so from a gateway's key, the account is found. */
export const orderIdOf = (partnerId: string, id: string): OrderId => `${partnerId}~${id}`;

/** The partner in an order's id or a gateway's key; undefined where it was not made by `orderIdOf`. */
export const partnerOfOrder = (idOrKey: string): string | undefined =>
  idOrKey.includes('~') ? idOrKey.slice(0, idOrKey.lastIndexOf('~')) : undefined;

export const orderOf = (account: PartnerAccount, id: OrderId): Order | undefined =>
  account.orders.find((order) => order.id === id);

/** The last attempt to charge a card for this order. */
export const lastAttempt = (order: Order): Attempt | undefined => order.attempts.at(-1);

/** The order with its next attempt, which is saved before the gateway is asked (house.md). */
export function charging(
  order: Order,
  attempt: Pick<Attempt, 'cardId' | 'startedAt' | 'automatic'>,
): { order: Order; attempt: Attempt } {
  const number = (lastAttempt(order)?.number ?? 0) + 1;
  const next: Attempt = { number, key: `${order.id}-${number}`, ...attempt };
  return { order: { ...move(order, 'charging'), attempts: [...order.attempts, next] }, attempt: next };
}

/** Last day on which a transfer placed today can be confirmed. */
export const transferUntil = (today: CalendarDate): CalendarDate => addDays(today, TRANSFER_DAYS);

/** The reference that a payer writes on a transfer: MPN ID and a number of its own, in the partner's books. */
export function nextTransferReference(account: PartnerAccount): string {
  const placed = account.orders.filter((order) => order.transfer).length;
  return `${account.mpnId}-T${placed + 1}`;
}

/** The MPN ID that a transfer reference starts with, or undefined where it is not one of ours. */
export const mpnIdOfReference = (reference: string): string | undefined =>
  /^(\d{6,9})-T\d+$/i.exec(reference.trim())?.[1];

/** The account with one order put in the place of the one with its id, or added. */
export function withOrder(account: PartnerAccount, order: Order): PartnerAccount {
  const others = account.orders.filter((each) => each.id !== order.id);
  return { ...account, orders: [...others, order] };
}

/** The order moved to another status; throws where the table does not allow it. */
export function move(order: Order, to: OrderStatus): Order {
  if (!mayMove(order.status, to)) throw new Error(`Order ${order.id} cannot go from ${order.status} to ${to}`);
  return { ...order, status: to };
}
