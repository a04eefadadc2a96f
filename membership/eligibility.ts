import { addDays, type CalendarDate } from './calendar.js';
import type { Offer } from './offer.js';
import { type Order, openOrder } from './order.js';
import type { Member, PartnerAccount } from './partner.js';
import { hasAttained } from './purchase.js';
import { mayBuy } from './roles.js';
import { type RenewalWindow, renewalWindow, type Subscription, statusOn } from './subscription.js';

/** One thing that must hold before a subscription can be renewed here, with the day on which that changes. */
export type RenewalCondition =
  | { condition: 'role'; pass: boolean }
  | { condition: 'managed-here'; pass: boolean }
  | { condition: 'window'; pass: boolean; window: RenewalWindow; state: 'before' | 'inside' | 'after' }
  | { condition: 'auto-renew'; pass: boolean; on: boolean; renewsOn?: CalendarDate }
  | { condition: 'order-pending'; pass: boolean; order?: Order }
  | { condition: 'attained'; pass: boolean };

/** What P2 answers: never a bare no, but every condition, the expiry date and the day on which it changes. */
export interface RenewalEligibility {
  subscription: Subscription;
  expiresOn: CalendarDate;
  window: RenewalWindow;
  eligible: boolean;
  conditions: RenewalCondition[];
}

/**
 * Whether this member can renew this subscription today (procedures.md, P2). `window` is only met from the day
 * after the expiry date for 30 days; while automatic renewal is on and the term runs, it renews itself.
 */
export function renewalEligibility(
  account: PartnerAccount,
  member: Member,
  offer: Offer,
  subscription: Subscription,
  today: CalendarDate,
): RenewalEligibility {
  const conditions = [
    roleCondition(member),
    managedCondition(subscription),
    windowCondition(subscription, today),
    autoRenewCondition(subscription, today),
    pendingCondition(account, subscription, today),
    { condition: 'attained', pass: hasAttained(account, offer) } as const,
  ];
  return {
    subscription,
    expiresOn: subscription.expiresOn,
    window: renewalWindow(subscription),
    eligible: conditions.every((condition) => condition.pass),
    conditions,
  };
}

/** The day on which a condition that does not hold today may hold; undefined where no day decides that. */
export function changesOn(condition: RenewalCondition, eligibility: RenewalEligibility): CalendarDate | undefined {
  if (condition.pass) return undefined;
  if (condition.condition === 'window') return condition.state === 'before' ? condition.window.from : undefined;
  if (condition.condition === 'auto-renew') return eligibility.expiresOn;
  if (condition.condition === 'order-pending' && condition.order?.transfer) {
    return addDays(condition.order.transfer.until, 1);
  }
  return undefined;
}

const roleCondition = (member: Member): RenewalCondition => ({ condition: 'role', pass: mayBuy(member) });

const managedCondition = (subscription: Subscription): RenewalCondition => ({
  condition: 'managed-here',
  pass: subscription.managedIn === 'partner-center',
});

function windowCondition(subscription: Subscription, today: CalendarDate): RenewalCondition {
  const state = ({ active: 'before', 'in-window': 'inside', lapsed: 'after' } as const)[statusOn(subscription, today)];
  return { condition: 'window', pass: state === 'inside', window: renewalWindow(subscription), state };
}

function autoRenewCondition(subscription: Subscription, today: CalendarDate): RenewalCondition {
  const on = subscription.autoRenew && statusOn(subscription, today) === 'active';
  return { condition: 'auto-renew', pass: !on, on, ...(on ? { renewsOn: subscription.expiresOn } : {}) };
}

function pendingCondition(account: PartnerAccount, subscription: Subscription, today: CalendarDate): RenewalCondition {
  const order = openOrder(account, subscription.offerId, today);
  return { condition: 'order-pending', pass: !order, ...(order ? { order } : {}) };
}
