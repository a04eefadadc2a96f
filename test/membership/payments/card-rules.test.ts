import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatCvc, formatExpiry, formatNumber } from '../../../membership/payments/card-format.js';
import {
  type CardForm,
  digitsOf,
  earliestMonth,
  problemsOf,
  readCard,
  readExpiry,
} from '../../../membership/payments/card-rules.js';

const TODAY = '2026-06';
const GOOD: CardForm = { number: '4242 4242 4242 4242', expiry: '08/28', cvc: '123', holder: '山田 花子' };
const problems = (change: Partial<CardForm>) => problemsOf({ ...GOOD, ...change }, TODAY);

describe('the rules of the payment form', () => {
  it('read a good form as a card', () => {
    const card = { number: '4242424242424242', expiryMonth: 8, expiryYear: 2028, cvc: '123', holder: '山田 花子' };
    assert.deepEqual(readCard(GOOD, TODAY), { ok: true, value: card });
  });

  it('take full-width digits, as a Japanese keyboard types them', () => {
    const form = { ...GOOD, number: '４２４２　４２４２　４２４２　４２４２', expiry: '０８／２８', cvc: '１２３' };
    assert.equal(readCard(form, TODAY).ok, true);
  });

  it('name every field that is missing', () => {
    const empty = { number: '', expiry: ' ', cvc: '　', holder: '' };
    assert.deepEqual(Object.keys(problemsOf(empty, TODAY)), ['number', 'expiry', 'cvc', 'holder']);
  });

  it('refuse a number with a wrong check digit, a wrong length or letters', () => {
    for (const number of ['4242 4242 4242 4241', '4242 4242 4242', '4242 4242 4242 4242 x', '0']) {
      assert.deepEqual(problems({ number }), { number: 'number-wrong' }, number);
    }
  });

  it('take a card through the last day of its month', () => {
    assert.deepEqual(problems({ expiry: '06/26' }), {});
    assert.deepEqual(problems({ expiry: '05/26' }), { expiry: 'expiry-past' });
  });

  it('count the month as over only when it is over everywhere on Earth', () => {
    assert.equal(earliestMonth('2026-07-01T11:59:59.000Z'), '2026-06');
    assert.equal(earliestMonth('2026-07-01T12:00:00.000Z'), '2026-07');
  });

  it('refuse a month that does not exist and a year that cannot be', () => {
    for (const expiry of ['13/28', '00/28', '8', '08/28/30', '08/2099', 'soon']) {
      assert.deepEqual(problems({ expiry }), { expiry: 'expiry-wrong' }, expiry);
    }
  });

  it('read an expiry date in each way in which people and browsers write it', () => {
    for (const text of ['08/28', '8/28', '0828', '08-28', '08.28', '08 / 28', '08/2028', '082028', '2028-08']) {
      assert.deepEqual(readExpiry(text), { month: 8, year: 2028 }, text);
    }
  });

  it('ask for four digits of an American Express card, three of others', () => {
    assert.deepEqual(problems({ cvc: '1234' }), { cvc: 'cvc-3' });
    assert.deepEqual(problems({ number: '3782 822463 10005' }), { cvc: 'cvc-4' });
    assert.deepEqual(problems({ number: '3782 822463 10005', cvc: '1234' }), {});
  });

  it('refuse a card number in the place of the name, because names are shown again', () => {
    assert.deepEqual(problems({ holder: '4242 4242 4242 4242' }), { holder: 'holder-wrong' });
    assert.deepEqual(problems({ holder: 'x'.repeat(101) }), { holder: 'holder-wrong' });
  });

  it('never throw, whatever is typed', () => {
    const text = fc.string({ unit: 'grapheme' });
    const forms = fc.record({ number: text, expiry: text, cvc: text, holder: text });
    fc.assert(fc.property(forms, (form) => typeof readCard(form, TODAY).ok === 'boolean'));
  });
});

describe('what is typed into the payment form', () => {
  it('is grouped as on the card', () => {
    assert.equal(formatNumber('42424242424'), '4242 4242 424');
    assert.equal(formatNumber('４２４２４２４２４２４２４２４２'), '4242 4242 4242 4242');
    assert.equal(formatNumber('378282246310005'), '3782 822463 10005');
  });

  it('keeps its digits and their order, and is not changed by grouping it again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,19}$/), (digits) => {
        assert.equal(digitsOf(formatNumber(digits)), digits);
        assert.equal(formatNumber(formatNumber(digits)), formatNumber(digits));
      }),
    );
  });

  it('becomes an expiry date while it is typed, and can be deleted again', () => {
    const typed = ['0', '08', '082', '08/28', '8', '8/28', '０８／２８', '2028-08'];
    assert.deepEqual(typed.map(formatExpiry), ['0', '08', '08/2', '08/28', '08', '08/28', '08/28', '2028-08']);
    assert.equal(formatExpiry('08/'), '08/');
  });

  it('is cut to the length of the security code', () => {
    assert.equal(formatCvc('12345', '4242'), '123');
    assert.equal(formatCvc('12345', '3782'), '1234');
  });
});
