import { holdsCardNumber } from './card-number.js';
import { foldWidth } from './normalise.js';
import { readYesNo } from './yes-no.js';

/** Longer texts hold no contact details that a person typed at a step. */
const LONGEST_TEXT = 500;

const EMAIL =
  /(?<![\w.+@-])[a-z0-9_](?:[a-z0-9_+'%&=-]|\.(?!\.)){0,63}@(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,8}[a-z]{2,24}(?![a-z0-9@]|-[a-z0-9])/gi;

/** The one email address in a text, as it was typed (width folded); undefined for none, or for two different ones. */
export function readEmail(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const found = new Set(foldWidth(text).match(EMAIL)?.filter(isAddress));
  const [email] = found;
  return found.size === 1 ? email : undefined;
}

function isAddress(email: string): boolean {
  const [local = '', domain = ''] = email.split('@');
  return local.length <= 64 && domain.length <= 253 && !local.endsWith('.') && !domain.includes('-.');
}

const PHONE = /(?<![\p{Script=Latin}\d])\+?\(?\d[\d\s().\-/]{5,30}\d(?![\p{Script=Latin}\d])/gu;
const DATE = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$/;

/** Digits of a number without country code, with the leading zero or one where it is dialled. */
const NATIONAL_DIGITS = new Map<string, [number, number]>([
  ['US', [10, 11]],
  ['CA', [10, 11]],
  ['FR', [9, 10]],
  ['JP', [9, 11]],
  ['KR', [8, 12]],
  ['TW', [8, 10]],
]);

/**
 * The one phone number in a text, as readable as it was typed: 7 to 15 digits (ITU-T E.164), and without `+` or `00`
 * as many as numbers in `country` (ISO 3166-1 alpha-2) have, where we know it.
 */
export function readPhone(text: string, country: string): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const plain = foldWidth(text).replace(/[‐‑‒–—−ー]/g, '-');
  const found = (plain.match(PHONE) ?? []).map(readable).filter((phone) => isPhone(phone, country));
  return found.length === 1 ? found[0] : undefined;
}

const readable = (phone: string): string => phone.replace(/\s+/g, ' ').trim();

function isPhone(phone: string, country: string): boolean {
  if (DATE.test(phone) || holdsCardNumber(phone)) return false;
  const digits = phone.replace(/\D/g, '');
  const international = phone.startsWith('+') || digits.startsWith('00');
  const [least, most] = (!international && NATIONAL_DIGITS.get(country.toUpperCase())) || [7, 15];
  return digits.length >= least && digits.length <= most && /[1-9]/.test(digits);
}

const LONGEST_NAME = 80;
const LINK = /https?:|www\.|:\/\/|\S@\S/i;
// Control characters and those that turn the direction of what stands after them.
const INVISIBLE = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu;

/**
 * The name of a person or an organisation: trimmed, one line. Undefined where it is empty, has no letter or digit,
 * is over 80 characters, is a link, an address or a card number, or is a plain yes or no.
 */
export function readName(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const name = text.normalize('NFC').replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
  const usable = /[\p{L}\p{N}]/u.test(name) && Array.from(name).length <= LONGEST_NAME;
  return usable && !LINK.test(name) && !holdsCardNumber(name) && !readYesNo(name) ? name : undefined;
}
