import assert from 'node:assert/strict';
import {
  type Invoice,
  invoiceFor,
  invoicesOf,
  nextInvoiceNumber,
  officialInvoiceIn,
} from '../../membership/invoice.js';
import { ADMIN, accountWith, answerOf, bought, on, prepared, problemOf, theOrder, USER } from '../support/accounts.js';
import { confirmed } from './purchases.js';

const withNumbers = (...numbers: string[]) => ({
  mpnId: '1234567',
  invoices: numbers.map((number) => ({ number }) as Invoice),
});

describe('an invoice', () => {
  const rows: [before: string[], issuedOn: string, number: string][] = [
    [[], '2026-06-23', '1234567-2026-0001'],
    [['1234567-2026-0001'], '2026-12-31', '1234567-2026-0002'],
    [['1234567-2026-0001', '1234567-2026-0002'], '2027-01-01', '1234567-2027-0001'],
    [['1234567-2026-0001', '1234567-2027-0001'], '2027-03-01', '1234567-2027-0002'],
    [['7654321-2026-0001'], '2026-06-23', '1234567-2026-0001'],
  ];
  for (const [before, issuedOn, number] of rows) {
    it(`after ${before.join(', ') || 'none'} is ${number} when issued on ${issuedOn}`, () =>
      assert.equal(nextInvoiceNumber(withNumbers(...before), issuedOn), number));
  }

  it('goes on after 9999 in one year', () => {
    const numbers = Array.from({ length: 9999 }, (_, index) => `1234567-2026-${String(index + 1).padStart(4, '0')}`);
    assert.equal(nextInvoiceNumber(withNumbers(...numbers), '2026-06-23'), '1234567-2026-10000');
  });

  it('belongs to the year that it is in the partner’s zone', () => {
    const now = on('2026-12-31', '15:00');
    const account = confirmed(bought(prepared(accountWith(), now), now), 'paid', now);
    assert.deepEqual(
      account.invoices.map((invoice) => [invoice.number, invoice.issuedOn]),
      [['1234567-2027-0001', '2027-01-01']],
    );
  });

  it('names the buyer, the term, price, tax, total and how it was paid', () => {
    const now = on('2026-06-23');
    const account = confirmed(bought(prepared(accountWith(), now), now), 'paid', now);
    assert.deepEqual(account.invoices, [
      {
        number: '1234567-2026-0001',
        orderId: 'order1',
        issuedOn: '2026-06-23',
        buyer: { organisation: 'Wingtip', mpnId: '1234567', country: 'JP' },
        line: {
          offerId: 'action-pack',
          startsOn: '2026-06-23',
          expiresOn: '2027-06-23',
          net: { minor: 52005, currency: 'JPY' },
        },
        tax: { rate: { name: 'tax', basisPoints: 1000 }, amount: { minor: 5201, currency: 'JPY' } },
        total: { minor: 57206, currency: 'JPY' },
        paid: { way: 'card', brand: 'visa', last4: '4242' },
      },
    ]);
    assert.equal(theOrder(account).paid?.invoice, '1234567-2026-0001');
  });
});

describe('The invoices of a partner', () => {
  const invoice = (number: string, issuedOn: string, offerId = 'action-pack') =>
    ({ number, issuedOn, line: { offerId } }) as Invoice;
  const account = accountWith({
    invoices: [
      invoice('a', '2025-06-23'),
      invoice('b', '2026-01-01', 'silver'),
      invoice('c', '2026-06-23'),
      invoice('d', '2026-06-23', 'silver'),
      invoice('e', '2025-12-31'),
    ],
  });

  const lists: [filter: Parameters<typeof invoicesOf>[1], numbers: string][] = [
    [{}, 'dcbea'],
    [{ year: '2025' }, 'ea'],
    [{ year: '2024' }, ''],
    [{ offer: 'silver' }, 'db'],
    [{ offer: 'silver', year: '2026' }, 'db'],
    [{ offer: 'action-pack', year: '2026' }, 'c'],
    [{ offer: 'gold' }, ''],
  ];
  for (const [filter, numbers] of lists) {
    it(`are ${numbers || 'none'} for ${JSON.stringify(filter)}, the newest first`, () => {
      assert.equal(
        invoicesOf(account, filter)
          .map(({ number }) => number)
          .join(''),
        numbers,
      );
    });
  }

  it('are for those who may buy; anybody else hears of the role, not of the invoice', () => {
    assert.equal(answerOf(invoiceFor(account, ADMIN, 'a')).number, 'a');
    assert.deepEqual(problemOf(invoiceFor(account, USER, 'a')), { code: 'no-role' });
    assert.deepEqual(problemOf(invoiceFor(account, undefined, 'a')), { code: 'no-role' });
    assert.deepEqual(problemOf(invoiceFor(account, USER, 'unknown')), { code: 'no-role' });
    assert.deepEqual(problemOf(invoiceFor(account, ADMIN, 'unknown')), { code: 'no-such-invoice' });
  });

  it('are not the state’s own in Taiwan and Korea', () => {
    assert.deepEqual(['TW', 'KR', 'JP', 'FR', 'US'].map(officialInvoiceIn), [
      'TW',
      'KR',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
