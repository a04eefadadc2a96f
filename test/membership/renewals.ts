import assert from 'node:assert/strict';
import { addDays, type CalendarDate, type Instant } from '../../membership/calendar.js';
import { performNext } from '../../membership/duties.js';
import type { Order } from '../../membership/order.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { type ChargeOutcome, settleAttempt } from '../../membership/settling.js';
import { latestTerm, type Subscription } from '../../membership/subscription.js';
import { ADMIN, accountWith, on, PACK, RULES, termUntil, USER } from '../support/accounts.js';

export const ENDS = '2026-06-22';
export const SECOND = { ...ADMIN, id: 'second', person: 'entra:t1/second' };
export const PAID: ChargeOutcome = { status: 'paid' };
export const DECLINED: ChargeOutcome = { status: 'declined', reason: 'insufficient-funds' };

/** A subscription that renews itself by card. */
export const renewing = (parts: Partial<Subscription> = {}, account: Partial<PartnerAccount> = {}): PartnerAccount => {
  const term = termUntil(ENDS, { autoRenew: true, cardId: 'card-1', reminded: 'last-day', ...parts });
  return accountWith({ members: [ADMIN, SECOND, USER], subscriptions: [term], ...account });
};
export const byTransfer = (parts: Partial<Subscription> = {}): PartnerAccount =>
  renewing({ cardId: undefined, ...parts });

/** Everything that is due by noon of a day is done, but no charge is settled. */
export function doneOn(account: PartnerAccount, day: CalendarDate, rules = RULES): PartnerAccount {
  const after = performNext(account, on(day), rules);
  return after === account ? account : doneOn(after, day, rules);
}

export function settled(account: PartnerAccount, outcome: ChargeOutcome, now: Instant): PartnerAccount {
  const order = orderIn(account);
  return settleAttempt(account, { orderId: order.id, attempt: order.attempts.length, outcome }, now).account;
}

export function orderIn(account: PartnerAccount): Order {
  const order = account.orders.find(({ kind }) => kind === 'auto-renew');
  assert.ok(order, 'there is no automatic order');
  return order;
}

export const term = (account: PartnerAccount): Subscription => latestTerm(account, PACK.id) as Subscription;

/** Declined on the anniversary, and tried again on so many days. */
export function declinedFor(days: number, account = renewing()): PartnerAccount {
  return Array.from({ length: days + 1 }, (_, day) => addDays(ENDS, day)).reduce(
    (tried, day) => settled(doneOn(tried, day), DECLINED, on(day)),
    account,
  );
}

export const kinds = (account: PartnerAccount) => account.notices.map(({ kind, to }) => `${kind} to ${to}`);
