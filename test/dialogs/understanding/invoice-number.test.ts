import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holdsCardNumber, maskCardNumbers } from '../../../dialogs/understanding/card-number.js';
import { invoiceNumberIn, yearIn } from '../../../dialogs/understanding/invoice-number.js';
import { readWish } from '../../../dialogs/understanding/wish.js';

const NUMBER = '4358741-2026-0001';

describe('An invoice number', () => {
  const found = [
    NUMBER,
    `invoice ${NUMBER}, please`,
    `請求書${NUMBER}をください`,
    '４３５８７４１－２０２６－０００１',
    '4358741–2026–0001',
    `${NUMBER} or ${NUMBER}`,
    `(${NUMBER})`,
  ];
  for (const text of found) it(`is found in ${text}`, () => assert.equal(invoiceNumberIn(text), NUMBER));

  it('may have more than four digits at its end', () => {
    assert.equal(invoiceNumberIn('4358741-2026-10000'), '4358741-2026-10000');
  });

  const none = [
    '',
    '4358741',
    '2026-06-23',
    `1${'0'.repeat(9)}-2026-0001`,
    `${NUMBER}-7`,
    `x${NUMBER}`,
    '4358741-1999-0001',
  ];
  for (const text of [...none, `${NUMBER} and 4358741-2025-0001`])
    it(`is not found in “${text}”`, () => assert.equal(invoiceNumberIn(text), undefined));
});

describe('The year of an invoice', () => {
  const years: [text: string, year: string | undefined][] = [
    ['invoice for 2025', '2025'],
    ['2025', '2025'],
    ['2025年の請求書', '2025'],
    ['２０２５年', '2025'],
    ['2025년 청구서', '2025'],
    ['la facture de 2025.', '2025'],
    ['2025 年的發票', '2025'],
    ['from 2025 or 2025', '2025'],
    ['from 2025 to 2026', undefined],
    ['2026-06-23', undefined],
    ['23/06/2025', undefined],
    ['1999', undefined],
    ['12025', undefined],
    [NUMBER, undefined],
    ['$2025.00', undefined],
  ];
  for (const [text, year] of years) it(`is ${year} in “${text}”`, () => assert.equal(yearIn(text), year));
});

describe('What is said of an invoice', () => {
  const offers = [{ value: 'silver-competency', names: ['Silver competency'] }];
  const wishes: [text: string, wish: Record<string, unknown>][] = [
    ['download my invoice', {}],
    ['invoice for 2025', { year: '2025' }],
    ['I need the 2025 invoice for Silver', { year: '2025', offer: 'silver-competency' }],
    [NUMBER, { invoice: NUMBER }],
    [`can I have ${NUMBER}`, { invoice: NUMBER }],
    ['la facture de 2025', { year: '2025' }],
    ['2025年の請求書をダウンロードしたい', { year: '2025' }],
    ['2025년 청구서 보여 주세요', { year: '2025' }],
    ['請給我 2025 年的發票', { year: '2025' }],
  ];
  for (const [text, wish] of wishes)
    it(`is understood: ${text}`, () => assert.deepEqual(readWish(text, offers), { intent: 'invoice', ...wish }));

  it('is not a card’s number, though it is as long as one', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));
    fc.assert(
      fc.property(digits(7), fc.integer({ min: 2015, max: 2099 }), digits(4), (mpnId, year, sequence) => {
        const number = `${mpnId}-${year}-${sequence}`;
        assert.equal(holdsCardNumber(`invoice ${number}`), false);
        assert.equal(maskCardNumbers(number), number);
      }),
    );
  });

  it('does not hide a card’s number beside it', () => {
    assert.equal(holdsCardNumber(`${NUMBER} paid with 4242 4242 4242 4242`), true);
    assert.equal(maskCardNumbers(`${NUMBER}: 4242-4242-4242-4242`), `${NUMBER}: ••••`);
    assert.equal(holdsCardNumber('3782-822463-10005'), true);
  });
});
