import type { CalendarDate } from './calendar.js';
import type { CompetencyLevel, Offer } from './offer.js';
import { type Order, openOrder, openOrders, orderStatusOn } from './order.js';
import type { Member, PartnerAccount } from './partner.js';
import { mayBuy } from './roles.js';
import { latestTerm, type RenewalWindow, renewalWindow, type Subscription, statusOn } from './subscription.js';

/** Why an offer cannot be bought now, with the facts that the person needs to know what to do (procedures.md, P1). */
export type SubscribeRefusal =
  | { code: 'no-role' }
  | { code: 'already-held'; subscription: Subscription; expiresOn: CalendarDate }
  | { code: 'in-window'; subscription: Subscription; expiresOn: CalendarDate; window: RenewalWindow }
  | { code: 'managed-in-pmc'; subscription: Subscription; expiresOn: CalendarDate }
  | { code: 'not-attained'; level: CompetencyLevel }
  | { code: 'order-pending'; order: Order };

/** Whether a partner that attained these levels has what an offer asks for: gold includes silver [decision]. */
export function hasAttained(account: Pick<PartnerAccount, 'attained'>, offer: Offer): boolean {
  if (offer.kind === 'pack' || !offer.level) return true;
  return account.attained.includes('gold') || account.attained.includes(offer.level);
}

/** Every reason that stands against a first (or fresh) purchase of the offer today; none: it can be bought. */
export function subscribeRefusals(
  account: PartnerAccount,
  member: Member,
  offer: Offer,
  today: CalendarDate,
): SubscribeRefusal[] {
  const refusals: SubscribeRefusal[] = [];
  if (!mayBuy(member)) refusals.push({ code: 'no-role' });
  const pending = openOrder(account, offer.id, today);
  if (pending) refusals.push({ code: 'order-pending', order: pending });
  const held = holding(account, offer, today);
  if (held) refusals.push(held);
  if (!hasAttained(account, offer) && offer.level) refusals.push({ code: 'not-attained', level: offer.level });
  return refusals;
}

/** Expired but inside its window counts as held: that is renewed, not bought afresh (procedures.md, P1). */
function holding(account: PartnerAccount, offer: Offer, today: CalendarDate): SubscribeRefusal | undefined {
  const subscription = latestTerm(account, offer.id);
  if (!subscription) return undefined;
  const { expiresOn } = subscription;
  const status = statusOn(subscription, today);
  if (status === 'lapsed') return undefined;
  if (status === 'active') return { code: 'already-held', subscription, expiresOn };
  if (subscription.managedIn === 'pmc') return { code: 'managed-in-pmc', subscription, expiresOn };
  return { code: 'in-window', subscription, expiresOn, window: renewalWindow(subscription) };
}

/** Orders that a person may still act on: pay by card (instead), withdraw, or look at. */
export const actionableOrders = (account: PartnerAccount, today: CalendarDate): Order[] =>
  openOrders(account, today).filter((order) => ['pending-transfer', 'declined'].includes(orderStatusOn(order, today)));
