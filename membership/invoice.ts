import type { CalendarDate } from './calendar.js';
import type { Money, TaxRate } from './money.js';
import type { OfferId } from './offer.js';
import type { Payment } from './order.js';
import type { Member, PartnerAccount } from './partner.js';
import { ok, type Result, refuse } from './result.js';
import { mayBuy } from './roles.js';

/** Made when an order is paid, and never changed after (procedures.md, Words). */
export interface Invoice {
  /** `<MPN ID>-<year>-<sequence>`: one gapless series per partner and year (house.md). */
  number: string;
  orderId: string;
  issuedOn: CalendarDate;
  buyer: { organisation: string; mpnId: string; country: string };
  line: { offerId: OfferId; startsOn: CalendarDate; expiresOn: CalendarDate; net: Money };
  tax: { rate: TaxRate; amount: Money };
  total: Money;
  paid: Payment;
}

/** The next number in the series of the year in which the invoice is issued. */
export function nextInvoiceNumber(account: Pick<PartnerAccount, 'mpnId' | 'invoices'>, issuedOn: CalendarDate): string {
  const prefix = `${account.mpnId}-${issuedOn.slice(0, 4)}-`;
  const sequence = account.invoices.filter((invoice) => invoice.number.startsWith(prefix)).length + 1;
  return `${prefix}${String(sequence).padStart(4, '0')}`;
}

/** What narrows a list of invoices: the year of issue, or the offer. */
export interface InvoiceFilter {
  year?: string;
  offer?: OfferId;
}

/** Who may not see invoices hears so before anything is looked up (procedures.md, P1). */
export type InvoiceProblem = { code: 'no-role' } | { code: 'no-such-invoice' };

/** A partner's invoices, the newest first; of one day, the one that was issued last. */
export function invoicesOf(account: PartnerAccount, { year, offer }: InvoiceFilter = {}): Invoice[] {
  const isMeant = ({ issuedOn, line }: Invoice) =>
    (year === undefined || issuedOn.startsWith(`${year}-`)) && (offer === undefined || line.offerId === offer);
  const newestFirst = account.invoices.filter(isMeant).toReversed();
  return newestFirst.sort((a, b) => b.issuedOn.localeCompare(a.issuedOn));
}

/** An invoice of this partner, for a member who may see it; asked anew whenever its PDF is handed out. */
export function invoiceFor(
  account: PartnerAccount,
  member: Member | undefined,
  number: string,
): Result<Invoice, InvoiceProblem> {
  if (!member || !mayBuy(member)) return refuse({ code: 'no-role' });
  const invoice = account.invoices.find((each) => each.number === number);
  return invoice ? ok(invoice) : refuse({ code: 'no-such-invoice' });
}

/**
 * Countries where the state's own kind of invoice (統一發票, 세금계산서) has a process of its own, so that ours must say
 * that it is not one (procedures.md, P7 [PC]).
 */
export const officialInvoiceIn = (country: string): 'TW' | 'KR' | undefined =>
  country === 'TW' || country === 'KR' ? country : undefined;
