import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays } from '../../membership/calendar.js';
import { changesOn, type RenewalEligibility, renewalEligibility } from '../../membership/eligibility.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { ADMIN, accountWith, PACK, SILVER, termUntil, USER } from '../support/accounts.js';
import { anyDate } from './arbitraries.js';
import { transferPlaced } from './purchases.js';

const JUNE = termUntil('2026-06-22');

interface Asked {
  today?: string;
  term?: typeof JUNE;
  member?: typeof ADMIN;
  offer?: typeof PACK;
  account?: PartnerAccount;
}

const ask = ({ today = '2026-07-01', term = JUNE, member = ADMIN, offer = PACK, account }: Asked) =>
  renewalEligibility(account ?? accountWith({ subscriptions: [term] }), member, offer, term, today);

const failing = (eligibility: RenewalEligibility) =>
  eligibility.conditions.filter(({ pass }) => !pass).map(({ condition }) => condition);

const silver = termUntil('2026-06-22', { offerId: SILVER.id });

describe('eligibility to renew', () => {
  const rows: [what: string, asked: Asked, failing: string[], changes: (string | undefined)[]][] = [
    ['is there inside the window', {}, [], []],
    ['is there on the first day of the window', { today: '2026-06-23' }, [], []],
    ['is there on the last day of the window', { today: '2026-07-22' }, [], []],
    ['is not yet there on the expiry date', { today: '2026-06-22' }, ['window'], ['2026-06-23']],
    ['is not there after the window, and no day brings it back', { today: '2026-07-23' }, ['window'], [undefined]],
    [
      'is not there while the term runs and renews itself',
      { today: '2026-06-01', term: { ...JUNE, autoRenew: true } },
      ['window', 'auto-renew'],
      ['2026-06-23', '2026-06-22'],
    ],
    ['is there when automatic renewal did not succeed', { term: { ...JUNE, autoRenew: true } }, [], []],
    ['needs a buying role', { member: USER }, ['role'], [undefined]],
    [
      'is not ours to give for what is managed in PMC',
      { term: { ...JUNE, managedIn: 'pmc' } },
      ['managed-here'],
      [undefined],
    ],
    ['needs the competency that was lost since', { term: silver, offer: SILVER }, ['attained'], [undefined]],
    [
      'is there with the competency',
      { term: silver, offer: SILVER, account: accountWith({ attained: ['silver'], subscriptions: [silver] }) },
      [],
      [],
    ],
    [
      'waits for a pending transfer, until that can lapse',
      { account: transferPlaced('2026-07-01', { subscriptions: [JUNE] }) },
      ['order-pending'],
      ['2026-08-01'],
    ],
    [
      'names every condition that fails',
      { today: '2026-06-01', member: USER, term: { ...silver, managedIn: 'pmc', autoRenew: true }, offer: SILVER },
      ['role', 'managed-here', 'window', 'auto-renew', 'attained'],
      [undefined, undefined, '2026-06-23', '2026-06-22', undefined],
    ],
  ];
  for (const [what, asked, expected, changes] of rows) {
    it(what, () => {
      const eligibility = ask(asked);
      assert.deepEqual(failing(eligibility), expected);
      assert.equal(eligibility.eligible, expected.length === 0);
      const failed = eligibility.conditions.filter(({ pass }) => !pass);
      assert.deepEqual(
        failed.map((condition) => changesOn(condition, eligibility)),
        changes,
      );
    });
  }

  it('always names the expiry date, the window and all six conditions', () => {
    const eligibility = ask({ today: '2026-01-01', member: USER });
    assert.equal(eligibility.expiresOn, '2026-06-22');
    assert.deepEqual(eligibility.window, { from: '2026-06-23', to: '2026-07-22' });
    assert.deepEqual(
      eligibility.conditions.map(({ condition }) => condition),
      ['role', 'managed-here', 'window', 'auto-renew', 'order-pending', 'attained'],
    );
  });

  it('says no day for a condition that holds', () => {
    const eligibility = ask({});
    assert.ok(eligibility.conditions.every((condition) => changesOn(condition, eligibility) === undefined));
  });

  it('says no day for an order of which the bank decides', () => {
    const [order] = transferPlaced('2026-07-01', { subscriptions: [JUNE] }).orders;
    assert.ok(order);
    const account = accountWith({ orders: [{ ...order, status: 'charging', transfer: undefined }] });
    const eligibility = ask({ account });
    const pending = eligibility.conditions.find(({ condition }) => condition === 'order-pending');
    assert.ok(pending && !pending.pass);
    assert.equal(changesOn(pending, eligibility), undefined);
  });

  it('comes on the very day that was named for the window', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -400, max: 0 }), (expiresOn, before) => {
        const term = termUntil(expiresOn);
        const early = ask({ term, today: addDays(expiresOn, before) });
        const window = early.conditions.find(({ condition }) => condition === 'window');
        const day = window && changesOn(window, early);
        assert.ok(day);
        assert.ok(ask({ term, today: day }).eligible);
        assert.ok(!ask({ term, today: addDays(day, -1) }).eligible);
      }),
    );
  });
});
