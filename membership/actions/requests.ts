import type { Taken } from '../../data/store.js';
import type { PartnerId } from '../partner.js';
import {
  addFile,
  addNote,
  closeRequest,
  type RequestAct,
  type RequestProblem,
  reopenRequest,
} from '../request-acts.js';
import { type FileProblem, inspectFile, type RequestFile } from '../request-file.js';
import { type NewRequest, type OpeningProblem, openRequest } from '../request-opening.js';
import { ok, type Result } from '../result.js';
import type { RequestMessage, ServiceRequest } from '../service-request.js';
import type { Ports } from './ports.js';

/** Tries for a free number: more than one only where the counter fell behind, after a restored backup, say. */
const NUMBER_TRIES = 20;

/** Submits a request under a new number. The same submit again answers the request that the first one opened. */
export async function submitRequest(
  ports: Ports,
  partnerId: PartnerId,
  asked: Omit<NewRequest, 'number'>,
): Promise<Result<ServiceRequest, OpeningProblem>> {
  for (let attempt = 1; ; attempt += 1) {
    const number = await ports.store.nextRequestNumber();
    const opened = await ports.store.change<ServiceRequest, OpeningProblem>(partnerId, (account) =>
      openRequest(account, { ...asked, number }, ports.clock()),
    );
    if (opened.ok || !isTaken(opened.problem)) return opened as Result<ServiceRequest, OpeningProblem>;
    if (attempt === NUMBER_TRIES) throw new Error(`No free request number up to ${number}`);
  }
}

const isTaken = (problem: OpeningProblem | Taken): boolean => problem.code === 'taken';

/** What a member can do to a request of their partner that they see. */
export type RequestDeed =
  | { what: 'note'; text: string }
  | { what: 'file'; file: RequestFile }
  | { what: 'close' }
  | { what: 'reopen' };

/** Does it. The same act (by its id) again does nothing more. */
export async function changeRequest(
  ports: Ports,
  partnerId: PartnerId,
  act: RequestAct,
  deed: RequestDeed,
): Promise<Result<ServiceRequest, RequestProblem>> {
  const done = await ports.store.change<ServiceRequest, RequestProblem>(partnerId, (account) => {
    const now = ports.clock();
    if (deed.what === 'note') return addNote(account, { ...act, text: deed.text }, now);
    if (deed.what === 'file') return addFile(account, { ...act, file: deed.file }, now);
    return deed.what === 'close' ? closeRequest(account, act, now) : reopenRequest(account, act, now);
  });
  return done as Result<ServiceRequest, RequestProblem>;
}

/**
 * Keeps a file that a person sent, for a request to name. It is durable before any account names it: after a crash in
 * between, nobody knows of it, and that does no harm.
 */
export async function keepFile(
  ports: Ports,
  name: string,
  content: Uint8Array,
): Promise<Result<RequestFile, FileProblem>> {
  const looked = inspectFile(name, content);
  if (!looked.ok) return looked;
  const id = ports.newId();
  await ports.store.keepFile(id, content);
  return ok({ id, ...looked.value });
}

/** Forgets files that were sent for a request that was not submitted. */
export async function dropFiles(ports: Ports, files: readonly RequestFile[]): Promise<void> {
  for (const { id } of files) await ports.store.dropFile(id);
}

/** What was last written to a request; undefined where nothing was. */
export async function lastMessage(ports: Ports, request: ServiceRequest): Promise<RequestMessage | undefined> {
  return request.messages ? (await ports.store.requestMessages(request.number)).at(-1) : undefined;
}
