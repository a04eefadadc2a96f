import { deepFreeze } from '../../data/deep-freeze.js';
import type { Instant } from '../../membership/calendar.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { type ChargeOutcome, settleAttempt } from '../../membership/settling.js';
import { accountWith, bought, on, prepared, RULES, TRANSFER, theOrder } from '../support/accounts.js';

const OUTCOMES = {
  paid: { status: 'paid' },
  declined: { status: 'declined', reason: 'declined' },
  'not-confirmed': { status: 'declined', reason: 'not-confirmed' },
  'bank-step': { status: 'needs-confirmation', url: 'https://bank.example' },
  failed: { status: 'failed' },
} as const satisfies Record<string, ChargeOutcome>;
export type OutcomeName = keyof typeof OUTCOMES;

/** The account after the gateway said this of the last attempt. */
export function confirmed(
  account: PartnerAccount,
  outcome: OutcomeName,
  now: Instant,
  { orderId = 'order1', toldBy }: { orderId?: string; toldBy?: string } = {},
): PartnerAccount {
  const attempt = theOrder(account, orderId).attempts.length;
  return deepFreeze(settleAttempt(account, { orderId, attempt, outcome: OUTCOMES[outcome], toldBy }, now).account);
}

/** An account whose Action Pack order is charging since then. */
export const charging = (now: Instant, parts: Partial<PartnerAccount> = {}): PartnerAccount =>
  bought(prepared(accountWith(parts), now), now);

/** An account with a transfer for Action Pack that was placed then, as the first purchase or as a renewal. */
export function transferPlaced(date: string, parts: Partial<PartnerAccount> = {}, rules = RULES): PartnerAccount {
  const kind = parts.subscriptions ? 'renew' : 'subscribe';
  return bought(prepared(accountWith(parts), on(date), { kind, pay: TRANSFER }, rules), on(date), 'order1', rules);
}
