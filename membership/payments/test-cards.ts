/** What a test card does when it is charged. */
export const CARD_BEHAVIOURS = [
  'paid',
  'declined',
  'insufficient-funds',
  'expired',
  'bank-step',
  'slow',
  'answer-lost',
] as const;
export type CardBehaviour = (typeof CARD_BEHAVIOURS)[number];

export interface TestCard {
  number: string;
  behaviour: CardBehaviour;
}

/**
 * The only cards that the sandbox takes. Any holder, any expiry date to come and any CVC of the right length will do;
 * only the number decides:
 *
 * - `paid`: charged at once.
 * - `declined`, `insufficient-funds`, `expired`: can be saved, and every charge is declined for that reason.
 * - `bank-step`: every charge waits until the cardholder approves or refuses it on the bank's page.
 * - `slow`: a charge is processing for 20 seconds of wall clock, then paid, even if the service stopped in between.
 * - `answer-lost`: the charge is recorded as paid, but the answer never arrives: a timeout.
 */
export const TEST_CARDS: readonly TestCard[] = [
  { number: '4242 4242 4242 4242', behaviour: 'paid' },
  { number: '5555 5555 5555 4444', behaviour: 'paid' },
  { number: '3566 0020 2036 0505', behaviour: 'paid' },
  { number: '3782 822463 10005', behaviour: 'paid' },
  { number: '4000 0000 0000 0002', behaviour: 'declined' },
  { number: '4000 0000 0000 9995', behaviour: 'insufficient-funds' },
  { number: '4000 0000 0000 0069', behaviour: 'expired' },
  { number: '4000 0000 0000 3220', behaviour: 'bank-step' },
  { number: '4000 0000 0000 1091', behaviour: 'slow' },
  { number: '4000 0000 0000 1901', behaviour: 'answer-lost' },
];

/** The test card with these digits; undefined for every other card, real ones above all. */
export const testCardOf = (digits: string): TestCard | undefined =>
  TEST_CARDS.find((card) => card.number.replaceAll(' ', '') === digits);
