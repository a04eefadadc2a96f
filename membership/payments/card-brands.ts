/** What a card of one network looks like: first digits, length, how its number is grouped, digits of its CVC. */
export interface CardBrand {
  /** Shown to people as it is, in every language. */
  name: string;
  starts: RegExp;
  lengths: readonly number[];
  groups: readonly number[];
  cvcDigits: 3 | 4;
}

const FOURS = [4, 4, 4, 4, 3];

/** The card networks that are recognised, by the ranges that they publish. */
export const CARD_BRANDS: readonly CardBrand[] = [
  { name: 'Visa', starts: /^4/, lengths: [13, 16, 19], groups: FOURS, cvcDigits: 3 },
  {
    name: 'Mastercard',
    starts: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    lengths: [16],
    groups: FOURS,
    cvcDigits: 3,
  },
  { name: 'American Express', starts: /^3[47]/, lengths: [15], groups: [4, 6, 5], cvcDigits: 4 },
  { name: 'JCB', starts: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19], groups: FOURS, cvcDigits: 3 },
];

/** A card of a network that is not in the list: it may still be good, which only the provider can tell. */
export const OTHER_BRAND: CardBrand = {
  name: '',
  starts: /^/,
  lengths: [12, 13, 14, 15, 16, 17, 18, 19],
  groups: FOURS,
  cvcDigits: 3,
};

/** The network that a card number, or the beginning of one, belongs to. */
export const brandOf = (digits: string): CardBrand =>
  CARD_BRANDS.find((brand) => brand.starts.test(digits)) ?? OTHER_BRAND;
