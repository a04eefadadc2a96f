import assert from 'node:assert/strict';
import { type Invoice, nextInvoiceNumber } from '../../membership/invoice.js';
import { accountWith, bought, on, prepared, theOrder } from '../support/accounts.js';
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
