import { cardLabel } from '../../dialogs/cards/card-label.js';
import { dateText, moneyText, offerText, type Turn, taxText } from '../../dialogs/turn.js';
import type { Ports } from '../../membership/actions/ports.js';
import { type Invoice, officialInvoiceIn } from '../../membership/invoice.js';
import { knownCountry, type Language } from '../../membership/offer.js';
import type { Payment } from '../../membership/order.js';

export type Paper = 'A4' | 'LETTER';
export type Fact = readonly [label: string, value: string];

/** One side of the sale, as it stands on the sheet. */
export interface Party {
  role: string;
  name: string;
  lines: string[];
}

/** All that stands on an invoice, as texts in the reader's language: what the worker sets into a PDF. */
export interface InvoiceSheet {
  language: Language;
  /** The buyer's country: says in which regional forms characters of names are set. */
  country: string;
  paper: Paper;
  /** Date of the document, `YYYY-MM-DD`. */
  issuedOn: string;
  title: string;
  heading: string;
  facts: Fact[];
  seller: Party;
  buyer: Party;
  heads: readonly [item: string, term: string, amount: string];
  item: readonly [item: string, term: string, amount: string];
  sums: Fact[];
  total: Fact;
  payment: Fact;
  /** What this document is not, where that has to be said. */
  notice?: string;
  closing: string;
  page: string;
}

/** What is needed of who reads an invoice. */
export type SheetReader = Pick<Turn, 'language' | 'say'> & { ports: Pick<Ports, 'rules'> };

/** Countries that print on US Letter (CLDR, supplemental/measurementData, paperSize). */
const LETTER = new Set(['BZ', 'CA', 'CL', 'CO', 'CR', 'GT', 'MX', 'NI', 'PA', 'PH', 'PR', 'SV', 'US', 'VE']);

export const paperOf = (country: string): Paper => (LETTER.has(country) ? 'LETTER' : 'A4');

/**
 * What stands on an invoice in a reader's language. Names of the seller, of offers and of countries come from the
 * catalogue as it is now; everything else was fixed when the invoice was issued.
 */
export function sheetOf(invoice: Invoice, reader: SheetReader): InvoiceSheet {
  const { say, language } = reader;
  const { catalogue } = reader.ports.rules;
  const { buyer, line, tax, number, issuedOn } = invoice;
  const term = { from: dateText(reader, line.startsOn), to: dateText(reader, line.expiresOn) };
  const official = officialInvoiceIn(buyer.country);
  const total: Fact = [say('invoicePdf.total', { currency: invoice.total.currency }), moneyText(reader, invoice.total)];
  return {
    language,
    country: buyer.country,
    paper: paperOf(buyer.country),
    issuedOn,
    title: say('invoicePdf.title', { number }),
    heading: say('invoicePdf.heading'),
    facts: [[say('receipt.invoice'), number], [say('invoicePdf.issuedOn'), dateText(reader, issuedOn)], total],
    seller: { role: say('invoicePdf.seller'), name: catalogue.seller.name, lines: catalogue.seller.address },
    buyer: {
      role: say('invoicePdf.buyer'),
      name: buyer.organisation,
      lines: [
        knownCountry(catalogue, buyer.country).name[language],
        say('format.fact', { label: say('membership.mpnId'), value: buyer.mpnId }),
      ],
    },
    heads: [say('invoicePdf.item'), say('review.term'), say('invoicePdf.amount')],
    item: [offerText(reader, line.offerId), say('review.termDates', term), moneyText(reader, line.net)],
    sums: [
      [say('invoicePdf.net'), moneyText(reader, line.net)],
      [taxText(reader, tax.rate), moneyText(reader, tax.amount)],
    ],
    total,
    payment: [say('invoicePdf.paid'), paymentLine(invoice.paid, reader)],
    ...(official ? { notice: say(`invoice.notOfficial.${official}`) } : {}),
    closing: say('invoicePdf.nothingDue'),
    page: say('invoicePdf.page', { page: 1, pages: 1 }),
  };
}

function paymentLine(paid: Payment, { say }: Pick<SheetReader, 'say'>): string {
  if (paid.way === 'card') return cardLabel(paid);
  return say('format.fact', { label: say('pay.transfer'), value: paid.reference });
}
