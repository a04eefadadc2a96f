/** Currencies that the catalogue has prices in. */
export const CURRENCIES = ['USD', 'EUR', 'JPY', 'KRW', 'TWD'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** An amount in the currency's minor unit: cents for USD, whole yen for JPY. Always an integer. */
export interface Money {
  minor: number;
  currency: Currency;
}

/** Tax of a country: its name is a key of the catalogue, its rate a share in basis points (1000 = 10 %). */
export interface TaxRate {
  name: string;
  basisPoints: number;
}

const FRACTION_DIGITS: Record<Currency, number> = { USD: 2, EUR: 2, JPY: 0, KRW: 0, TWD: 0 };

/**
 * Digits after the decimal point that prices in `currency` are shown and charged with. ISO 4217 gives TWD two,
 * but prices in Taiwan have none [decision].
 */
export const fractionDigits = (currency: Currency): number => FRACTION_DIGITS[currency];

export const isCurrency = (text: string): text is Currency => (CURRENCIES as readonly string[]).includes(text);

/** Sum of two amounts of one currency. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`Cannot add ${a.currency} and ${b.currency}`);
  return { minor: a.minor + b.minor, currency: a.currency };
}

/** Tax on a net amount, rounded half up to the minor unit. */
export function taxOn(net: Money, rate: TaxRate): Money {
  return { minor: Math.floor((net.minor * rate.basisPoints + 5000) / 10000), currency: net.currency };
}

export const sameMoney = (a: Money, b: Money): boolean => a.minor === b.minor && a.currency === b.currency;
