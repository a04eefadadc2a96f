import assert from 'node:assert/strict';
import { runDuties } from '../../../membership/actions/duties.js';
import { sampleTransfer } from '../../data/store-sample.js';
import { accountWith, on } from '../../support/accounts.js';
import { eachWithWorkshop } from './workshop.js';

describe('doing what has fallen due', () => {
  const workshop = eachWithWorkshop(() => accountWith({ orders: [sampleTransfer('o1', '2026-07-23')] }));

  it('does nothing before its time', async () => {
    workshop().now = on('2026-07-23');
    const before = await workshop().account();
    await runDuties(workshop().ports);
    assert.deepEqual(await workshop().account(), before);
  });

  it('does it once, however many ask at the same time, and has it told', async () => {
    workshop().now = on('2026-07-24');
    await Promise.all([1, 2, 3].map(() => runDuties(workshop().ports)));
    const { orders, notices } = await workshop().account();
    assert.deepEqual([orders[0]?.status, notices.length], ['lapsed', 1]);
    assert.deepEqual(workshop().kicked, ['wingtip']);
    assert.deepEqual(await workshop().ports.store.partnersDue(on('2030-01-01')), []);
  });
});
