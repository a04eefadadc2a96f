import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holdsCardNumber, maskCardNumbers } from '../../../dialogs/understanding/card-number.js';
import { HOSTILE, LONG_PIECES, longText, milliseconds } from './hostile.js';

// Numbers that card schemes publish for testing.
const CARDS = [
  ...[
    '4242424242424242',
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    '4242.4242.4242.4242',
    '3782 822463 10005',
    '5555 5555 5555 4444',
  ],
  ...[
    '４２４２４２４２４２４２４２４２',
    '４２４２　４２４２　４２４２　４２４２',
    '４２４２－４２４２－４２４２－４２４２',
    '4222222222222',
    '6011 1111 1111 1117',
  ],
  ...[
    'my card is 4242 4242 4242 4242, expiry 12/27',
    '4242 4242 4242 4242 12/27 123',
    'カード番号は4242424242424242です',
    '4242 – 4242 – 4242 – 4242',
  ],
  ...[
    '4242\n4242\n4242\n4242',
    'order 55 card 4242424242424242',
    '+4242 4242 4242 4242',
    '4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2',
    '6304000000000000 000',
    '4242/4242/4242/4242',
    '4242,4242,4242,4242',
    '4242 | 4242 | 4242 | 4242',
    '4242:4242:4242:4242',
    '4242•4242•4242•4242',
    '４２４２／４２４２／４２４２／４２４２',
    '3782/822463/10005',
  ],
];
const OTHERS = [
  ...[
    '',
    '4242',
    '4242 4242 4242 4241',
    '4242424242424243',
    '+1 206 555 0100',
    '+81 90-1234-5678',
    '03-1234-5678',
    '+4915123456789',
    '010-1234-5678',
  ],
  ...[
    'order 1234567890123',
    '2026-06-23',
    '0000000000000000',
    '42424242424242424242424242424242',
    '4242 and 4242 and 4242 and 4242',
    '4532-T1',
    '1234567-2026-0001',
    '4242/4242/4242/4241',
    '4,242,424,242,424,242',
    '+4242/4242/4242/424',
    '4242 + 4242 + 4242 + 4242',
  ],
];

describe('A card number', () => {
  it('is seen however it is written', () => {
    for (const text of CARDS) assert.equal(holdsCardNumber(text), true, text);
  });

  it('is not seen in phone numbers, dates, references and numbers that fail the check digit', () => {
    for (const text of OTHERS) assert.equal(holdsCardNumber(text), false, text);
  });

  it('is replaced by dots, and the rest of the text stays', () => {
    assert.equal(maskCardNumbers('card 4242 4242 4242 4242, please'), 'card ••••, please');
    assert.equal(maskCardNumbers('4242424242424242 or 5555-5555-5555-4444'), '•••• or ••••');
    assert.equal(maskCardNumbers('call +1 206 555 0100'), 'call +1 206 555 0100');
  });

  it('never survives masking, and masking changes nothing where there is none', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789 -./,x４'), maxLength: 80 });
    fc.assert(
      fc.property(digits, (text) => {
        assert.equal(holdsCardNumber(maskCardNumbers(text)), false);
        if (!holdsCardNumber(text)) assert.equal(maskCardNumbers(text), text);
      }),
      { numRuns: 1000 },
    );
    for (const text of CARDS) assert.equal(holdsCardNumber(maskCardNumbers(text)), false, text);
  });

  it('is looked for quickly in long messages', () => {
    for (const text of HOSTILE) assert.equal(maskCardNumbers(text), text);
    for (const piece of LONG_PIECES) assert.ok(milliseconds(() => maskCardNumbers(longText(piece))) < 1000, piece);
  });
});
