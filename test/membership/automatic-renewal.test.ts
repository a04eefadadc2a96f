import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, anniversary } from '../../membership/calendar.js';
import { nextDueAt } from '../../membership/duties.js';
import type { Order } from '../../membership/order.js';
import { settleAttempt } from '../../membership/settling.js';
import { on } from '../support/accounts.js';
import { assertSound } from './invariants.js';

import { byTransfer, doneOn, ENDS, kinds, orderIn, PAID, renewing, settled, term } from './renewals.js';

describe('Automatic renewal by card', () => {
  it('falls due when the anniversary begins where the partner is', () => {
    assert.equal(nextDueAt(renewing()), '2026-06-21T15:00:00.000Z');
    assert.equal(nextDueAt(renewing({}, { zone: 'America/New_York' })), '2026-06-22T04:00:00.000Z');
    assert.equal(doneOn(renewing(), '2026-06-21').orders.length, 0);
  });

  it('saves the order as charging, with price, tax, terms and dates of that day', () => {
    const order = orderIn(doneOn(renewing(), ENDS));
    assert.equal(order.status, 'charging');
    assert.equal(order.review.total.minor, 57206);
    assert.deepEqual(order.review.dates, { startsOn: ENDS, expiresOn: '2027-06-22', runStartedOn: '2025-06-22' });
    assert.deepEqual(
      [order.attempts.length, order.attempts[0]?.cardId, order.attempts[0]?.automatic],
      [1, 'card-1', true],
    );
  });

  it('is the same order, with the same key at the gateway, whoever makes it', () => {
    const keys = [doneOn(renewing(), ENDS), doneOn(renewing(), '2026-06-30')].map(
      (each) => orderIn(each).attempts[0]?.key,
    );
    assert.deepEqual(keys, ['wingtip~auto-action-pack-2026-06-22-1', 'wingtip~auto-action-pack-2026-06-22-1']);
  });

  it('goes on without a gap when it is paid, renews next year too, and every admin gets the receipt', () => {
    const after = settled(doneOn(renewing(), ENDS), PAID, on(ENDS));
    const { startedOn, expiresOn, runStartedOn, autoRenew, cardId } = term(after);
    assert.deepEqual([startedOn, expiresOn, runStartedOn], [ENDS, '2027-06-22', '2025-06-22']);
    assert.deepEqual([autoRenew, cardId], [true, 'card-1']);
    assert.deepEqual(kinds(after), ['receipt to admin', 'receipt to second']);
    assertSound(after, ENDS);
  });

  it('comes back to 29 February in a leap year', () => {
    const run = renewing({ startedOn: '2027-02-28', expiresOn: '2028-02-29', runStartedOn: '2024-02-29' });
    const ends = ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'];
    ends.reduce((account, day) => {
      assert.equal(term(account).expiresOn, day);
      const done = doneOn(account, day);
      const order = done.orders.find(({ status }) => status === 'charging') as Order;
      return settleAttempt(done, { orderId: order.id, attempt: 1, outcome: PAID }, on(day)).account;
    }, run);
  });

  it('is caught up while the renewal window is open, and never later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (late) => {
        const day = addDays(ENDS, late);
        const after = doneOn(renewing(), day);
        assert.equal(after.orders.length, late <= 30 ? 1 : 0);
        if (late <= 30) return assert.equal(orderIn(after).review.dates.startsOn, ENDS);
        assert.equal(term(after).autoRenew, false);
        assert.deepEqual(kinds(after), ['renewal-ended to admin', 'renewal-ended to second']);
      }),
    );
  });

  it('is not begun beside an order for the same offer that is under way', () => {
    const pending = { ...orderIn(doneOn(byTransfer(), ENDS)), id: 'order1', kind: 'renew' as const };
    const account = renewing({}, { orders: [pending] });
    assert.equal(doneOn(account, '2026-06-30'), account);
  });

  it('leaves alone what is off, or managed in the PMC', () => {
    for (const parts of [{ autoRenew: false }, { managedIn: 'pmc' as const }])
      assert.equal(doneOn(renewing(parts), ENDS).orders.length, 0);
  });

  it('lets an account grow by two kilobytes a year', () => {
    const years = Array.from({ length: 40 }, (_, year) => anniversary(ENDS, year));
    const after = years.reduce((account, day) => {
      const done = doneOn(account, day);
      const order = done.orders.find(({ status }) => status === 'charging') as Order;
      const paid = settleAttempt(done, { orderId: order.id, attempt: 1, outcome: PAID }, on(day)).account;
      return { ...paid, notices: [] };
    }, renewing());
    assert.equal(after.invoices.length, 40);
    assert.ok(JSON.stringify(after).length < 80_000);
  });
});
