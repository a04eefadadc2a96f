import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, type Instant } from '../../membership/calendar.js';
import { nextDueAt, performNext } from '../../membership/duties.js';
import type { Order } from '../../membership/order.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { sampleTransfer } from '../data/store-sample.js';
import { accountWith, on, RULES } from '../support/accounts.js';

const withTransfers = (...until: string[]): PartnerAccount =>
  accountWith({
    orders: until.map((day, number): Order => ({ ...sampleTransfer(`o${number}`, day), offerId: `offer ${number}` })),
  });

/** What the runner does: goes on until there is nothing left to do. */
function performAll(account: PartnerAccount, now: Instant): PartnerAccount {
  const after = performNext(account, now, RULES);
  return after === account ? account : performAll(after, now);
}

const statuses = (account: PartnerAccount) => account.orders.map(({ status }) => status);

describe('What falls due by itself', () => {
  it('falls due when its day begins where the partner is', () => {
    assert.equal(nextDueAt(withTransfers('2026-07-23')), '2026-07-23T15:00:00.000Z');
    assert.equal(nextDueAt({ ...withTransfers('2026-07-23'), zone: 'America/New_York' }), '2026-07-24T04:00:00.000Z');
    assert.equal(nextDueAt(withTransfers()), undefined);
  });

  it('leaves the account as it is until that day', () => {
    const account = withTransfers('2026-07-23');
    assert.equal(performNext(account, on('2026-07-23'), RULES), account);
  });

  it('lapses a transfer on the day after its last, and tells who placed it, once', () => {
    const after = performNext(withTransfers('2026-07-23'), on('2026-07-24'), RULES);
    assert.deepEqual(statuses(after), ['lapsed']);
    assert.deepEqual(
      after.notices.map(({ kind, to }) => [kind, to]),
      [['transfer-lapsed', 'member 1']],
    );
    assert.equal(performNext(after, on('2026-07-25'), RULES), after);
    assert.equal(nextDueAt(after), undefined);
  });

  it('is caught up whenever the service comes back, and then there is nothing left to do', () => {
    const days = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 70 }), (ends, later) => {
        const account = withTransfers(...ends.map((end) => addDays('2026-07-01', end)));
        const today = addDays('2026-07-01', later);
        const after = performAll(account, on(today));
        assert.deepEqual(
          statuses(after).sort(),
          ends.map((end) => (end < later ? 'lapsed' : 'pending-transfer')).sort(),
        );
        assert.equal(performNext(after, on(today), RULES), after);
        assert.ok((nextDueAt(after) ?? '9999') > on(today));
      }),
    );
  });
});
