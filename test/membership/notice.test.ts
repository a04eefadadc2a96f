import assert from 'node:assert/strict';
import { addSeconds } from '../../membership/calendar.js';
import { claimNotices, isDue, postponed, withNotice, withoutNotice } from '../../membership/notice.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { ADMIN, accountWith, on, USER } from '../support/accounts.js';

const NOW = on('2026-06-23');
const later = (seconds: number) => addSeconds(NOW, seconds);

const noticeOf = (id: string, to: string = ADMIN.id) =>
  ({ id, kind: 'receipt', to, orderId: 'order1', createdAt: NOW }) as const;

const noticed = (id: string, { to, toldBy }: { to?: string; toldBy?: string } = {}) =>
  withNotice(accountWith(), noticeOf(id, to), toldBy);

const idsOf = (claimed: { value: { id: string }[] }) => claimed.value.map((notice) => notice.id);
const again = (account: PartnerAccount) => postponed(account, 'n1', later(120));

describe('a notice', () => {
  it('waits once, however often the same thing is written', () => {
    const account = noticed('n1');
    const [notice] = account.notices;
    assert.ok(notice);
    assert.equal(withNotice(account, notice, 'turn'), account);
  });

  it('is claimed by one of two at once', () => {
    const first = claimNotices(noticed('n1'), 'a', NOW);
    assert.deepEqual(idsOf(first), ['n1']);
    assert.deepEqual(idsOf(claimNotices(first.account, 'b', NOW)), []);
  });

  it('is given again to whoever holds it, without another write', () => {
    const first = claimNotices(noticed('n1'), 'a', NOW);
    const second = claimNotices(first.account, 'a', later(30));
    assert.deepEqual(idsOf(second), ['n1']);
    assert.equal(second.account, first.account);
  });

  it('belongs to the turn that makes it for a minute, and then to the outbox', () => {
    const account = noticed('n1', { toldBy: 'turn' });
    assert.deepEqual(idsOf(claimNotices(account, 'outbox', later(59))), []);
    assert.deepEqual(idsOf(claimNotices(account, 'turn', later(59))), ['n1']);
    assert.deepEqual(idsOf(claimNotices(account, 'outbox', later(60))), ['n1']);
  });

  it('can be claimed anew by its own holder once the minute is over', () => {
    const account = noticed('n1', { toldBy: 'turn' });
    assert.deepEqual(claimNotices(account, 'turn', later(61)).account.notices[0]?.held, {
      by: 'turn',
      until: later(121),
    });
  });

  it('is for one member, and nobody else gets it at their turn', () => {
    const account = noticed('n1', { to: USER.id });
    assert.deepEqual(idsOf(claimNotices(account, 'turn', NOW, ADMIN.id)), []);
    assert.deepEqual(idsOf(claimNotices(account, 'turn', NOW, USER.id)), ['n1']);
  });

  it('that was postponed is due at its time, but at once for a member who is there', () => {
    const account = again(noticed('n1', { toldBy: 'turn' }));
    assert.equal(account.notices[0]?.attempts, 1);
    assert.deepEqual(idsOf(claimNotices(account, 'outbox', later(119))), []);
    assert.deepEqual(idsOf(claimNotices(account, 'turn', later(1), ADMIN.id)), ['n1']);
    assert.deepEqual(idsOf(claimNotices(account, 'outbox', later(120))), ['n1']);
  });

  it('is due when nobody holds it and its next try has come', () => {
    const [notice] = again(noticed('n1')).notices;
    assert.ok(notice);
    assert.deepEqual([isDue(notice, later(119)), isDue(notice, later(120))], [false, true]);
  });

  it('leaves the others alone when it is postponed or delivered', () => {
    const both = withNotice(noticed('n1'), noticeOf('n2'), undefined);
    assert.deepEqual(
      again(both).notices.map(({ attempts }) => attempts),
      [1, 0],
    );
    assert.deepEqual(
      withoutNotice(both, 'n1').notices.map(({ id }) => id),
      ['n2'],
    );
  });
});
