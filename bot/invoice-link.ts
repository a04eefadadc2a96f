import { sayIn } from '../locales/text.js';
import type { Ports } from '../membership/actions/ports.js';
import { addSeconds, type Instant } from '../membership/calendar.js';
import { invoiceFor } from '../membership/invoice.js';
import type { Language } from '../membership/offer.js';
import { type MemberId, memberOf, type PartnerId } from '../membership/partner.js';
import type { InvoiceFile, MakeInvoiceFile } from './invoice-files.js';
import { languageOf, message, type PageResponse, type RequestInfo, type ShellDeps, sorry } from './page-shell.js';
import { readLink, signLink } from './signed-link.js';

/** How long a link to an invoice works (procedures.md, P7: short-lived [decision]). */
const LINK_SECONDS = 30 * 60;

/** Which invoice a link opens, for whom, and in which language. */
export interface LinkedInvoice {
  partner: PartnerId;
  member: MemberId;
  invoice: string;
  language: Language;
}

/** The token of a link to an invoice. */
export const invoiceToken = (secret: string, linked: LinkedInvoice, now: Instant): string =>
  signLink(secret, { purpose: 'invoice', ...linked }, addSeconds(now, LINK_SECONDS));

export interface InvoiceLinkDeps extends ShellDeps {
  secret: string;
  ports: Ports;
  file: MakeInvoiceFile;
  onFault(error: unknown): void;
}

/** What a link to an invoice answers: the file, or a page that says why not. */
export interface FileResponse extends Omit<PageResponse, 'body'> {
  body: string | Uint8Array;
}

export interface InvoiceLinkPage {
  /**
   * The PDF; 410 for a link that expired, 403 for one that we did not make, or where its person may not see the
   * invoice any more.
   */
  get(token: string, info: RequestInfo): Promise<FileResponse>;
}

export function invoiceLinkPage(deps: InvoiceLinkDeps): InvoiceLinkPage {
  return {
    get: async (token, info) => {
      try {
        return await open(deps, token, info);
      } catch (fault) {
        deps.onFault(fault);
        return sorry(deps, languageOf(info), 'fault');
      }
    },
  };
}

async function open(deps: InvoiceLinkDeps, token: string, info: RequestInfo): Promise<FileResponse> {
  const link = readLink(deps.secret, token, deps.ports.clock());
  if (!link.ok && link.problem.code === 'expired-link') return say(deps, languageOf(info), 410, 'expired');
  if (!link.ok || link.value.purpose !== 'invoice') return sorry(deps, languageOf(info), 'forged');
  // Signed, so that it is as we wrote it.
  const { partner, member, invoice: number, language } = link.value as unknown as LinkedInvoice;
  const account = await deps.ports.store.account(partner);
  const invoice = account && invoiceFor(account, memberOf(account, member), number);
  if (!invoice?.ok) return say(deps, language, 403, 'forbidden');
  return fileResponse(await deps.file(invoice.value, language), `Invoice-${number}.pdf`);
}

function say(deps: InvoiceLinkDeps, language: Language, status: 403 | 410, why: 'expired' | 'forbidden'): PageResponse {
  const text = sayIn(language);
  const page = { status, language, title: text(`invoicePage.${why}.title`), state: 'message' as const };
  return message(deps, page, text(`invoicePage.${why}.text`));
}

/** A download under its name, which clients that know no other letters get in ASCII (RFC 6266). */
function fileResponse({ name, pdf }: InvoiceFile, asciiName: string): FileResponse {
  const headers = {
    'Content-Type': 'application/pdf',
    'Content-Length': String(pdf.length),
    'Content-Disposition': `attachment; filename="${asciiName}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex',
  };
  return { status: 200, headers, body: pdf };
}
