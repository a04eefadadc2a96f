import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Settings } from 'luxon';
import {
  addDays,
  addSeconds,
  anniversary,
  dateIn,
  daysBetween,
  isCalendarDate,
  isZone,
  nextAnniversary,
  secondsBetween,
  startOfDay,
} from '../../membership/calendar.js';
import { anyDate, anyInstant, anyZone } from './arbitraries.js';

describe('the calendar', () => {
  const dates: [zone: string, instant: string, date: string][] = [
    ['UTC', '2026-06-22T23:59:59.999Z', '2026-06-22'],
    ['Asia/Tokyo', '2026-06-22T14:59:59.999Z', '2026-06-22'],
    ['Asia/Tokyo', '2026-06-22T15:00:00.000Z', '2026-06-23'],
    ['America/New_York', '2026-06-23T03:59:59.000Z', '2026-06-22'],
    ['America/New_York', '2026-06-23T04:00:00.000Z', '2026-06-23'],
    ['Pacific/Kiritimati', '2026-06-22T10:00:00.000Z', '2026-06-23'],
    ['Pacific/Apia', '2011-12-30T09:59:59.000Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-31'],
    ['Asia/Kathmandu', '2026-06-22T18:15:00.000Z', '2026-06-23'],
  ];
  for (const [zone, instant, date] of dates) {
    it(`says that ${instant} is ${date} in ${zone}`, () => assert.equal(dateIn(zone, instant), date));
  }

  const starts: [zone: string, date: string, instant: string, why: string][] = [
    ['Asia/Tokyo', '2026-06-23', '2026-06-22T15:00:00.000Z', 'an ordinary day'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', 'summer time skips midnight'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z', 'summer time skips midnight'],
    ['America/Havana', '2026-03-08', '2026-03-08T05:00:00.000Z', 'summer time skips midnight'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', 'midnight comes twice, and the first one counts'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 'the day was left out, and the next one begins'],
  ];
  for (const [zone, date, instant, why] of starts) {
    it(`starts ${date} in ${zone} at ${instant}: ${why}`, () => assert.equal(startOfDay(date, zone), instant));
  }

  it('starts a day at the same moment whether it is asked in summer or in winter', () => {
    const asked = ['2026-01-15', '2026-07-15'].map((date) =>
      withNow(Date.parse(date), () => startOfDay('2026-11-01', 'America/Havana')),
    );
    assert.equal(asked[0], asked[1]);
  });

  it('ends a day at its first midnight where midnight comes twice, whatever was asked before', () => {
    for (const season of ['2018-01-15', '2018-07-15']) {
      withNow(Date.parse(season), () => {
        assert.equal(dateIn('America/Havana', '2018-11-03T12:00:00.000Z'), '2018-11-03');
        assert.equal(dateIn('America/Havana', '2018-11-04T04:00:00.000Z'), '2018-11-04');
      });
    }
  });

  it('starts a day at the first moment whose date it is, in any zone', () => {
    fc.assert(
      fc.property(anyDate, anyZone, (date, zone) => {
        const start = startOfDay(date, zone);
        fc.pre(zone !== 'Pacific/Apia' || date !== '2011-12-30');
        assert.equal(dateIn(zone, start), date);
        assert.ok(dateIn(zone, addSeconds(start, -1)) < date);
      }),
      { numRuns: 1000 },
    );
  });

  it('never goes back a day as time goes on, in any zone', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(400_000), anyZone, (instant, seconds, zone) => {
        assert.ok(dateIn(zone, instant) <= dateIn(zone, addSeconds(instant, seconds)));
      }),
    );
  });

  it('adds days and counts them back', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        assert.equal(daysBetween(date, addDays(date, days)), days);
        assert.equal(addDays(addDays(date, days), -days), date);
      }),
    );
  });

  const anniversaries: [origin: string, years: number, date: string][] = [
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2024-02-29', 76, '2100-02-28'],
    ['2023-02-28', 1, '2024-02-28'],
    ['2026-12-31', 1, '2027-12-31'],
  ];
  for (const [origin, years, date] of anniversaries) {
    it(`has anniversary ${years} of ${origin} on ${date}`, () => assert.equal(anniversary(origin, years), date));
  }

  it('comes back to 29 February in leap years after any number of anniversaries', () => {
    let date = '2024-02-29';
    for (let year = 2025; year <= 2064; year += 1) {
      date = nextAnniversary('2024-02-29', date);
      const isLeap = year % 4 === 0;
      assert.equal(date, `${year}-02-${isLeap ? '29' : '28'}`);
    }
  });

  it('finds the first anniversary after a day, and none between', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (origin, after) => {
        const next = nextAnniversary(origin, after);
        const years = Number(next.slice(0, 4)) - Number(origin.slice(0, 4));
        assert.ok(next > after && next > origin);
        assert.ok(years === 1 || anniversary(origin, years - 1) <= after);
      }),
    );
  });

  it('adds and counts seconds across clock changes', () => {
    assert.equal(addSeconds('2026-03-29T00:59:59.000Z', 2), '2026-03-29T01:00:01.000Z');
    assert.equal(secondsBetween('2026-03-29T00:00:00.000Z', '2026-03-29T04:00:00.000Z'), 4 * 3600);
    assert.equal(secondsBetween('2026-03-29T04:00:00.000Z', '2026-03-29T03:59:00.000Z'), -60);
  });

  it('knows zones by their names', () => {
    assert.deepEqual(['Asia/Tokyo', 'UTC', 'Mars/Olympus', ''].map(isZone), [true, true, false, false]);
  });

  const texts: [text: string, isDate: boolean][] = [
    ['2026-06-23', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-6-23', false],
    ['2026-06-23T00:00', false],
    ['', false],
  ];
  for (const [text, isDate] of texts) {
    it(`says that "${text}" is ${isDate ? '' : 'not '}a date`, () => assert.equal(isCalendarDate(text), isDate));
  }

  it('refuses what is no date, moment or zone instead of reckoning with it', () => {
    assert.throws(() => addDays('2026-02-30', 1), RangeError);
    assert.throws(() => dateIn('Mars/Olympus', '2026-06-23T00:00:00.000Z'), RangeError);
    assert.throws(() => startOfDay('tomorrow', 'UTC'), RangeError);
  });
});

function withNow<Value>(now: number, run: () => Value): Value {
  const before = Settings.now;
  Settings.now = () => now;
  try {
    return run();
  } finally {
    Settings.now = before;
  }
}
