import { ok, type Result, refuse } from '../result.js';
import { brandOf } from './card-brands.js';
import type { CardDetails } from './gateway.js';
import { passesLuhn } from './luhn.js';

/*
 * The rules of the payment page's form. The page runs them while a person types, the server runs them again on what
 * arrives: one module, so that the two cannot disagree. It must import nothing that a browser does not have.
 */

/** The fields of the form, in the order in which they stand on the page. */
export const CARD_FIELDS = ['number', 'expiry', 'cvc', 'holder'] as const;
export type CardField = (typeof CARD_FIELDS)[number];

/** What a person typed, as it came. */
export type CardForm = Record<CardField, string>;

/** What can be wrong with a field; `paymentPage.problem.<this>` says it. */
export const CARD_PROBLEMS = [
  'number-missing',
  'number-wrong',
  'expiry-missing',
  'expiry-wrong',
  'expiry-past',
  'cvc-missing',
  'cvc-3',
  'cvc-4',
  'holder-missing',
  'holder-wrong',
] as const;
export type CardProblem = (typeof CARD_PROBLEMS)[number];
export type CardProblems = Partial<Record<CardField, CardProblem>>;

/** A month of the calendar, `YYYY-MM`; these compare as text. */
export type Month = string;

const HOLDER_LENGTH = 100;
const YEARS_AHEAD = 50;

/**
 * The month that it still is somewhere on Earth. A card is good through the last day of its month, and neither the
 * server's zone nor the browser's says where its bank is: the provider has the last word.
 */
export const earliestMonth = (instant: string): Month =>
  new Date(Date.parse(instant) - 12 * 3600_000).toISOString().slice(0, 7);

/** Full-width digits and signs, as Japanese, Korean and Chinese keyboards type them, as ASCII. */
export const foldWidth = (text: string): string =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');

/** The digits of a text and nothing else. */
export const digitsOf = (text: string): string => foldWidth(text).replace(/\D/g, '');

/** What is wrong with one field, or undefined. The CVC's length depends on the number, hence the whole form. */
export function problemOf(field: CardField, form: CardForm, today: Month): CardProblem | undefined {
  if (foldWidth(form[field]).trim() === '') return `${field}-missing`;
  return CHECKS[field](form, today);
}

const CHECKS: Record<CardField, (form: CardForm, today: Month) => CardProblem | undefined> = {
  number: (form) => (isCardNumber(form.number) ? undefined : 'number-wrong'),
  expiry: (form, today) => expiryProblem(readExpiry(form.expiry), today),
  cvc: (form) => cvcProblem(form),
  holder: (form) => (isHolder(form.holder) ? undefined : 'holder-wrong'),
};

/** All problems of the form, by field; empty where it is good. */
export function problemsOf(form: CardForm, today: Month): CardProblems {
  const found = CARD_FIELDS.map((field) => [field, problemOf(field, form, today)] as const);
  return Object.fromEntries(found.filter(([, problem]) => problem));
}

/** The form as a card, or every problem that it has. */
export function readCard(
  form: CardForm,
  today: Month,
): Result<CardDetails, { code: 'invalid-card'; problems: CardProblems }> {
  const problems = problemsOf(form, today);
  const expiry = readExpiry(form.expiry);
  if (Object.keys(problems).length > 0 || !expiry) return refuse({ code: 'invalid-card', problems });
  return ok({
    number: digitsOf(form.number),
    expiryMonth: expiry.month,
    expiryYear: expiry.year,
    cvc: digitsOf(form.cvc),
    holder: form.holder.normalize('NFC').trim(),
  });
}

/** Month and year of `MM/YY`, `MM/YYYY`, `MMYY` or `YYYY-MM`; undefined where the text is none of these. */
export function readExpiry(text: string): { month: number; year: number } | undefined {
  const plain = foldWidth(text).replace(/\s/g, '');
  const iso = /^(\d{4})-(\d{1,2})$/.exec(plain);
  const usual = /^(\d{1,2})[/.-](\d{2}|\d{4})$/.exec(plain) ?? /^(\d{2})(\d{2}|\d{4})$/.exec(plain);
  const [month, year] = iso ? [Number(iso[2]), Number(iso[1])] : [Number(usual?.[1]), Number(usual?.[2])];
  if (!(month >= 1 && month <= 12)) return undefined;
  return { month, year: year < 100 ? 2000 + year : year };
}

function isCardNumber(text: string): boolean {
  const digits = digitsOf(text);
  const onlyDigits = /^[\d\s-]+$/.test(foldWidth(text));
  return onlyDigits && brandOf(digits).lengths.includes(digits.length) && passesLuhn(digits);
}

function expiryProblem(expiry: { month: number; year: number } | undefined, today: Month): CardProblem | undefined {
  if (!expiry || expiry.year > Number(today.slice(0, 4)) + YEARS_AHEAD) return 'expiry-wrong';
  const month = `${expiry.year}-${String(expiry.month).padStart(2, '0')}`;
  return month < today ? 'expiry-past' : undefined;
}

function cvcProblem(form: CardForm): CardProblem | undefined {
  const { cvcDigits } = brandOf(digitsOf(form.number));
  const good = new RegExp(`^\\d{${cvcDigits}}$`).test(foldWidth(form.cvc).trim());
  return good ? undefined : `cvc-${cvcDigits}`;
}

/** A name, and not a card number that went into the wrong field: names are shown again, numbers never are. */
const isHolder = (text: string): boolean => text.trim().length <= HOLDER_LENGTH && digitsOf(text).length < 3;
