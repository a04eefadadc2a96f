import type { Activity, TurnContext } from 'botbuilder';
import type { ConversationRecord } from '../data/store.js';
import { invoiceMessage } from '../dialogs/cards/invoice.js';
import { noRole } from '../dialogs/download-invoice.js';
import type { InvoiceOffer, Turn } from '../dialogs/turn.js';
import { type Invoice, invoiceFor } from '../membership/invoice.js';
import type { MakeInvoiceFile } from './invoice-files.js';
import type { Uploads } from './uploads.js';

/** What the person answered on a file consent card, as far as it has the right shape. Nothing of it is trusted. */
export interface Consent {
  accepted: boolean;
  /** The invoice's number, and which offer of it the card was. */
  invoice: string;
  offer: string;
  upload: Partial<Record<'uploadUrl' | 'contentUrl' | 'name' | 'uniqueId' | 'fileType', string>>;
}

export interface ConsentTools {
  file: MakeInvoiceFile;
  uploads: Uploads;
}

const INVOKE = 'fileConsent/invoke';
const FILE_INFO = 'application/vnd.microsoft.teams.card.file.info';
/** Offers whose upload a conversation remembers. */
const UPLOADS_KEPT = 20;

export const isConsent = ({ type, name }: Activity): boolean => type === 'invoke' && name === INVOKE;

/** The answer on a file consent card (Microsoft Learn, "Send and receive files using bot"). */
export function consentIn({ value }: Activity): Consent {
  const { action, context, uploadInfo } = fieldsOf(value);
  const { invoice, offer } = textsOf(context);
  return {
    accepted: action === 'accept',
    invoice: invoice ?? '',
    offer: offer ?? '',
    upload: textsOf(uploadInfo),
  };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const textsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fieldsOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

/** Offers an invoice as a file: Teams then asks the person whether it may go into their OneDrive. */
export async function fileOffer(invoice: Invoice, turn: Turn, file: MakeInvoiceFile): Promise<InvoiceOffer> {
  const { name, pdf } = await file(invoice, turn.language);
  const context = { invoice: invoice.number, offer: turn.ports.newId() };
  return { file: { name, size: pdf.length, context } };
}

/**
 * Does what the person answered. Who speaks, and what they may see, is asked anew; an offer that was uploaded is not
 * uploaded again, however often Teams delivers the answer. The turn saves the record.
 */
export async function answerConsent(
  turn: Turn,
  record: Pick<ConversationRecord, 'uploads'>,
  tools: ConsentTools,
): Promise<Pick<ConversationRecord, 'uploads'>> {
  const consent = consentIn(turn.context.activity);
  const uploads = record.uploads ?? [];
  if (uploads.includes(consent.offer)) return { uploads };
  const done = await carryOut(consent, turn, tools);
  await removeCard(turn.context);
  return { uploads: done ? [...uploads, consent.offer].slice(-UPLOADS_KEPT) : uploads };
}

/** Answers whether the offer is done with: uploaded. */
async function carryOut(consent: Consent, turn: Turn, tools: ConsentTools): Promise<boolean> {
  const { speaker, personal } = turn;
  const seen = speaker.kind === 'member' && personal ? speaker : undefined;
  const found = seen && invoiceFor(seen.account, seen.member, consent.invoice);
  if (!found?.ok) {
    const isRole = found?.problem.code === 'no-role';
    await turn.send({ text: isRole ? noRole(turn) : turn.say('invoices.problem.no-such-invoice') });
    return false;
  }
  if (!consent.accepted) return declined(found.value, turn);
  return upload(found.value, consent, turn, tools);
}

async function declined({ number }: Invoice, turn: Turn): Promise<false> {
  const begin = [
    { procedure: 'download-invoice', label: turn.say('label.downloadInvoice'), draft: { invoice: number } },
  ];
  await turn.send({ text: turn.say('invoices.declined', { number }), begin });
  return false;
}

async function upload(invoice: Invoice, { upload }: Consent, turn: Turn, tools: ConsentTools): Promise<boolean> {
  const { number } = invoice;
  const { pdf } = await tools.file(invoice, turn.language);
  const isThere = await tools.uploads.put(upload.uploadUrl ?? '', pdf);
  if (isThere) {
    await turn.endTurn();
    await turn.context.sendActivity(infoCard(turn, turn.say('invoices.saved', { number }), upload));
    return true;
  }
  const again = invoiceMessage(invoice, await fileOffer(invoice, turn, tools.file), turn);
  await turn.send({ ...again, text: turn.say('invoices.uploadFailed', { number }) });
  return false;
}

/** Shows the file that is in the person's OneDrive now. */
function infoCard({ language }: Turn, text: string, { name, contentUrl, uniqueId, fileType }: Consent['upload']) {
  const content = { uniqueId, fileType: fileType ?? 'pdf' };
  const base = { type: 'message', locale: language, textFormat: 'plain', text };
  const attachments = contentUrl?.startsWith('https://')
    ? [{ contentType: FILE_INFO, name: name ?? '', contentUrl, content }]
    : [];
  return { ...base, attachments };
}

/** Its buttons work once. Not every client lets a bot delete its message. */
async function removeCard(context: TurnContext): Promise<void> {
  const { replyToId } = context.activity;
  if (replyToId) await context.deleteActivity(replyToId).catch(() => {});
}
