import { withoutInvoiceNumbers } from './invoice-number.js';

const DIGITS = /[0-9０-９]+/g;

// What people write between the digits of a card.
const BETWEEN = /^[\s.\-‐‑–—−ー_·・．－\u200b-\u200d]{1,3}$/u;

// Any other single mark, between groups that are too long for a date or an amount. No plus: it belongs to phones.
const OTHER_MARK = /^\s?[^\p{L}\p{M}\p{N}\s+＋]\s?$/u;
const LONG_GROUP = 4;

const MASK = '••••';

interface Group {
  digits: string;
  start: number;
  end: number;
}

/**
 * Whether a payment card's number stands in the text: 13 to 19 digits that pass Luhn, with spaces or marks
 * between, full-width too. International phone numbers ("+" and up to 15 digits) are not cards.
 */
export const holdsCardNumber = (text: string): boolean => cardsIn(text).length > 0;

/** The text with every card number replaced by dots. Nothing of the number is kept. */
export function maskCardNumbers(text: string): string {
  let masked = '';
  let from = 0;
  for (const card of cardsIn(text)) {
    masked += text.slice(from, card.start) + MASK;
    from = card.end;
  }
  return masked + text.slice(from);
}

function cardsIn(text: string): Group[] {
  const cards: Group[] = [];
  for (const run of runsIn(text)) {
    for (let at = 0; at < run.length; ) {
      const size = cardAt(text, run, at);
      if (size > 0) cards.push(joined(run.slice(at, at + size)));
      at += Math.max(size, 1);
    }
  }
  return cards;
}

/** Groups of digits that only separators stand between. */
function runsIn(text: string): Group[][] {
  const runs: Group[][] = [];
  for (const match of withoutInvoiceNumbers(text).matchAll(DIGITS)) {
    const group = { digits: ascii(match[0]), start: match.index, end: match.index + match[0].length };
    const last = runs.at(-1)?.at(-1);
    if (last && separates(text.slice(last.end, Math.min(last.end + 4, group.start)), last)) runs.at(-1)?.push(group);
    else runs.push([group]);
  }
  return runs;
}

const separates = (between: string, before: Group): boolean =>
  BETWEEN.test(between) || (before.digits.length >= LONG_GROUP && OTHER_MARK.test(between));

/** How many groups from `at` make up the longest card number there; 0 for none. */
function cardAt(text: string, run: Group[], at: number): number {
  let digits = '';
  let found = 0;
  for (let size = 1; at + size <= run.length && digits.length < 19; size += 1) {
    digits += run[at + size - 1]?.digits;
    if (isCardNumber(digits) && !isPhone(text, run[at], digits)) found = size;
  }
  return found;
}

const isCardNumber = (digits: string): boolean =>
  digits.length >= 13 && digits.length <= 19 && digits[0] !== '0' && passesLuhn(digits);

const isPhone = (text: string, first: Group | undefined, digits: string): boolean =>
  digits.length <= 15 && /[+＋]\s?\(?$/.test(text.slice(Math.max(0, (first?.start ?? 0) - 3), first?.start));

/** The check digit of ISO/IEC 7812, doubling every second digit from the right. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = digit * 2;
    if (at % 2 === 0) sum += digit;
    else sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const joined = (groups: Group[]): Group => ({
  digits: groups.map((group) => group.digits).join(''),
  start: groups[0]?.start ?? 0,
  end: groups.at(-1)?.end ?? 0,
});

const ascii = (digits: string): string =>
  digits.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
