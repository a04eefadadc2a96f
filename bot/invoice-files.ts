import { sayIn } from '../locales/text.js';
import type { Ports } from '../membership/actions/ports.js';
import type { Invoice } from '../membership/invoice.js';
import type { Language } from '../membership/offer.js';
import type { InvoicePrinter } from './invoice-pdf/printer.js';
import { sheetOf } from './invoice-pdf/sheet.js';

/** An invoice as a file. */
export interface InvoiceFile {
  /** In the reader's language. */
  name: string;
  pdf: Uint8Array;
}

/** Makes an invoice's PDF in the language of who reads it. @throws PrintingFailed */
export type MakeInvoiceFile = (invoice: Invoice, language: Language) => Promise<InvoiceFile>;

export const invoiceFiles =
  (printer: InvoicePrinter, ports: Ports): MakeInvoiceFile =>
  async (invoice, language) => {
    const sheet = sheetOf(invoice, { language, say: sayIn(language), ports });
    return { name: `${sheet.title.replace(/\s+/g, '-')}.pdf`, pdf: await printer.print(sheet) };
  };
