import type { Invitation } from '../../membership/invitation.js';
import type { Notice } from '../../membership/notice.js';
import type { Order, OrderStatus } from '../../membership/order.js';
import type { Member, PartnerAccount } from '../../membership/partner.js';
import { ok } from '../../membership/result.js';
import type { RequestMessage, ServiceRequest } from '../../membership/service-request.js';

/** An account with nothing in it but an MPN ID of its own; no tenant and no members unless given. */
export const sampleAccount = (id: string, parts: Partial<PartnerAccount> = {}): PartnerAccount => ({
  schema: 2,
  id,
  version: 0,
  organisation: `${id} Ltd`,
  mpnId: `mpn of ${id}`,
  country: 'FR',
  currency: 'EUR',
  zone: 'Europe/Paris',
  joinedOn: '2026-06-23',
  attained: [],
  members: [],
  subscriptions: [],
  orders: [],
  invoices: [],
  cards: [],
  forgetting: [],
  paymentLinks: [],
  requests: [],
  approvals: [],
  invitations: [],
  notices: [],
  ...parts,
});

export const sampleMember = (person: string): Member => ({
  id: `member ${person}`,
  person,
  name: '山田 太郎',
  email: 'someone@example.com',
  roles: ['global-admin'],
});

export const sampleNotice = (id: string): Notice => ({
  id,
  kind: 'receipt',
  to: 'member 1',
  orderId: 'order 1',
  createdAt: '2026-06-23T10:00:00.000Z',
  attempts: 0,
});

export const sampleOrder = (id: string, status: OrderStatus): Order => ({
  id,
  kind: 'subscribe',
  offerId: 'action-pack',
  by: 'member 1',
  createdAt: '2026-06-23T10:00:00.000Z',
  status,
  review: {
    number: 1,
    net: { minor: 47500, currency: 'EUR' },
    tax: { rate: { name: 'vat', basisPoints: 2000 }, amount: { minor: 9500, currency: 'EUR' } },
    total: { minor: 57000, currency: 'EUR' },
    termsVersion: '1',
    dates: { startsOn: '2026-06-23', expiresOn: '2027-06-23', runStartedOn: '2026-06-23' },
    pay: { way: 'card', cardId: 'card 1' },
  },
  attempts: [],
});

export const sampleInvitation = (code: string): Invitation => ({
  id: `invitation ${code}`,
  code,
  role: 'user',
  by: 'member 1',
  createdAt: '2026-06-23T10:00:00.000Z',
  expiresAt: '2026-06-30T10:00:00.000Z',
});

/** An order that waits for a bank transfer until a day, in the partner's zone. */
export const sampleTransfer = (id: string, until: string): Order => ({
  ...sampleOrder(id, 'pending-transfer'),
  transfer: { reference: 'r', placedOn: until, until, contact: { name: 'n', phone: '1', email: 'n@example.com' } },
});

export const sampleRequest = (number: string, messages = 0): ServiceRequest => ({
  number,
  id: `id of ${number}`,
  kind: 'cancel-subscription',
  routing: { area: 'report-problems', typeOfProblem: 'invoice-payment-reconciliation' },
  offerId: 'action-pack',
  subscriptionId: 'term 1',
  by: 'member 1',
  summary: '解約したい',
  severity: 'minimal',
  contact: { name: 'n', email: 'n@example.com' },
  status: 'open',
  createdAt: '2026-06-23T10:00:00.000Z',
  history: [],
  files: [],
  messages,
});

export const sampleMessage = (request: string, index: number): RequestMessage => ({
  schema: 1,
  request,
  index,
  at: '2026-06-23T10:00:00.000Z',
  from: { kind: 'member', id: 'member 1', name: '山田 太郎' },
  text: `message ${index}\n\tof ${request}`,
});

/** A change that puts other parts into an account. */
export const withParts = (parts: Partial<PartnerAccount>) => (account: PartnerAccount) =>
  ok({ account: { ...account, ...parts }, value: undefined });
