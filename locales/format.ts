/** A calendar date (`YYYY-MM-DD`) as people of the language write it in a sentence. In French, 1 is "1er". */
export function formatDate(language: string, date: string): string {
  const format = kept(
    `date ${language}`,
    () => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }),
  );
  const text = format.format(new Date(`${date}T00:00:00Z`));
  return language === 'fr' ? text.replace(/^1\b/, '1er') : text;
}

/** A month (`YYYY-MM`), such as the one on a card's face. */
export function formatMonth(language: string, month: string): string {
  const options = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const format = kept(`month ${language}`, () => new Intl.DateTimeFormat(language, options));
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

/** A moment (ISO 8601) in a time zone, to the minute. */
export function formatMoment(language: string, instant: string, zone: string): string {
  // Some versions of the language data write the two halves of a Korean day in English.
  const hourCycle = language === 'ko' ? 'h23' : undefined;
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: zone, hourCycle } as const;
  const format = kept(`moment ${language} ${zone}`, () => new Intl.DateTimeFormat(language, options));
  const text = format.format(new Date(instant)).replaceAll('\u202f', ' ');
  return language === 'fr' ? text.replace(/^1\b/, '1er') : text;
}

/** A size in whole megabytes: 10 MB, in French 10 Mo. */
export const formatMegabytes = (language: string, count: number): string =>
  kept(`megabytes ${language}`, () => new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte' })).format(
    count,
  );

/** An amount in minor units. Taiwan's dollar is always NT$, since a bare $ could be read as another one. */
export function formatMoney(language: string, minor: number, currency: string, digits: number): string {
  const options = {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const;
  const format = kept(`money ${language} ${currency} ${digits}`, () => new Intl.NumberFormat(language, options));
  const parts = format.formatToParts(minor / 10 ** digits);
  return parts.map((part) => (part.type === 'currency' && currency === 'TWD' ? 'NT$' : part.value)).join('');
}

/** A share in basis points as a percentage: 1000 → 10 %. */
export function formatPercent(language: string, basisPoints: number): string {
  const options = { style: 'percent', maximumFractionDigits: 2 } as const;
  const format = kept(`percent ${language}`, () => new Intl.NumberFormat(language, options));
  return format.format(basisPoints / 10_000);
}

/** A list in a sentence: a, b, and c. */
export function formatList(language: string, items: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return kept(`list ${language} ${type}`, () => new Intl.ListFormat(language, { type })).format(items);
}

const formats = new Map<string, unknown>();

/** Making an Intl format costs a hundred times as much as using it, so each is made once. */
function kept<Format>(key: string, make: () => Format): Format {
  const known = formats.get(key) as Format | undefined;
  if (known) return known;
  const made = make();
  formats.set(key, made);
  return made;
}
