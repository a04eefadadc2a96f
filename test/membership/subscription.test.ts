import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, dateIn, startOfDay } from '../../membership/calendar.js';
import {
  daysLeft,
  firstTerm,
  heldOn,
  latestTerm,
  latestTerms,
  type RenewalTermFrom,
  renewalWindow,
  renewedTerm,
  type Subscription,
  statusOn,
  type TermDates,
} from '../../membership/subscription.js';
import { accountWith, PACK, SILVER, termUntil } from '../support/accounts.js';
import { anyDate, anyZone } from './arbitraries.js';

const WAYS: readonly RenewalTermFrom[] = ['purchase', 'anniversary'];

describe('a subscription', () => {
  const june = termUntil('2026-06-22');
  const days: [today: string, status: string][] = [
    ['2026-01-01', 'active'],
    ['2026-06-21', 'active'],
    ['2026-06-22', 'active'],
    ['2026-06-23', 'in-window'],
    ['2026-07-22', 'in-window'],
    ['2026-07-23', 'lapsed'],
    ['2027-06-22', 'lapsed'],
  ];
  for (const [today, status] of days) {
    it(`that expires on 22 June 2026 is ${status} on ${today}`, () => assert.equal(statusOn(june, today), status));
  }

  it('that expires on 22 June can be renewed from 23 June to 22 July', () => {
    assert.deepEqual(renewalWindow(june), { from: '2026-06-23', to: '2026-07-22' });
  });

  it('is renewable for exactly 30 whole days of the wall clock, whatever the date and zone', () => {
    fc.assert(
      fc.property(anyDate, anyZone, fc.integer({ min: -3, max: 34 }), (expiresOn, zone, after) => {
        const day = addDays(expiresOn, after);
        const today = dateIn(zone, startOfDay(day, zone));
        fc.pre(today === day);
        const renewable = statusOn({ expiresOn }, today) === 'in-window';
        assert.equal(renewable, after >= 1 && after <= 30);
      }),
      { numRuns: 1000 },
    );
  });

  it('starts on the day of a first purchase and runs through its anniversary', () => {
    assert.deepEqual(firstTerm('2026-06-23'), {
      startsOn: '2026-06-23',
      expiresOn: '2027-06-23',
      runStartedOn: '2026-06-23',
    });
  });

  const renewals: [from: RenewalTermFrom, today: string, dates: TermDates][] = [
    ['purchase', '2026-07-01', { startsOn: '2026-07-01', expiresOn: '2027-07-01', runStartedOn: '2026-07-01' }],
    ['anniversary', '2026-07-01', { startsOn: '2026-06-22', expiresOn: '2027-06-22', runStartedOn: '2025-06-22' }],
    ['purchase', '2026-07-22', { startsOn: '2026-07-22', expiresOn: '2027-07-22', runStartedOn: '2026-07-22' }],
    ['anniversary', '2026-07-22', { startsOn: '2026-06-22', expiresOn: '2027-06-22', runStartedOn: '2025-06-22' }],
  ];
  for (const [from, today, dates] of renewals) {
    it(`that is renewed from the ${from} on ${today} runs ${dates.startsOn} to ${dates.expiresOn}`, () => {
      assert.deepEqual(renewedTerm(june, today, from), dates);
    });
  }

  it('moves its expiry forward by a renewal in its window, always', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 30 }), fc.constantFrom(...WAYS), (start, late, from) => {
        const term = asTerm(firstTerm(start));
        const today = addDays(term.expiresOn, late);
        const next = renewedTerm(term, today, from);
        assert.ok(next.expiresOn > term.expiresOn && next.expiresOn > today);
        assert.ok(next.startsOn >= term.expiresOn && next.startsOn <= today);
      }),
    );
  });

  for (const from of WAYS) {
    it(`does not drift over 40 renewals from the ${from}`, () => {
      fc.assert(
        fc.property(
          anyDate,
          fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 40, maxLength: 40 }),
          (start, lates) => assertNoDrift(start, lates, from),
        ),
      );
    });
  }

  it('that began on 29 February and renews from the anniversary ends on the 28th, and on the 29th in leap years', () => {
    let term = asTerm(firstTerm('2024-02-29'));
    const ends = [term.expiresOn];
    for (let year = 0; year < 4; year += 1) {
      term = asTerm(renewedTerm(term, addDays(term.expiresOn, 10), 'anniversary'));
      ends.push(term.expiresOn);
    }
    assert.deepEqual(ends, ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28']);
  });

  it('that is renewed by hand on 29 February begins a new run there', () => {
    const next = renewedTerm(termUntil('2028-02-10'), '2028-02-29', 'purchase');
    assert.deepEqual(next, { startsOn: '2028-02-29', expiresOn: '2029-02-28', runStartedOn: '2028-02-29' });
  });

  const account = accountWith({
    subscriptions: [
      termUntil('2026-06-22'),
      termUntil('2025-06-22'),
      termUntil('2026-01-10', { id: 'silver-1', offerId: SILVER.id }),
    ],
  });

  it('is the latest of its offer, in whatever order the terms are kept', () => {
    assert.equal(latestTerm(account, PACK.id)?.expiresOn, '2026-06-22');
    assert.equal(latestTerm(account, 'gold'), undefined);
    assert.deepEqual(
      latestTerms(account).map((term) => term.expiresOn),
      ['2026-06-22', '2026-01-10'],
    );
  });

  it('is held through its window and not after it', () => {
    const held = (today: string) => heldOn(account, today).map((term) => term.offerId);
    assert.deepEqual(held('2026-02-09'), [PACK.id, SILVER.id]);
    assert.deepEqual(held('2026-02-10'), [PACK.id]);
    assert.deepEqual(held('2026-07-23'), []);
  });

  it('says how many days are left, none on its last day', () => {
    const left = ['2026-06-20', '2026-06-22', '2026-06-25'].map((today) => daysLeft(june, today));
    assert.deepEqual(left, [2, 0, -3]);
  });
});

const asTerm = ({ startsOn, ...dates }: TermDates): Subscription =>
  termUntil(dates.expiresOn, { ...dates, startedOn: startsOn });

/** From the purchase, each term is a year from its own day; from the anniversary, day and month stay the first one's. */
function assertNoDrift(start: string, lates: number[], from: RenewalTermFrom): void {
  let term = asTerm(firstTerm(start));
  lates.forEach((late, index) => {
    const today = addDays(term.expiresOn, late);
    term = asTerm(renewedTerm(term, today, from));
    const origin = from === 'purchase' ? today : start;
    const years = from === 'purchase' ? 1 : index + 2;
    assert.equal(term.expiresOn, yearsAfter(origin, years));
  });
}

/** Reckoned apart from the calendar under test. */
function yearsAfter(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) + years;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const day = date.endsWith('02-29') && !isLeap ? '02-28' : date.slice(5);
  return `${year}-${day}`;
}
