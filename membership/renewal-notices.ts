import type { CalendarDate, Instant } from './calendar.js';
import type { Money } from './money.js';
import { type NoticeAbout, withNotice } from './notice.js';
import type { OfferId } from './offer.js';
import type { DeclineReason, OrderId } from './order.js';
import { adminsOf, type Member, type MemberId, type PartnerAccount } from './partner.js';
import type { ReminderKind } from './reminder-kind.js';

/** A card as people know it. */
interface CardFace {
  brand: string;
  last4: string;
}

/** What automatic renewal tells: facts as of the day on which it happened, true whenever they are read. */
export type RenewalNotice =
  | {
      /** The saved card was refused, or (no `reason`) the gateway was not reached; it is tried again. */
      kind: 'renewal-declined';
      orderId: OrderId;
      reason?: DeclineReason;
      card: CardFace;
      nextTryOn: CalendarDate;
    }
  | {
      /** The last try was declined, or the first could only have been made when the renewal window was over. */
      kind: 'renewal-ended';
      offerId: OfferId;
      expiresOn: CalendarDate;
      /** Whether it could still be renewed by hand. */
      renewable: boolean;
    };

/** How a subscription goes on, as of the day of a reminder. */
export type Outlook =
  | { state: 'renews'; card: CardFace; total: Money }
  | { state: 'ordered'; orderId: OrderId }
  | { state: 'expires' }
  | { state: 'renewable' }
  | { state: 'not-attained' };

/** A reminder of a term that ends (procedures.md, P4). */
export interface ReminderNotice {
  kind: 'reminder';
  reminder: ReminderKind;
  offerId: OfferId;
  expiresOn: CalendarDate;
  outlook: Outlook;
}

interface Telling {
  about: NoticeAbout;
  /** What tells this notice from others; each reader's is made of it. */
  id: string;
  now: Instant;
  /** Who of them hears it from the turn that caused it, and that turn's reference. */
  inTurn?: { member: MemberId; ref: string };
}

/** The account with a notice to each administrator who passes. */
export function tellAdmins(
  account: PartnerAccount,
  { about, id, now, inTurn }: Telling,
  passes: (admin: Member) => boolean = () => true,
): PartnerAccount {
  return adminsOf(account)
    .filter(passes)
    .reduce((changed, { id: to }) => {
      const toldBy = inTurn?.member === to ? inTurn.ref : undefined;
      return withNotice(changed, { ...about, id: `${id}-${to}`, to, createdAt: now }, toldBy);
    }, account);
}
