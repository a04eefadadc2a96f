import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TRIES } from '../../membership/automatic-renewal.js';
import { buyOrder, prepareOrder, withdrawOrder } from '../../membership/buying.js';
import { addDays } from '../../membership/calendar.js';
import { settleAttempt } from '../../membership/settling.js';
import { ADMIN, answerOf, OTHER_CARD, on, PACK, problemOf, RULES, rulesWith, TRANSFER } from '../support/accounts.js';

import {
  DECLINED,
  declinedFor,
  doneOn,
  ENDS,
  kinds,
  orderIn,
  PAID,
  renewing,
  SECOND,
  settled,
  term,
} from './renewals.js';

describe('A declined automatic renewal', () => {
  it('is told to every admin at once, with the card, the reason and the day of the next try', () => {
    const { notices } = declinedFor(0);
    const about = { kind: 'renewal-declined', reason: 'insufficient-funds', nextTryOn: '2026-06-23' };
    for (const [index, to] of ['admin', 'second'].entries()) {
      const { kind, reason, nextTryOn, card } = notices[index] as Extract<
        (typeof notices)[number],
        { kind: 'renewal-declined' }
      >;
      assert.deepEqual([notices[index]?.to, { kind, reason, nextTryOn }, card.last4], [to, about, '4242']);
    }
  });

  it('is tried once a day, four times in all, and then the subscription has expired as of the anniversary', () => {
    const after = doneOn(declinedFor(3), addDays(ENDS, 3));
    const order = orderIn(after);
    assert.equal(order.attempts.length, TRIES);
    assert.equal(order.status, 'lapsed');
    assert.deepEqual([term(after).expiresOn, term(after).autoRenew], [ENDS, false]);
    assert.deepEqual(kinds(after).slice(-2), ['renewal-ended to admin', 'renewal-ended to second']);
    assert.equal(kinds(after).filter((kind) => kind === 'renewal-declined to admin').length, 3);
    assert.equal(doneOn(after, '2027-06-22'), after);
  });

  it('is tried at most once a day, however late the days were', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }), (gaps) => {
        const days = [ENDS];
        for (const gap of gaps) days.push(addDays(days.at(-1) ?? ENDS, gap));
        const after = days.reduce((account, day) => {
          const done = doneOn(account, day);
          const isCharging = done.orders.some(({ status }) => status === 'charging');
          return isCharging ? doneOn(settled(done, DECLINED, on(day)), day) : done;
        }, renewing());
        const tried = orderIn(after).attempts.map(({ startedAt }) => startedAt);
        assert.equal(new Set(tried).size, tried.length);
        assert.deepEqual(
          tried,
          days
            .filter((day) => day <= '2026-07-22')
            .slice(0, TRIES)
            .map((day) => on(day)),
        );
      }),
    );
  });

  it('is tried again like any other where the gateway was not reached for an hour', () => {
    const failed = settled(doneOn(renewing(), ENDS), { status: 'failed' }, on(ENDS));
    assert.equal(orderIn(failed).status, 'declined');
    assert.equal(orderIn(doneOn(failed, '2026-06-23')).attempts.length, 2);
  });

  it('is paid by another card: the same order, at its first price, from the anniversary on', () => {
    const declined = declinedFor(1);
    const { id } = orderIn(declined);
    const dearer = rulesWith({ offers: [{ ...PACK, prices: { ...PACK.prices, JPY: 99999 } }] });
    const asked = { orderId: id, kind: 'auto-renew' as const, offerId: PACK.id, by: SECOND.id, pay: OTHER_CARD };
    const now = on('2026-06-24');
    const prepared = answerOf(prepareOrder(declined, asked, dearer, now));
    const { total, dates, number: review } = prepared.value.review;
    assert.deepEqual([total.minor, dates.startsOn], [57206, ENDS]);
    const bought = answerOf(
      buyOrder(prepared.account, { orderId: id, review, by: SECOND.id, toldBy: 'turn1' }, dearer, now),
    );
    const paid = settleAttempt(
      bought.account,
      { orderId: id, attempt: 3, outcome: PAID, toldBy: 'turn1' },
      now,
    ).account;
    assert.deepEqual([term(paid).startedOn, term(paid).cardId, paid.orders.length], [ENDS, 'card-2', 1]);
    const receipts = paid.notices.filter(({ kind }) => kind === 'receipt').map(({ to, held }) => `${to} ${held?.by}`);
    assert.deepEqual(receipts, ['admin undefined', 'second turn1']);
  });

  it('is not paid by transfer, and what people try with other cards is no try of the four', () => {
    const declined = declinedFor(1);
    const { id } = orderIn(declined);
    const asked = { orderId: id, kind: 'auto-renew' as const, offerId: PACK.id, by: ADMIN.id };
    const now = on('2026-06-24');
    const byTransfer = prepareOrder(declined, { ...asked, pay: TRANSFER }, RULES, now);
    assert.equal(problemOf(byTransfer).code, 'outdated-review');
    const prepared = answerOf(prepareOrder(declined, { ...asked, pay: OTHER_CARD }, RULES, now));
    const review = prepared.value.review.number;
    const bought = answerOf(buyOrder(prepared.account, { orderId: id, review, by: ADMIN.id }, RULES, now)).account;
    const refused = settled(bought, DECLINED, now);
    assert.equal(kinds(refused).at(-1), 'charge-declined to admin');
    assert.equal(orderIn(doneOn(refused, '2026-06-24')).attempts.filter(({ automatic }) => automatic).length, 3);
  });

  it('stands in the way of another order, and is over when it is withdrawn', () => {
    const declined = declinedFor(0);
    const another = { orderId: 'order1', kind: 'subscribe' as const, offerId: PACK.id, by: ADMIN.id, pay: OTHER_CARD };
    assert.equal(problemOf(prepareOrder(declined, another, RULES, on(ENDS))).code, 'cannot-subscribe');
    const { account } = answerOf(withdrawOrder(declined, orderIn(declined).id, ADMIN.id, on(ENDS)));
    assert.equal(term(account).autoRenew, false);
    assert.equal(doneOn(account, '2026-07-01'), account);
  });

  it('is closed where there is no card any more, or the window is over', () => {
    for (const [day, cards] of [
      ['2026-06-23', []],
      ['2026-07-23', undefined],
    ] as const) {
      const declined = declinedFor(0);
      const after = doneOn({ ...declined, cards: cards ? [...cards] : declined.cards }, day);
      assert.deepEqual([orderIn(after).status, orderIn(after).attempts.length], ['lapsed', 1]);
    }
  });

  it('is not made by a person, however an order is asked for', () => {
    const asked = { orderId: 'order1', kind: 'auto-renew' as const, offerId: PACK.id, by: ADMIN.id, pay: OTHER_CARD };
    assert.equal(problemOf(prepareOrder(renewing(), asked, RULES, on(ENDS))).code, 'no-such-order');
  });
});
