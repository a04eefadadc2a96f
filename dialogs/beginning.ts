import type { DialogContext } from 'botbuilder-dialogs';
import { APPROVABLE_ACTS, approvalOf } from '../membership/approval.js';
import { invitationCode } from '../membership/invitation.js';
import { orderOf } from '../membership/order.js';
import { knownLanguage } from './known-language.js';
import { leave, leftText, taskUnderWay, underWay } from './leaving.js';
import { findQuestion } from './open-question.js';
import { Procedure } from './procedure.js';
import { askAgain } from './question.js';
import { DEEDS, type RequestDraft } from './steps/request-deeds.js';
import { catalogueOf, type Turn, turnOf } from './turn.js';
import { invoiceNumberIn, yearIn } from './understanding/invoice-number.js';
import { requestNumberIn } from './understanding/request-number.js';

/** What a wish or a button may fill in before a procedure begins. */
export interface Wanted {
  offer?: string;
  way?: 'card' | 'transfer';
  language?: string;
  /** What an administrator is to be asked to do. */
  act?: string;
  /** The request that is to be answered, and how. */
  approval?: string;
  answer?: string;
  /** Of an invitation. */
  code?: string;
  /** The order that is to be paid or withdrawn; `pay`: to be paid by card, without asking what to do. */
  orderId?: string;
  pay?: boolean;
  /** Number of an invoice. */
  invoice?: string;
  /** The year from which an invoice is wanted. */
  year?: string;
  /** Number of a service request. */
  request?: string;
  /** What is to be done with it. */
  what?: RequestDraft['what'];
}

/**
 * Begins a procedure. An answer (levels, my membership …) is given in between, and the task under way goes on after
 * it; a task leaves the one before, and says so. Who begins what is under way already keeps their place.
 */
export async function begin(dc: DialogContext, id: string, wanted: Wanted = {}): Promise<void> {
  const turn = turnOf(dc);
  const procedure = dc.dialogs.find(id);
  if (!(procedure instanceof Procedure)) throw new Error(`There is no procedure "${id}"`);
  const task = taskUnderWay(dc);
  const isHere = id !== 'menu' && isUnderWay(dc, id);
  if (isHere && !isAboutAnother(dc, wanted)) return askAgain(dc);
  const inBetween = procedure.kind === 'answer' && task && id !== 'menu';
  // The same answer about something else takes its place; a question lies on top of its procedure.
  if (inBetween && isHere) dc.stack.splice(-2);
  if (!inBetween) await leave(dc);
  if (!inBetween && task) await turn.send({ text: leftText(task, turn) });
  await dc.beginDialog(id, accepted(id, wanted, turn));
}

/** Whether this very procedure is what the person is in the middle of. */
export const isUnderWay = (dc: DialogContext, id: string): boolean => underWay(dc).at(-1)?.id === id;

/** Whether an offer, order, request or invoice is wanted that is not the one of the procedure under way, or an act on it. */
export function isAboutAnother(dc: DialogContext, { offer, orderId, request, what, invoice, year }: Wanted): boolean {
  const draft = findQuestion(dc)?.draft;
  const isOther = (wanted: string | undefined, current: unknown) => wanted !== undefined && current !== wanted;
  const isOtherRequest = isOther(request, draft?.request) || isOther(what, draft?.what);
  const isOtherInvoice = isOther(invoice, draft?.invoice) || isOther(year, draft?.year);
  return isOther(offer, draft?.offer) || isOther(orderId, draft?.orderId) || isOtherRequest || isOtherInvoice;
}

/** Only what the catalogue and the speaker's account know is filled in, whatever a button's data says. */
function accepted(id: string, wanted: Wanted, turn: Turn): Wanted {
  const draft: Wanted = {};
  if (id === 'ask-admin' && APPROVABLE_ACTS.some((act) => act === wanted.act)) draft.act = wanted.act;
  if (id === 'approval' && isOwnApproval(wanted.approval, turn)) draft.approval = wanted.approval;
  if (draft.approval && /^(approve|decline)$/.test(String(wanted.answer))) draft.answer = wanted.answer;
  if (catalogueOf(turn).offers.some((offer) => offer.id === wanted.offer)) draft.offer = wanted.offer;
  if (wanted.way === 'transfer') draft.way = 'transfer';
  // Whose it is the procedure finds out: it looks among the requests of the person who speaks.
  if (requestNumberIn(String(wanted.request)) === wanted.request) draft.request = wanted.request;
  if (DEEDS.some((deed) => deed === wanted.what)) draft.what = wanted.what;
  // The same: whether the partner has it, and whether this person may see it, is asked there.
  if (invoiceNumberIn(String(wanted.invoice)) === wanted.invoice) draft.invoice = wanted.invoice;
  if (yearIn(String(wanted.year)) === wanted.year) draft.year = wanted.year;
  if (wanted.code && invitationCode(wanted.code)) draft.code = wanted.code;
  if (knownLanguage(wanted.language)) draft.language = wanted.language;
  if (id === 'pending-order' && isOwnOrder(wanted.orderId, turn)) draft.orderId = wanted.orderId;
  if (draft.orderId && wanted.pay === true) draft.pay = true;
  return draft;
}

const isOwnOrder = (id: unknown, { speaker }: Turn): boolean =>
  speaker.kind === 'member' && typeof id === 'string' && orderOf(speaker.account, id) !== undefined;

const isOwnApproval = (id: unknown, { speaker }: Turn): boolean =>
  speaker.kind === 'member' && typeof id === 'string' && approvalOf(speaker.account, id) !== undefined;
