import assert from 'node:assert/strict';
import fc from 'fast-check';
import { passesLuhn } from '../../../membership/payments/luhn.js';
import { TEST_CARDS } from '../../../membership/payments/test-cards.js';

describe('the Luhn check', () => {
  it('passes every test card', () => {
    for (const { number } of TEST_CARDS) assert.ok(passesLuhn(number.replaceAll(' ', '')), number);
  });

  it('notices any single digit that was mistyped', () => {
    const mistakes = fc.tuple(fc.constantFrom(...TEST_CARDS), fc.nat(14), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(mistakes, ([{ number }, place, by]) => {
        const digits = [...number.replaceAll(' ', '')];
        digits[place] = String((Number(digits[place]) + by) % 10);
        assert.equal(passesLuhn(digits.join('')), false);
      }),
    );
  });

  it('refuses what is not digits', () => {
    for (const text of ['', ' ', '4242 4242 4242 4242', 'card']) assert.equal(passesLuhn(text), false, text);
  });
});
