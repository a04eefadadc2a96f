import type { Approval } from './approval.js';
import type { CalendarDate, Instant } from './calendar.js';
import type { Invitation } from './invitation.js';
import type { Invoice } from './invoice.js';
import type { Currency } from './money.js';
import type { Notice } from './notice.js';
import type { CompetencyLevel, Language } from './offer.js';
import type { Order } from './order.js';
import type { ReminderKind } from './reminder-kind.js';
import type { RequestedReminder } from './requested-reminders.js';
import type { Role } from './roles.js';
import { mayBuy } from './roles.js';
import type { ServiceRequest } from './service-request.js';
import type { Subscription } from './subscription.js';

export type PartnerId = string;
export type MemberId = string;

/**
 * Who a person is across all partners: an Entra user (`entra:<tenant>/<object id>`), or in tester mode a persona
 * (`persona:<name>`) or a tester who joined (`tester:<channel>/<service>/<user>`).
 */
export type PersonId = string;

/** One person of a partner. */
export interface Member {
  id: MemberId;
  person: PersonId;
  name: string;
  email: string;
  roles: Role[];
  /** The language this person chose in the chat; absent until they choose one. */
  language?: Language;
  /** Reminders that this person does not want; absent: they get all of them. Receipts and payment failures always come. */
  noReminders?: ReminderKind[];
  /** Reminders that this person asked for, each for a day and once. */
  requestedReminders?: RequestedReminder[];
}

/** A saved way to pay. Only what may be kept of a card; `token` stands for it at the gateway. */
export interface SavedCard {
  id: string;
  brand: string;
  last4: string;
  expiryMonth: number;
  expiryYear: number;
  token: string;
  addedAt: Instant;
}

/** A payment page that was opened for a member: its link works once (procedures.md, P1: "Add a way to pay"). */
export interface PaymentLink {
  id: string;
  member: MemberId;
  /** The conversation that goes on when the card is saved. */
  conversation: string;
  /** The language in which the page was asked for. */
  language: Language;
  expiresAt: Instant;
  usedAt?: Instant;
  /** The card that came of it, so that a second submit finds the first one's result. */
  cardId?: string;
}

/** Everything that must change together belongs to one partner: the account is the aggregate (house.md). */
export interface PartnerAccount {
  schema: 2;
  id: PartnerId;
  /** Counts the writes; the store refuses a write that started from another one. */
  version: number;
  organisation: string;
  mpnId: string;
  /** The Entra tenant whose people belong here. */
  tenant?: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  currency: Currency;
  /** IANA name; every calendar date of the account is a date in it. */
  zone: string;
  joinedOn: CalendarDate;
  attained: CompetencyLevel[];
  members: Member[];
  subscriptions: Subscription[];
  orders: Order[];
  invoices: Invoice[];
  cards: SavedCard[];
  /** The card that is proposed first; absent: the latest. */
  defaultCardId?: string;
  /** Tokens of removed cards that the gateway has still to forget. */
  forgetting: string[];
  paymentLinks: PaymentLink[];
  /** Their messages and the bytes of their files are kept beside the account. */
  requests: ServiceRequest[];
  /** What members have asked the administrators to do. */
  approvals: Approval[];
  /** Codes that wait for somebody to come in with them. */
  invitations: Invitation[];
  notices: Notice[];
}

export const memberOf = (account: PartnerAccount, id: MemberId): Member | undefined =>
  account.members.find((member) => member.id === id);

/** The account with one member in the place of the one with their id. */
export const withMember = (account: PartnerAccount, member: Member): PartnerAccount => ({
  ...account,
  members: account.members.map((each) => (each.id === member.id ? member : each)),
});

/** The people who may decide on purchases for this partner. */
export const adminsOf = (account: PartnerAccount): Member[] => account.members.filter(mayBuy);
