import { z } from 'zod';
import { isZone } from '../../membership/calendar.js';
import { CURRENCIES } from '../../membership/money.js';
import { COMPETENCY_LEVELS, LANGUAGES } from '../../membership/offer.js';

/** Names that a country's tax can have. Each is a key of the locales, which say it in the reader's language. */
export const TAX_NAMES = ['VAT', 'TVA', 'GST', 'consumption-tax', 'sales-tax', 'none'] as const;

/**
 * A value that passes `check`, or the sentence of what it must be. Not zod's own strings and numbers, because those
 * stop at the first fault: a refinement lets everything else be checked too, so that all problems come at once.
 */
const must = <Value>(check: (value: unknown) => value is Value, be: string) =>
  z.unknown().refine(check, { message: `must be ${be}` });

const matching = (shape: RegExp, be: string) =>
  must((value): value is string => typeof value === 'string' && shape.test(value), be);

const oneOf = <Value extends string>(values: readonly Value[]) =>
  must((value): value is Value => values.some((each) => each === value), `one of ${values.join(', ')}`);

const wholeNumber = (from: number, to: number, be: string) =>
  must((value): value is number => Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to, be);

const isHttps = (value: unknown): value is string =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:';

const forEach = <Key extends string, Field extends z.ZodTypeAny>(keys: readonly Key[], field: Field) =>
  z.object(Object.fromEntries(keys.map((key) => [key, field])) as Record<Key, Field>).strict();

const text = matching(/\S/, 'a text that is not empty');
const link = must(isHttps, 'an https link');
const localized = forEach(LANGUAGES, text);

const offer = z
  .object({
    id: matching(/^[a-z][a-z0-9-]*$/, 'an id of a-z, 0-9 and hyphens'),
    kind: oneOf(['pack', 'competency']),
    level: oneOf(COMPETENCY_LEVELS).optional(),
    name: localized,
    aliases: z.array(text),
    summary: localized,
    benefits: z.array(localized).min(1),
    firstSteps: z.array(localized).min(1),
    prices: forEach(CURRENCIES, wholeNumber(1, Number.MAX_SAFE_INTEGER, 'a whole number over 0')),
    learnMore: link,
  })
  .strict();

const tax = z
  .object({ name: oneOf(TAX_NAMES), basisPoints: wholeNumber(0, 10_000, 'a whole number from 0 to 10000') })
  .strict();

const country = z
  .object({
    code: matching(/^[A-Z]{2}$/, 'an ISO 3166-1 code of two capital letters'),
    name: localized,
    currency: oneOf(CURRENCIES),
    zone: must(
      (value): value is string => typeof value === 'string' && isZone(value),
      'an IANA time zone such as Europe/Paris',
    ),
    tax,
    language: oneOf(LANGUAGES),
    aliases: z.array(matching(/^(?!.*\p{Lu})\S.*$/u, 'a text in lower case that is not empty')),
  })
  .strict();

const links = z
  .object({
    terms: link,
    partnerNetwork: link,
    membership: link,
    actionPackInstructions: link,
    actionPackDetails: link,
    competencies: link,
    competencyLevels: link,
    membershipOffers: link,
    pmc: link,
    support: link,
  })
  .strict();

/** Shape of `offers.json`: what can be bought; prices in minor units, a year, before tax. */
export const OFFERS = z.object({ offers: z.array(offer).min(1) }).strict();

/** Shape of `countries.json`: where partners can be; tax in basis points. */
export const COUNTRIES = z.object({ countries: z.array(country).min(1) }).strict();

/** Shape of `links.json`: Microsoft's pages, and which version of the terms is accepted when buying. */
export const LINKS = z.object({ termsVersion: text, links }).strict();

/** Shape of `seller.json`: who sells, as it stands on invoices. */
export const SELLER = z.object({ seller: z.object({ name: text, address: z.array(text).min(1) }).strict() }).strict();

/** What is wrong with `value`, a line each that names the file and the field and says what it must be. */
export function problemsOf(file: string, schema: z.ZodTypeAny, value: unknown): string[] {
  const checked = schema.safeParse(value, { errorMap: sentence });
  const issues = checked.success ? [] : checked.error.issues;
  return issues.flatMap((issue) => fieldsOf(issue).map((field) => `${file}: ${field} ${issue.message}`));
}

/** Zod's own issues are the structural ones; the rest bring their sentence along. */
const sentence: z.ZodErrorMap = (issue, context) => {
  if (issue.code === 'invalid_type')
    return { message: issue.expected === 'array' ? 'must be a list' : 'must be an object' };
  if (issue.code === 'too_small') return { message: 'must have at least one entry' };
  if (issue.code === 'unrecognized_keys') return { message: 'must not be there: no such field is known' };
  return { message: context.defaultError };
};

function fieldsOf(issue: z.ZodIssue): string[] {
  const extra = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const paths = extra.length ? extra.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => path.reduce<string>(appended, '') || 'the whole file');
}

const appended = (field: string, key: string | number) =>
  typeof key === 'number' ? `${field}[${key}]` : field ? `${field}.${key}` : key;
