import { foldWidth } from './normalise.js';

/** An invoice's number: the partner's MPN ID, the year, four digits or more (membership/invoice.ts). */
const NUMBER = /(?<![\p{Script=Latin}\d]|\d-)(\d{6,9})-(20\d\d)-(\d{4,6})(?!\d|-\d)/gu;

const DASHES = /[‐‑‒–—−ー]/g;
const plain = (text: string): string => foldWidth(text).replace(DASHES, '-');

/** The one invoice number in a text; undefined for none, or for two different ones. */
export function invoiceNumberIn(text: string): string | undefined {
  const found = new Set(plain(text).match(NUMBER));
  const [number] = found;
  return found.size === 1 ? number : undefined;
}

/** The text with every invoice number replaced by as many letters: it is long enough to pass for a card's number. */
export const withoutInvoiceNumbers = (text: string): string =>
  text.replace(DASHES, '-').replace(NUMBER, (number) => 'x'.repeat(number.length));

/** The one year of this century in a text that is not part of a longer number or of a date with a day. */
export function yearIn(text: string): string | undefined {
  const found = new Set(
    plain(text)
      .replace(NUMBER, ' ')
      .match(/(?<![\d.,/-])20\d\d(?![\d/]|[.,-]\d)/g),
  );
  const [year] = found;
  return found.size === 1 ? year : undefined;
}
