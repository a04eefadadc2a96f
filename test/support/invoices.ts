import type { SheetReader } from '../../bot/invoice-pdf/sheet.js';
import { loadCatalogue } from '../../data/catalogue.js';
import { sayIn } from '../../locales/text.js';
import type { Invoice } from '../../membership/invoice.js';
import type { Currency } from '../../membership/money.js';
import type { Catalogue, Language } from '../../membership/offer.js';

/** An invoice for a year of Action Pack; what matters to a test is given. */
export function invoiceWith({ currency = 'USD' as Currency, net = 47_500, ...parts }: InvoiceParts = {}): Invoice {
  const amount = Math.round((net * (parts.basisPoints ?? 0)) / 10_000);
  const { organisation = 'Contoso Ltd.', country = 'US', taxName = 'none', basisPoints = 0 } = parts;
  return {
    number: '4690418-2026-0001',
    orderId: 'order',
    issuedOn: '2026-06-23',
    buyer: { organisation, mpnId: '4690418', country },
    line: {
      offerId: 'action-pack',
      startsOn: '2026-06-23',
      expiresOn: '2027-06-23',
      net: { minor: net, currency },
    },
    tax: { rate: { name: taxName, basisPoints }, amount: { minor: amount, currency } },
    total: { minor: net + amount, currency },
    paid: parts.paid ?? { way: 'card', brand: 'Visa', last4: '4242' },
  };
}

interface InvoiceParts {
  organisation?: string;
  country?: string;
  currency?: Currency;
  /** In minor units. */
  net?: number;
  taxName?: string;
  basisPoints?: number;
  paid?: Invoice['paid'];
}

let catalogue: Catalogue | undefined;

/** What a sheet is made with, for a reader of this language: the real catalogue and texts. */
export async function readerOf(language: Language): Promise<SheetReader> {
  catalogue ??= await loadCatalogue();
  const ports = { rules: { catalogue, renewalTermFrom: 'purchase' as const } };
  return { language, say: sayIn(language), ports };
}
