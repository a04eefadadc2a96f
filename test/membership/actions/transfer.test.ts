import assert from 'node:assert/strict';
import { confirmTransferOf, prepare, withdraw } from '../../../membership/actions/orders.js';
import {
  ADMIN,
  accountWith,
  answerOf,
  on,
  problemOf,
  requestFor,
  TRANSFER,
  termUntil,
} from '../../support/accounts.js';
import { CARDS, eachWithWorkshop } from './workshop.js';

const REFERENCE = '1234567-T1';

describe('paying by transfer, as actions', () => {
  const workshop = eachWithWorkshop(() => accountWith({ cards: [], subscriptions: [termUntil('2026-06-22')] }));
  const status = async () => (await workshop().order()).status;

  const place = async () => {
    answerOf(await prepare(workshop().ports, 'wingtip', requestFor({ kind: 'renew', pay: TRANSFER })));
    return workshop().buy();
  };
  const switchTo = async (number: string, review: number) => {
    await workshop().review(number, { kind: 'renew' });
    return workshop().buy({ review });
  };

  it('places it with a reference, and charges nothing', async () => {
    const { order, state } = await place();
    assert.deepEqual([state, order.status, order.transfer?.reference], ['settled', 'pending-transfer', REFERENCE]);
    assert.deepEqual(await workshop().charges(), []);
    assert.deepEqual(
      (await workshop().account()).notices.map(({ kind }) => kind),
      ['transfer-placed'],
    );
  });

  it('is paid when support confirms it, once', async () => {
    await place();
    const order = answerOf(await confirmTransferOf(workshop().ports, ' 1234567-t1 '));
    assert.deepEqual([order.status, order.paid?.invoice], ['paid', '1234567-2026-0001']);
    assert.equal(problemOf(await confirmTransferOf(workshop().ports, REFERENCE)).code, 'transfer-not-pending');
    assert.deepEqual(workshop().kicked, ['wingtip']);
    assert.equal((await workshop().account()).invoices.length, 1);
  });

  it('starts on the day of the confirmation also where renewals start on the anniversary, as the review says', async () => {
    await place();
    const rules = { ...workshop().ports.rules, renewalTermFrom: 'anniversary' as const };
    workshop().now = on('2026-07-05');
    const order = answerOf(await confirmTransferOf({ ...workshop().ports, rules }, REFERENCE));
    assert.equal(order.review.dates.startsOn, '2026-07-05');
  });

  it('can be confirmed after the window has closed, and starts on that day', async () => {
    workshop().now = on('2026-07-22');
    await place();
    workshop().now = on('2026-08-20');
    const order = answerOf(await confirmTransferOf(workshop().ports, REFERENCE));
    assert.equal(order.review.dates.startsOn, '2026-08-20');
  });

  it('lapses after 30 days, cannot be confirmed then, and makes room for another order', async () => {
    await place();
    workshop().now = on('2026-07-24');
    const problem = problemOf(await confirmTransferOf(workshop().ports, REFERENCE));
    assert.equal(problem.code === 'transfer-not-pending' && problem.status, 'lapsed');
    const again = await workshop().review(CARDS.paid, { orderId: 'order2', kind: 'subscribe' });
    assert.equal(again.status, 'review');
  });

  it('is not found by a reference that is not ours', async () => {
    await place();
    for (const reference of ['', 'hello', '7654321-T1', '1234567-T9']) {
      assert.equal(problemOf(await confirmTransferOf(workshop().ports, reference)).code, 'no-such-transfer');
    }
  });

  it('is switched to a card, which completes the same order', async () => {
    await place();
    const { order } = await switchTo(CARDS.paid, 2);
    assert.deepEqual([order.id, order.status, order.paid?.payment.way], ['order1', 'paid', 'card']);
    assert.equal(problemOf(await confirmTransferOf(workshop().ports, REFERENCE)).code, 'transfer-not-pending');
    assert.deepEqual(await workshop().charges(), ['order1-1 paid']);
  });

  it('stays pending when the card in its place is declined, and can be tried, confirmed or withdrawn as before', async () => {
    await place();
    assert.equal((await switchTo(CARDS.declined, 2)).order.status, 'pending-transfer');
    assert.equal((await switchTo(CARDS.insufficient, 3)).order.status, 'pending-transfer');
    assert.equal(answerOf(await confirmTransferOf(workshop().ports, REFERENCE)).status, 'paid');
  });

  it('can be withdrawn, also at a second tap, and is never confirmed after', async () => {
    await place();
    for (let tap = 1; tap <= 2; tap += 1) {
      assert.equal(answerOf(await withdraw(workshop().ports, 'wingtip', 'order1', ADMIN.id)).status, 'withdrawn');
    }
    assert.equal(problemOf(await confirmTransferOf(workshop().ports, REFERENCE)).code, 'transfer-not-pending');
    assert.equal(await status(), 'withdrawn');
  });

  it('cannot be withdrawn once it lapsed or was paid', async () => {
    await place();
    workshop().now = on('2026-07-24');
    assert.equal(problemOf(await withdraw(workshop().ports, 'wingtip', 'order1', ADMIN.id)).code, 'not-withdrawable');
    workshop().now = on('2026-07-23');
    answerOf(await confirmTransferOf(workshop().ports, REFERENCE));
    assert.equal(problemOf(await withdraw(workshop().ports, 'wingtip', 'order1', ADMIN.id)).code, 'not-withdrawable');
  });
});
