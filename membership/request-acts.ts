import { dateIn, type Instant } from './calendar.js';
import { type Member, type MemberId, memberOf, type PartnerAccount } from './partner.js';
import type { RequestFile } from './request-file.js';
import type { RequestNumber } from './request-number.js';
import { ok, type Result, refuse } from './result.js';
import {
  moveRequest,
  openRequestFor,
  partyOf,
  type RequestEvent,
  type RequestMessage,
  reopenableUntil,
  requestEvent,
  requestSeenBy,
  type ServiceRequest,
  withRequest,
} from './service-request.js';

/** So that an account stays small, and nobody fills the disk [decision]. */
export const MOST_NOTES = 100;
export const MOST_FILES = 10;

/** What somebody does to a request that is there. `id` is minted before, so that what is repeated happens once. */
export interface RequestAct {
  number: RequestNumber;
  by: MemberId;
  id: string;
}

export type RequestProblem =
  /** Unknown, or not theirs to see: the answer is the same. */
  | { code: 'no-such-request' }
  | { code: 'request-closed' | 'request-full' | 'too-late-to-reopen'; request: ServiceRequest }
  | { code: 'already-open'; request: ServiceRequest };

type Changed = Result<{ account: PartnerAccount; value: ServiceRequest; messages?: RequestMessage[] }, RequestProblem>;

/** Adds a note while the request is not closed. Where the partner's answer was waited for, it is open again. */
export function addNote(account: PartnerAccount, act: RequestAct & { text: string }, now: Instant): Changed {
  return changed(account, act, (request, member) => {
    if (request.status === 'closed') return refuse({ code: 'request-closed', request });
    if (request.messages >= MOST_NOTES) return refuse({ code: 'request-full', request });
    const index = request.messages + 1;
    const from = partyOf(member);
    const message = { schema: 1 as const, request: request.number, index, at: now, from, text: act.text };
    const noted = { ...answered(request), messages: index };
    return ok({ request: after(noted, requestEvent('note-added', act.id, member, now)), messages: [message] });
  });
}

/** Adds a file whose bytes are kept already, while the request is not closed. */
export function addFile(account: PartnerAccount, act: RequestAct & { file: RequestFile }, now: Instant): Changed {
  return changed(account, act, (request, member) => {
    if (request.status === 'closed') return refuse({ code: 'request-closed', request });
    if (request.files.length >= MOST_FILES) return refuse({ code: 'request-full', request });
    const filed = { ...answered(request), files: [...request.files, act.file] };
    return ok({ request: after(filed, requestEvent('file-added', act.id, member, now)) });
  });
}

/** Closes a request; one that is closed already stays as it is. */
export function closeRequest(account: PartnerAccount, act: RequestAct, now: Instant): Changed {
  return changed(account, act, (request, member) => {
    if (request.status === 'closed') return ok({ request });
    return ok({ request: after(moveRequest(request, 'closed'), requestEvent('closed', act.id, member, now)) });
  });
}

/** Reopens a request within 14 days of closing, unless another one about the same is open by now (issue 3). */
export function reopenRequest(account: PartnerAccount, act: RequestAct, now: Instant): Changed {
  return changed(account, act, (request, member) => {
    if (request.status !== 'closed') return ok({ request });
    const problem = reopeningProblem(account, request, now);
    if (problem) return refuse(problem);
    return ok({ request: after(moveRequest(request, 'open'), requestEvent('reopened', act.id, member, now)) });
  });
}

/** Why a closed request cannot be reopened; undefined where it can. */
export function reopeningProblem(
  account: PartnerAccount,
  request: ServiceRequest,
  now: Instant,
): RequestProblem | undefined {
  const until = reopenableUntil(request, account.zone);
  if (!until || dateIn(account.zone, now) > until) return { code: 'too-late-to-reopen', request };
  const open = openRequestFor(account, request.kind, request.offerId);
  return open ? { code: 'already-open', request: open } : undefined;
}

function changed(
  account: PartnerAccount,
  { number, by, id }: RequestAct,
  act: (
    request: ServiceRequest,
    member: Member,
  ) => Result<{ request: ServiceRequest; messages?: RequestMessage[] }, RequestProblem>,
): Changed {
  const member = memberOf(account, by);
  const request = member && requestSeenBy(account, member, number);
  if (!request) return refuse({ code: 'no-such-request' });
  if (request.history.some((each) => each.id === id)) return ok({ account, value: request });
  const done = act(request, member);
  if (!done.ok) return done;
  if (done.value.request === request) return ok({ account, value: request });
  const { request: value, ...messages } = done.value;
  return ok({ account: withRequest(account, value), value, ...messages });
}

const after = (request: ServiceRequest, happened: RequestEvent): ServiceRequest => ({
  ...request,
  history: [...request.history, happened],
});

const answered = (request: ServiceRequest): ServiceRequest =>
  request.status === 'attention-needed' ? moveRequest(request, 'open') : request;
