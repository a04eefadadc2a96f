import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays } from '../../membership/calendar.js';
import { performNext } from '../../membership/duties.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { REMINDER_KINDS, type ReminderKind } from '../../membership/reminder-kind.js';
import type { Subscription } from '../../membership/subscription.js';
import { ADMIN, accountWith, on, RULES, SILVER, termUntil, USER } from '../support/accounts.js';
import { transferPlaced } from './purchases.js';

const ENDS = '2026-06-22';

const ending = (parts: Partial<Subscription> = {}, account: Partial<PartnerAccount> = {}): PartnerAccount =>
  accountWith({ subscriptions: [termUntil(ENDS, parts)], ...account });

function doneOn(account: PartnerAccount, day: string): PartnerAccount {
  const after = performNext(account, on(day), RULES);
  return after === account ? account : doneOn(after, day);
}

/** What was told by a service that looked on these days only. */
function toldOn(account: PartnerAccount, days: readonly string[]): string[] {
  const after = days.reduce(doneOn, account);
  return after.notices.flatMap((notice) =>
    notice.kind === 'reminder' ? [`${notice.createdAt.slice(0, 10)} ${notice.reminder} ${notice.outlook.state}`] : [],
  );
}

const everyDay = Array.from({ length: 80 }, (_, day) => addDays('2026-05-20', day));

describe('A reminder', () => {
  it('comes 15 days before, on the day, 23 days after and on the last day of the window', () => {
    assert.deepEqual(toldOn(ending(), everyDay), [
      '2026-06-07 before-expiry expires',
      '2026-06-22 on-expiry expires',
      '2026-07-15 after-expiry renewable',
      '2026-07-22 last-day renewable',
    ]);
  });

  it('says before a charge which card pays how much, and leaves the day itself to the receipt', () => {
    const account = ending({ autoRenew: true, cardId: 'card-1' });
    assert.deepEqual(toldOn(account, ['2026-06-07', ENDS]), ['2026-06-07 before-expiry renews']);
    const [notice] = doneOn(account, '2026-06-07').notices;
    assert.ok(notice?.kind === 'reminder' && notice.outlook.state === 'renews');
    assert.deepEqual([notice.outlook.card.last4, notice.outlook.total], ['4242', { minor: 57206, currency: 'JPY' }]);
  });

  it('says that a transfer is awaited, where one is', () => {
    const placed = transferPlaced('2026-06-23', { subscriptions: [termUntil(ENDS, { reminded: 'on-expiry' })] });
    assert.deepEqual(toldOn(placed, ['2026-07-15']), ['2026-07-15 after-expiry ordered']);
  });

  it('does not promise a renewal of what has to be attained first', () => {
    const silver = ending({ offerId: SILVER.id });
    assert.deepEqual(toldOn(silver, ['2026-07-15']), ['2026-07-15 after-expiry not-attained']);
    assert.deepEqual(toldOn({ ...silver, attained: ['gold'] }, ['2026-07-15']), ['2026-07-15 after-expiry renewable']);
  });

  it('goes to those who may renew and want it', () => {
    const members = [ADMIN, { ...ADMIN, id: 'second', noReminders: ['last-day' as const] }, USER];
    const account = everyDay.reduce(doneOn, ending({}, { members }));
    const readers = (kind: ReminderKind) =>
      account.notices.flatMap((each) => (each.kind === 'reminder' && each.reminder === kind ? each.to : []));
    assert.deepEqual(
      REMINDER_KINDS.map(readers),
      REMINDER_KINDS.map((kind) => (kind === 'last-day' ? ['admin'] : ['admin', 'second'])),
    );
  });

  it('is not for what was renewed, nor for what the PMC renews', () => {
    const renewed = ending({}, { subscriptions: [termUntil(ENDS), termUntil('2027-06-23')] });
    assert.deepEqual(toldOn(renewed, everyDay), []);
    assert.deepEqual(toldOn(ending({ managedIn: 'pmc' }), everyDay), []);
  });

  it('is sent once at most, in its order, and late only until the next one’s day', () => {
    const days: Record<ReminderKind, number> = {
      'before-expiry': -15,
      'on-expiry': 0,
      'after-expiry': 23,
      'last-day': 30,
    };
    fc.assert(
      fc.property(fc.subarray(everyDay), (up) => {
        const told = toldOn(ending(), up);
        const kinds = told.map((each) => each.split(' ')[1] as ReminderKind);
        assert.deepEqual(
          kinds,
          REMINDER_KINDS.filter((kind) => kinds.includes(kind)),
        );
        for (const [index, kind] of REMINDER_KINDS.entries()) {
          const from = addDays(ENDS, days[kind]);
          const next = REMINDER_KINDS[index + 1];
          const until = next ? addDays(ENDS, days[next]) : addDays(from, 1);
          const first = up.find((day) => day >= from && day < until);
          assert.equal(told.find((each) => each.includes(kind))?.slice(0, 10), first);
        }
      }),
    );
  });
});
