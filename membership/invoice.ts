import type { CalendarDate } from './calendar.js';
import type { Money, TaxRate } from './money.js';
import type { OfferId } from './offer.js';
import type { Payment } from './order.js';
import type { PartnerAccount } from './partner.js';

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
