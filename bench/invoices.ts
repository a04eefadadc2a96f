import { InvoicePrinter } from '../bot/invoice-pdf/printer.js';
import { type InvoiceSheet, sheetOf } from '../bot/invoice-pdf/sheet.js';
import { loadCatalogue } from '../data/catalogue.js';
import { demoAccounts } from '../data/demo.js';
import { sayIn } from '../locales/text.js';
import { LANGUAGES, type Language } from '../membership/offer.js';
import { buildIfNeeded } from '../scripts/build.mjs';
import { short, withRange } from './numbers.js';
import { printTable } from './table.js';

const NOW = '2026-06-23T12:00:00.000Z';
const VISA = { brand: 'Visa', last4: '4242', expiryMonth: 12, expiryYear: 2099, token: 'none' };

/** The demo partner whose invoice is made in each language: one in whose country the language is spoken. */
const PARTNERS: Record<Language, string> = {
  en: 'contoso',
  fr: 'northwind',
  ja: 'litware',
  ko: 'tailspin',
  'zh-TW': 'adatum',
};

/** Milliseconds and bytes per invoice in each language, by the worker as it is shipped, its start apart. */
export async function measureInvoices({ rounds }: { rounds: number }): Promise<void> {
  const worker = new URL('./invoice-worker.js', `file://${await buildIfNeeded()}`);
  const rows: string[][] = [];
  for (const language of LANGUAGES) {
    const sheet = await sheetIn(language);
    const printer = new InvoicePrinter({ worker });
    const [first] = await timesOf(printer, sheet, 1);
    const times = await timesOf(printer, sheet, rounds);
    const { length } = await printer.print(sheet);
    await printer.close();
    rows.push([language, short(first ?? Number.NaN), withRange(times), String(length)]);
  }
  printTable(
    'An invoice as a PDF',
    ['', 'first, ms (worker started)', 'then, ms, median (lowest to highest)', 'bytes'],
    rows,
  );
}

async function timesOf(printer: InvoicePrinter, sheet: InvoiceSheet, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await printer.print(sheet);
    times.push(performance.now() - begun);
  }
  return times;
}

async function sheetIn(language: Language): Promise<InvoiceSheet> {
  const catalogue = await loadCatalogue();
  const account = demoAccounts({ now: NOW, catalogue, visa: VISA }).find(({ id }) => id === PARTNERS[language]);
  const invoice = account?.invoices.at(-1);
  if (!invoice) throw new Error(`The demo data have no invoice of ${PARTNERS[language]} any more`);
  const ports = { rules: { catalogue, renewalTermFrom: 'purchase' as const } };
  return sheetOf(invoice, { language, say: sayIn(language), ports });
}
