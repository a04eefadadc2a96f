import { addDays, type CalendarDate } from './calendar.js';
import type { PartnerAccount } from './partner.js';
import { type Subscription, statusOn } from './subscription.js';

/** Days after the purchase in which a refund is possible at all (procedures.md, P5 [PC]). */
export const REFUND_DAYS = 30;

/** What cancelling would mean for a subscription on a day. Only support cancels; this decides nothing. */
export interface CancellationOutlook {
  /** Whether there are benefits that would end. */
  status: 'active' | 'in-window';
  /** The day on which the term was paid. */
  boughtOn: CalendarDate;
  /** The last day on which a refund is possible, if no benefit was activated and no product key viewed. */
  refundUntil: CalendarDate;
  /** Whether that day has not passed. The rest of the condition is for support to check. */
  isInTime: boolean;
}

/** What cancelling a subscription that is held would mean today. @throws for one that has lapsed */
export function cancellationOutlook(
  account: PartnerAccount,
  subscription: Subscription,
  today: CalendarDate,
): CancellationOutlook {
  const status = statusOn(subscription, today);
  if (status === 'lapsed') throw new Error(`Subscription ${subscription.id} has lapsed: there is nothing to cancel`);
  const order = account.orders.find(({ paid }) => paid?.subscriptionId === subscription.id);
  const boughtOn = order?.paid?.on ?? subscription.startedOn;
  const refundUntil = addDays(boughtOn, REFUND_DAYS);
  return { status, boughtOn, refundUntil, isInTime: today <= refundUntil };
}
