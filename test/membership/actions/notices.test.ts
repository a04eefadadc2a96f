import assert from 'node:assert/strict';
import { claim, markDelivered, postpone } from '../../../membership/actions/notices.js';
import { addSeconds, secondsBetween } from '../../../membership/calendar.js';
import type { Notice } from '../../../membership/notice.js';
import { ADMIN, accountWith, on, USER } from '../../support/accounts.js';
import { eachWithWorkshop, type Workshop } from './workshop.js';

const NOW = on('2026-06-23');
const notice = (id: string, to: string): Notice => ({
  id,
  kind: 'receipt',
  to,
  orderId: 'order1',
  createdAt: NOW,
  attempts: 0,
});
const idsOf = (notices: Notice[]) => notices.map(({ id }) => id);

describe('notices, as actions', () => {
  const workshop = eachWithWorkshop(() => accountWith({ notices: [notice('n1', ADMIN.id), notice('n2', USER.id)] }));
  const claimAs = (by: string, to?: string) => claim(workshop().ports, 'wingtip', by, to);

  it('are given to one of many who claim at once', async () => {
    const claims = await Promise.all(['a', 'b', 'c'].map((by) => claimAs(by)));
    assert.deepEqual(claims.flatMap(idsOf).sort(), ['n1', 'n2']);
  });

  it('are given to the member at whose turn they are claimed', async () => {
    assert.deepEqual(idsOf(await claimAs('turn', ADMIN.id)), ['n1']);
    assert.deepEqual(idsOf(await claimAs('outbox')), ['n2']);
  });

  it('are claimed anew when whoever held them did not deliver them within a minute', async () => {
    await claimAs('dead');
    workshop().now = addSeconds(NOW, 61);
    assert.deepEqual(idsOf(await claimAs('outbox')), ['n1', 'n2']);
  });

  it('are taken out and journaled once they are delivered', async () => {
    const { ports, store } = workshop();
    await markDelivered(ports, 'wingtip', await claimAs('outbox'));
    assert.deepEqual((await workshop().account()).notices, []);
    assert.deepEqual(await workshop().delivered(), ['n1', 'n2']);
    assert.deepEqual(await store.partnersWithNotices(), []);
  });

  it('are on record as delivered before they are taken out, so that a stop in between cannot lose them', async () => {
    await assert.rejects(markDelivered(workshop().failing('change'), 'wingtip', [notice('n1', ADMIN.id)]), /stopped/);
    assert.deepEqual(await workshop().delivered(), ['n1']);
    assert.deepEqual(idsOf((await workshop().account()).notices), ['n1', 'n2']);
  });

  it('write nothing when none was delivered', async () => {
    const { version } = await workshop().account();
    await markDelivered(workshop().ports, 'wingtip', []);
    assert.equal((await workshop().account()).version, version);
  });

  it('wait 1, 2, 4 … minutes after each try that failed, an hour at most', async () => {
    const waits: number[] = [];
    for (let tries = 0; tries < 9; tries += 1) waits.push(await waitAfterFailure(workshop()));
    assert.deepEqual(waits, [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
  });

  it('are offered again when their next try is due, not before', async () => {
    const [first] = await claimAs('outbox');
    assert.ok(first);
    await postpone(workshop().ports, 'wingtip', first);
    workshop().now = addSeconds(NOW, 59);
    assert.deepEqual(idsOf(await claimAs('outbox2')), []);
    workshop().now = addSeconds(NOW, 60);
    assert.deepEqual(idsOf(await claimAs('outbox2')), ['n1', 'n2']);
  });
});

async function waitAfterFailure(workshop: Workshop): Promise<number> {
  const [first] = (await workshop.account()).notices;
  assert.ok(first);
  await postpone(workshop.ports, 'wingtip', first);
  const next = (await workshop.account()).notices[0]?.nextTryAt;
  return secondsBetween(workshop.now, next ?? '');
}
