import assert from 'node:assert/strict';
import { buy, prepare } from '../../../membership/actions/orders.js';
import { ADMIN, answerOf, on, PACK, problemOf, requestFor, rulesWith, USER } from '../../support/accounts.js';
import { CARDS, eachWithWorkshop } from './workshop.js';

describe('buying by card, as an action', () => {
  const workshop = eachWithWorkshop();

  const declines: [number: string, reason: string][] = [
    [CARDS.declined, 'declined'],
    [CARDS.insufficient, 'insufficient-funds'],
    [CARDS.expired, 'expired-card'],
  ];
  for (const [number, reason] of declines) {
    it(`with ${number} is declined as ${reason}, and another card completes the same order`, async () => {
      await workshop().review(number);
      const declined = await workshop().buy();
      assert.deepEqual([declined.state, declined.order.status], ['settled', 'declined']);
      assert.equal(declined.order.attempts[0]?.reason, reason);
      await workshop().review(CARDS.paid);
      assert.equal((await workshop().buy({ review: 2 })).order.status, 'paid');
      assert.deepEqual(await workshop().charges(), ['order1-1 declined', 'order1-2 paid']);
    });
  }

  for (const number of [CARDS.paid, '5555 5555 5555 4444', '3566 0020 2036 0505', '3782 822463 10005']) {
    it(`with ${number} is paid at once: one charge, one term, one invoice`, async () => {
      await workshop().review(number);
      const { order, state } = await workshop().buy();
      assert.deepEqual([state, order.status], ['settled', 'paid']);
      assert.deepEqual(await workshop().charges(), ['order1-1 paid']);
      const account = await workshop().account();
      assert.deepEqual([account.subscriptions.length, account.invoices.length], [1, 1]);
      assert.deepEqual(
        account.notices.map(({ kind, held }) => [kind, held?.by]),
        [['receipt', 'turn1']],
      );
    });
  }

  it('charges the total that was reviewed, with a description that names nobody', async () => {
    const { review } = await workshop().review(CARDS.paid);
    await workshop().buy();
    const charge = workshop()
      .gateway.ledger()
      .find((entry) => entry.type === 'charge');
    assert.ok(charge?.type === 'charge');
    assert.deepEqual([charge.amount, charge.description], [review.total, 'action-pack 1234567']);
  });

  it('answers the same receipt to a second tap and to a redelivery', async () => {
    await workshop().review(CARDS.paid);
    const taps = await Promise.all([workshop().buy(), workshop().buy({ turn: 'turn2' })]);
    const late = await workshop().buy({ turn: 'turn3' });
    assert.equal(late.order.status, 'paid');
    assert.equal(taps.filter(({ state }) => state === 'settled').length >= 1, true);
    assert.deepEqual(await workshop().charges(), ['order1-1 paid']);
  });

  it('charges once of two orders for one offer that are bought at once', async () => {
    await workshop().review(CARDS.paid);
    await workshop().review(CARDS.paid, { orderId: 'order2' });
    const both = ['order1', 'order2'].map((orderId) =>
      buy(workshop().ports, 'wingtip', { orderId, review: 1, by: ADMIN.id, turn: 't', patienceMs: 5000 }),
    );
    const refused = (await Promise.all(both)).filter(({ ok }) => !ok);
    assert.equal(refused.length, 1);
    assert.equal((await workshop().charges()).length, 1);
  });

  it('does not hold the turn for a slow card: the result comes as a notice', async () => {
    await workshop().review(CARDS.slow);
    const slow = await workshop().buy({ patienceMs: 20 });
    assert.deepEqual([slow.state, slow.order.status], ['still-going', 'charging']);
    assert.equal((await workshop().buy()).state, 'still-going');
    await eventually(async () => (await workshop().order()).status === 'paid');
    await eventually(async () => workshop().kicked.length === 1);
    const [receipt] = (await workshop().account()).notices;
    assert.deepEqual([receipt?.kind, receipt?.held], ['receipt', undefined]);
    assert.deepEqual(await workshop().charges(), ['order1-1 paid']);
  });

  it('tells of a charge that could not be finished after the turn went on', async () => {
    await workshop().review(CARDS.slow);
    const { ports } = workshop();
    const asked = { orderId: 'order1', review: 1, by: ADMIN.id, turn: 't', patienceMs: 20 };
    let changes = 0;
    const change: typeof ports.store.change = (id, decide) => {
      changes += 1;
      return changes === 1 ? ports.store.change(id, decide) : Promise.reject(new Error('disk full'));
    };
    const get = (store: typeof ports.store, name: string | symbol) =>
      name === 'change' ? change : Reflect.get(store, name).bind(store);
    answerOf(await buy({ ...ports, store: new Proxy(ports.store, { get }) }, 'wingtip', asked));
    await eventually(async () => workshop().faults.includes('finishing a charge'));
    assert.equal((await workshop().order()).status, 'charging');
  });

  it('asks to review again when the terms have changed, and charges nothing', async () => {
    await workshop().review(CARDS.paid);
    const ports = { ...workshop().ports, rules: rulesWith({ termsVersion: 'terms-2' }) };
    const asked = { orderId: 'order1', review: 1, by: ADMIN.id, turn: 't', patienceMs: 5000 };
    const first = answerOf(await buy(ports, 'wingtip', asked));
    assert.deepEqual([first.state, first.order.review.number], ['review-again', 2]);
    assert.equal(problemOf(await buy(ports, 'wingtip', asked)).code, 'outdated-review');
    assert.deepEqual(await workshop().charges(), []);
  });

  it('refuses with the rule’s reason, and writes nothing', async () => {
    const refused = await prepare(workshop().ports, 'wingtip', requestFor({ by: USER.id }));
    assert.equal(problemOf(refused).code, 'cannot-subscribe');
    const unknown = await buy(workshop().ports, 'wingtip', {
      orderId: 'x',
      review: 1,
      by: ADMIN.id,
      turn: 't',
      patienceMs: 0,
    });
    assert.equal(problemOf(unknown).code, 'no-such-order');
    assert.equal((await workshop().account()).version, 1);
  });

  it('renews after a year, with the first invoice of another year’s series', async () => {
    await workshop().review(CARDS.paid);
    await workshop().buy();
    workshop().now = on('2027-06-24');
    await workshop().review(CARDS.paid, { orderId: 'order2', kind: 'renew', offerId: PACK.id });
    const { order } = await workshop().buy({ orderId: 'order2' });
    assert.deepEqual([order.status, order.paid?.invoice], ['paid', '1234567-2027-0001']);
    assert.deepEqual(
      (await workshop().account()).subscriptions.map(({ expiresOn }) => expiresOn),
      ['2027-06-23', '2028-06-24'],
    );
  });
});

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  assert.fail('it did not come about');
}
