/** A calendar date (`YYYY-MM-DD`) as people of the language write it in a sentence. */
export function formatDate(language: string, date: string): string {
  return formatter(language).format(new Date(`${date}T00:00:00Z`));
}

/** An amount in minor units. Taiwan's dollar is always NT$, since a bare $ could be read as another one. */
export function formatMoney(language: string, minor: number, currency: string, digits: number): string {
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const parts = format.formatToParts(minor / 10 ** digits);
  return parts.map((part) => (part.type === 'currency' && currency === 'TWD' ? 'NT$' : part.value)).join('');
}

/** A share in basis points as a percentage: 1000 → 10 %. */
export function formatPercent(language: string, basisPoints: number): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000);
}

/** A list in a sentence: a, b, and c. */
export function formatList(language: string, items: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(language, { type }).format(items);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string): Intl.DateTimeFormat {
  const known = formatters.get(language);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  formatters.set(language, made);
  return made;
}
