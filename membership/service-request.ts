import { addDays, type CalendarDate, dateIn, type Instant } from './calendar.js';
import type { OfferId } from './offer.js';
import type { Member, MemberId, PartnerAccount } from './partner.js';
import type { RequestFile } from './request-file.js';
import type { RequestNumber } from './request-number.js';
import type { Role } from './roles.js';

/** Days after closing in which a request can be reopened, in the partner's zone (issue 3). */
export const REOPEN_DAYS = 14;

/** `attention-needed`: the ball is in the partner's court (procedures.md, P6 [PC]). */
export const REQUEST_STATUSES = ['open', 'attention-needed', 'closed'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** The moves that a request can make; everything else is a fault. A closed one that is reopened is open again. */
const MOVES: Record<RequestStatus, readonly RequestStatus[]> = {
  open: ['attention-needed', 'closed'],
  'attention-needed': ['open', 'closed'],
  closed: ['open'],
};

export const mayMoveRequest = (from: RequestStatus, to: RequestStatus): boolean => MOVES[from].includes(to);

/** How much a problem hurts, the worst first (procedures.md, P5 [PC]). */
export const SEVERITIES = ['critical', 'moderate', 'minimal'] as const;
export type Severity = (typeof SEVERITIES)[number];

export type RequestKind = 'cancel-subscription';

/** Where a request goes, as the documents route it: what is chosen under Support, and the type of problem. */
export interface Routing {
  area: 'report-problems';
  typeOfProblem: 'invoice-payment-reconciliation';
}

/** The documented routing of each kind of request (procedures.md, P5). */
export const ROUTING: Record<RequestKind, Routing> = {
  'cancel-subscription': { area: 'report-problems', typeOfProblem: 'invoice-payment-reconciliation' },
};

/** Whom the support team contacts. */
export interface RequestContact {
  name: string;
  email: string;
  phone?: string;
}

/** Who did something: kept with the name of that day, since members leave. */
export interface RequestParty {
  kind: 'member';
  id: MemberId;
  name: string;
}

/** One thing that happened to a request. `id`: of the act, so that one that is repeated happens once. */
export interface RequestEvent {
  what: 'opened' | 'note-added' | 'file-added' | 'closed' | 'reopened';
  at: Instant;
  by: RequestParty;
  id: string;
}

/** A request to Partner Center Support. Its messages are documents of their own beside the account (house.md). */
export interface ServiceRequest {
  number: RequestNumber;
  /** Minted before the person submits, so that submitting twice opens one request. */
  id: string;
  kind: RequestKind;
  routing: Routing;
  offerId: OfferId;
  /** The term that it is about. */
  subscriptionId: string;
  by: MemberId;
  summary: string;
  description?: string;
  severity: Severity;
  contact: RequestContact;
  status: RequestStatus;
  createdAt: Instant;
  history: RequestEvent[];
  files: RequestFile[];
  /** How many messages there are, numbered from 1. */
  messages: number;
}

/** What somebody wrote to a request. It never changes, and is written in the change that counts it. */
export interface RequestMessage {
  schema: 1;
  request: RequestNumber;
  /** Its place among the request's messages, from 1. */
  index: number;
  at: Instant;
  from: RequestParty;
  text: string;
}

/** Roles that see every request of their partner; everybody else sees those they opened (procedures.md, P6). */
const SEEING_ROLES: readonly Role[] = ['global-admin', 'mpn-partner-admin', 'account-admin'];

/** Whether this member may see a request of their own partner, and so add to it, close and reopen it [decision]. */
export const maySee = (member: Member, request: ServiceRequest): boolean =>
  request.by === member.id || member.roles.some((role) => SEEING_ROLES.includes(role));

/** The requests that a member may see: the open ones first, and of each the newest first. */
export function requestsSeenBy(account: PartnerAccount, member: Member): ServiceRequest[] {
  const seen = account.requests.filter((request) => maySee(member, request));
  const isClosed = ({ status }: ServiceRequest) => Number(status === 'closed');
  return seen.sort((a, b) => isClosed(a) - isClosed(b) || b.createdAt.localeCompare(a.createdAt));
}

/** The request with a number, if this member may see it; of others nobody learns that they exist. */
export const requestSeenBy = (account: PartnerAccount, member: Member, number: string): ServiceRequest | undefined =>
  account.requests.find((request) => request.number === number && maySee(member, request));

/**
 * The request about a subscription that is not closed, of which there is never more than one of a kind. It goes by the
 * offer, since a renewal meanwhile makes another term of what is the same subscription to everybody.
 */
export const openRequestFor = (account: PartnerAccount, kind: RequestKind, offerId: OfferId) =>
  account.requests.find(
    (request) => request.kind === kind && request.offerId === offerId && request.status !== 'closed',
  );

/** The last day on which a closed request can be reopened, in the partner's zone; undefined while it is not closed. */
export function reopenableUntil(request: ServiceRequest, zone: string): CalendarDate | undefined {
  const closed = request.history.findLast(({ what }) => what === 'closed');
  return request.status === 'closed' && closed ? addDays(dateIn(zone, closed.at), REOPEN_DAYS) : undefined;
}

/** The request moved to another status; throws where the table does not allow it. */
export function moveRequest(request: ServiceRequest, to: RequestStatus): ServiceRequest {
  if (!mayMoveRequest(request.status, to))
    throw new Error(`Request ${request.number} cannot go from ${request.status} to ${to}`);
  return { ...request, status: to };
}

/** The account with a request put in the place of the one with its number, or added. */
export function withRequest(account: PartnerAccount, request: ServiceRequest): PartnerAccount {
  const isThere = account.requests.some(({ number }) => number === request.number);
  const requests = account.requests.map((each) => (each.number === request.number ? request : each));
  return { ...account, requests: isThere ? requests : [...requests, request] };
}

export const partyOf = ({ id, name }: Member): RequestParty => ({ kind: 'member', id, name });

export const requestEvent = (what: RequestEvent['what'], id: string, member: Member, at: Instant): RequestEvent => ({
  what,
  at,
  by: partyOf(member),
  id,
});
