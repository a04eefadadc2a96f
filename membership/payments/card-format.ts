import { brandOf } from './card-brands.js';
import { digitsOf, foldWidth } from './card-rules.js';

const LONGEST_NUMBER = 19;

/** A card number, or the beginning of one, grouped as it stands on the card. */
export function formatNumber(text: string): string {
  const digits = digitsOf(text).slice(0, LONGEST_NUMBER);
  return split(digits, brandOf(digits).groups).join(' ');
}

function split(digits: string, [length, ...others]: readonly number[]): string[] {
  if (length === undefined || digits.length <= length) return digits ? [digits] : [];
  return [digits.slice(0, length), ...split(digits.slice(length), others)];
}

/** An expiry date as typed so far, as `MM/YY`. Text that a person or autofill separated is left as it is. */
export function formatExpiry(text: string): string {
  const plain = foldWidth(text).replace(/\s/g, '');
  if (!/^\d+$/.test(plain)) return plain.replace(/^([2-9])\//, '0$1/').slice(0, 7);
  const digits = /^[2-9]/.test(plain) ? `0${plain}` : plain;
  return digits.length > 2 ? `${digits.slice(0, 2)}/${digits.slice(2, 6)}` : digits;
}

/** A CVC as typed so far: digits, as many as this number's brand has. */
export const formatCvc = (text: string, number: string): string =>
  digitsOf(text).slice(0, brandOf(digitsOf(number)).cvcDigits);
