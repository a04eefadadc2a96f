import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays } from '../../membership/calendar.js';
import { cancellationOutlook } from '../../membership/cancelling.js';
import { settleAttempt } from '../../membership/settling.js';
import { latestTerm, type Subscription } from '../../membership/subscription.js';
import { accountWith, bought, on, PACK, prepared, termUntil } from '../support/accounts.js';
import { anyDate } from './arbitraries.js';

describe('what cancelling would mean', () => {
  /** Bought by card on 23 June 2026. */
  const account = settleAttempt(
    bought(prepared(accountWith(), on('2026-06-23')), on('2026-06-23')),
    { orderId: 'order1', attempt: 1, outcome: { status: 'paid' } },
    on('2026-06-23'),
  ).account;
  const term = latestTerm(account, PACK.id) as Subscription;

  const days: [today: string, status: string, isInTime: boolean][] = [
    ['2026-06-23', 'active', true],
    ['2026-07-23', 'active', true],
    ['2026-07-24', 'active', false],
    ['2027-06-23', 'active', false],
    ['2027-07-01', 'in-window', false],
  ];
  for (const [today, status, isInTime] of days) {
    it(`on ${today}: ${status}, refund ${isInTime ? 'still possible' : 'over'}`, () => {
      assert.deepEqual(cancellationOutlook(account, term, today), {
        status,
        boughtOn: '2026-06-23',
        refundUntil: '2026-07-23',
        isInTime,
      });
    });
  }

  it('counts from the day of payment, where the term starts on another one', () => {
    const later = { ...term, startedOn: '2026-07-10' };
    assert.equal(
      cancellationOutlook({ ...account, subscriptions: [later] }, later, '2026-07-20').boughtOn,
      '2026-06-23',
    );
  });

  it('counts from the start of a term whose order is not there', () => {
    const old = termUntil('2026-12-31');
    assert.equal(cancellationOutlook(accountWith(), old, '2026-01-15').refundUntil, '2026-01-30');
  });

  it('is not asked of a term that has lapsed', () => {
    assert.throws(() => cancellationOutlook(account, term, '2027-08-01'), /lapsed/);
  });

  it('leaves exactly 31 days, the first one counted, for a refund', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(60), (start, days) => {
        const own = { ...term, id: 'x', startedOn: start, expiresOn: addDays(start, 365) };
        const outlook = cancellationOutlook(accountWith(), own, addDays(start, days));
        assert.equal(outlook.isInTime, days <= 30);
      }),
    );
  });
});
