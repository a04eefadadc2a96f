import { dateIn, type Instant } from './calendar.js';
import type { OfferId } from './offer.js';
import { type MemberId, memberOf, type PartnerAccount } from './partner.js';
import type { RequestFile } from './request-file.js';
import type { RequestNumber } from './request-number.js';
import { ok, type Result, refuse } from './result.js';
import {
  openRequestFor,
  type RequestContact,
  type RequestKind,
  ROUTING,
  requestEvent,
  type ServiceRequest,
  type Severity,
  withRequest,
} from './service-request.js';
import { latestTerm, statusOn } from './subscription.js';

/** What a person submits. */
export interface NewRequest {
  /** Minted before the review is shown. */
  id: string;
  number: RequestNumber;
  kind: RequestKind;
  offerId: OfferId;
  by: MemberId;
  summary: string;
  description?: string;
  severity: Severity;
  contact: RequestContact;
  files: RequestFile[];
}

export type OpeningProblem =
  | { code: 'no-such-member' }
  /** It is not held any more: there is nothing left to cancel. */
  | { code: 'not-held' }
  | { code: 'already-open'; request: ServiceRequest };

type Opened = { account: PartnerAccount; value: ServiceRequest };

/**
 * Opens a request. Any member may [decision: procedures.md restricts nobody, and only support acts on it]. The same
 * submit again finds the first one's request; another one about the same subscription is led to the one that is open.
 */
export function openRequest(account: PartnerAccount, asked: NewRequest, now: Instant): Result<Opened, OpeningProblem> {
  const submitted = account.requests.find(({ id }) => id === asked.id);
  if (submitted) return ok({ account, value: submitted });
  const member = memberOf(account, asked.by);
  if (!member) return refuse({ code: 'no-such-member' });
  const open = openRequestFor(account, asked.kind, asked.offerId);
  if (open) return refuse({ code: 'already-open', request: open });
  const subscription = latestTerm(account, asked.offerId);
  if (!subscription || statusOn(subscription, dateIn(account.zone, now)) === 'lapsed')
    return refuse({ code: 'not-held' });
  const request: ServiceRequest = {
    ...asked,
    subscriptionId: subscription.id,
    routing: ROUTING[asked.kind],
    status: 'open',
    createdAt: now,
    history: [requestEvent('opened', asked.id, member, now)],
    messages: 0,
  };
  return ok({ account: withRequest(account, request), value: request });
}
