import assert from 'node:assert/strict';
import { chargeAttempt, orderNow, recoverCharges, recoverPartner } from '../../../membership/actions/charge.js';
import { prepare } from '../../../membership/actions/orders.js';
import type { Ports } from '../../../membership/actions/ports.js';
import { buyOrder } from '../../../membership/buying.js';
import { addSeconds } from '../../../membership/calendar.js';
import type { PaymentGateway } from '../../../membership/payments/gateway.js';
import { ADMIN, answerOf, on, RULES, requestFor } from '../../support/accounts.js';
import { CARDS, eachWithWorkshop, type Workshop } from './workshop.js';

const NOW = on('2026-06-23');
const HOUR = 3600;

/** The order as a process leaves it that stops after saving it and before asking the gateway. */
async function leftCharging(workshop: Workshop, number: string = CARDS.paid): Promise<void> {
  await workshop.review(number);
  const asked = { orderId: 'order1', review: 1, by: ADMIN.id };
  answerOf(await workshop.store.change('wingtip', (account) => buyOrder(account, asked, RULES, NOW)));
}

const unreachable = (): Promise<never> => Promise.reject(new Error('the provider cannot be reached'));
const DOWN: PaymentGateway = {
  storeCard: unreachable,
  charge: unreachable,
  find: unreachable,
  cancel: unreachable,
  forgetCard: unreachable,
};

describe('recovering charges', () => {
  const workshop = eachWithWorkshop();
  const recover = (seconds = 60, ports: Partial<Ports> = {}) => {
    workshop().now = addSeconds(NOW, seconds);
    return recoverCharges({ ...workshop().ports, ...ports });
  };
  const status = async () => (await workshop().order()).status;
  const kinds = async () => (await workshop().account()).notices.map(({ kind }) => kind);

  it('finishes an order whose answer was lost, with its one charge', async () => {
    await workshop().review(CARDS.lost);
    const lost = await workshop().buy();
    assert.deepEqual([lost.state, lost.order.status], ['still-going', 'charging']);
    assert.deepEqual(workshop().faults, ['the payment gateway did not answer']);
    await recover();
    assert.equal(await status(), 'paid');
    assert.deepEqual(await workshop().charges(), ['order1-1 paid']);
    assert.deepEqual(await kinds(), ['receipt']);
    assert.deepEqual(workshop().kicked, ['wingtip']);
  });

  it('charges a key that the gateway never saw, with that same key, within the hour', async () => {
    await leftCharging(workshop());
    await recover(HOUR - 1);
    assert.equal(await status(), 'paid');
    assert.deepEqual(await workshop().charges(), ['order1-1 paid']);
  });

  it('marks it failed after the hour, tells it, and a charge that arrives later is refused', async () => {
    await leftCharging(workshop());
    const order = await workshop().order();
    const account = await workshop().account();
    await recover(HOUR);
    assert.deepEqual([await status(), await kinds()], ['failed', ['charge-failed']]);
    const [attempt] = order.attempts;
    assert.ok(attempt);
    const late = await chargeAttempt(workshop().ports, account, order, attempt, () => 'late');
    assert.equal(late.status, 'failed');
    assert.deepEqual(await workshop().charges(), []);
  });

  it('finishes a charge as paid after the hour, if the gateway has it so', async () => {
    await workshop().review(CARDS.lost);
    await workshop().buy();
    await recover(2 * HOUR);
    assert.equal(await status(), 'paid');
  });

  it('goes on waiting for a charge that is still processing, also after the hour', async () => {
    await leftCharging(workshop());
    const gateway = { ...DOWN, find: async () => ({ status: 'processing' as const }) };
    await recover(60, { gateway });
    await recover(2 * HOUR, { gateway });
    assert.equal(await status(), 'charging');
    assert.deepEqual(workshop().faults, []);
  });

  for (const [decision, ends, notice] of [
    ['approve', 'paid', 'receipt'],
    ['decline', 'declined', 'charge-declined'],
  ] as const) {
    it(`makes the order ${ends} when the cardholder chooses to ${decision} at the bank`, async () => {
      await workshop().review(CARDS.bank);
      const waits = await workshop().buy();
      assert.deepEqual([waits.state, waits.order.status], ['settled', 'awaiting-confirmation']);
      assert.equal(waits.order.attempts[0]?.bankStepUrl, 'https://bank.example/order1-1');
      await recover();
      assert.equal(await status(), 'awaiting-confirmation');
      await workshop().gateway.confirmBankStep('order1-1', decision);
      await recoverPartner(workshop().ports, 'wingtip');
      assert.deepEqual([await status(), await kinds()], [ends, ['bank-step', notice]]);
    });
  }

  it('gives the bank an hour, cancels, and no approval after that charges anything', async () => {
    await workshop().review(CARDS.bank);
    await workshop().buy();
    await recover(HOUR - 1);
    assert.equal(await status(), 'awaiting-confirmation');
    await recover(HOUR);
    assert.equal((await workshop().order()).attempts[0]?.reason, 'not-confirmed');
    await workshop().gateway.confirmBankStep('order1-1', 'approve');
    assert.deepEqual([await status(), await workshop().charges()], ['declined', ['order1-1 declined']]);
  });

  it('completes the same order with another card after the bank’s step was given up', async () => {
    await workshop().review(CARDS.bank);
    await workshop().buy();
    await recover(HOUR);
    await workshop().review(CARDS.paid);
    assert.equal((await workshop().buy({ review: 2 })).order.status, 'paid');
  });

  it('takes the approval that came in the very moment in which it gave up', async () => {
    await workshop().review(CARDS.bank);
    await workshop().buy();
    const { gateway } = workshop();
    const cancel = async (key: string) => {
      await gateway.confirmBankStep(key, 'approve');
      return gateway.cancel(key);
    };
    await recover(HOUR, { gateway: { ...DOWN, find: (key) => gateway.find(key), cancel } });
    assert.equal(await status(), 'paid');
  });

  it('changes nothing while the gateway cannot be reached, and says so', async () => {
    await leftCharging(workshop());
    await recover(2 * HOUR, { gateway: DOWN });
    assert.deepEqual([await status(), workshop().faults], ['charging', ['the payment gateway did not answer']]);
    await recover(2 * HOUR);
    assert.equal(await status(), 'failed');
  });

  it('never charges a card that was removed, and gives the order up after the hour', async () => {
    await leftCharging(workshop());
    await workshop().store.change('wingtip', (account) => ({
      ok: true,
      value: { account: { ...account, cards: [] }, value: null },
    }));
    await recover();
    assert.deepEqual(workshop().faults, ['the payment gateway did not answer']);
    await recover(HOUR);
    assert.equal(await status(), 'failed');
  });

  it('goes on with the other partners where one cannot be saved', async () => {
    await leftCharging(workshop());
    await recoverCharges(workshop().failing('change'));
    assert.deepEqual(workshop().faults, ['recovering orders of a partner']);
  });

  it('does no harm when it runs several times at once, or beside the turn', async () => {
    await leftCharging(workshop());
    await Promise.all([recover(), recover(), workshop().buy(), recover()]);
    assert.equal(await status(), 'paid');
    assert.deepEqual([await workshop().charges(), await kinds()], [['order1-1 paid'], ['receipt']]);
  });

  it('has nothing to do for a partner without orders in doubt, or that is not there', async () => {
    await recover();
    await recoverPartner(workshop().ports, 'nobody');
    assert.deepEqual(workshop().faults, []);
    assert.equal(await orderNow(workshop().ports, 'nobody', 'order1'), undefined);
    assert.equal(await orderNow(workshop().ports, 'wingtip', 'order1'), undefined);
  });

  it('leaves an order alone that was prepared and not bought', async () => {
    const pay = { way: 'card', cardId: (await workshop().card(CARDS.paid)).id } as const;
    await prepare(workshop().ports, 'wingtip', requestFor({ pay }));
    await recover(2 * HOUR);
    assert.equal(await status(), 'review');
  });
});
