import { DateTime, IANAZone } from 'luxon';

/** A day on the wall calendar, `YYYY-MM-DD`. Terms and windows are made of these, never of instants. */
export type CalendarDate = string;

/** A moment in UTC, ISO 8601 with `Z`. */
export type Instant = string;

/** The calendar date that `instant` falls on in `zone` (IANA name). */
export function dateIn(zone: string, instant: Instant): CalendarDate {
  const at = Date.parse(instant);
  const known = lastDays.get(zone);
  if (known && known.from <= at && at < known.until) return known.date;
  const local = DateTime.fromISO(instant, { zone });
  if (!local.isValid) throw new RangeError(`No calendar date for ${instant} in ${zone}: ${local.invalidExplanation}`);
  const date = local.toFormat('yyyy-MM-dd');
  const [from, until] = [local.startOf('day'), local.endOf('day')];
  // On a day of a clock change some of it may be another date: each moment of it is looked up. And where the midnight
  // after it comes twice, luxon may end the day with the later one: the day ends where the next one starts.
  if (from.offset === until.offset) lastDays.set(zone, { date, from: from.toMillis(), until: endOf(date, zone) });
  return date;
}

const endOf = (date: CalendarDate, zone: string): number => Date.parse(startOfDay(addDays(date, 1), zone));

/** By zone, the day that was asked for last: what falls due is about today, for a hundred thousand partners. */
const lastDays = new Map<string, { date: CalendarDate; from: number; until: number }>();

/**
 * The first moment of `date` in `zone`; where a clock change skips midnight (or the whole day, as Pacific/Apia did on
 * 30 December 2011), the first moment that exists after it.
 */
export function startOfDay(date: CalendarDate, zone: string): Instant {
  const asked = `${date} ${zone}`;
  const known = starts.get(asked);
  if (known !== undefined) return known;
  const local = DateTime.fromISO(date, { zone });
  if (!local.isValid) throw new RangeError(`No such day: ${date} in ${zone}`);
  // Where midnight comes twice, luxon picks one by the season in which it is asked; the earlier one starts the day.
  const start = toInstant(local.getPossibleOffsets()[0] ?? local);
  if (starts.size >= STARTS_KEPT) starts.clear();
  starts.set(asked, start);
  return start;
}

/** Starts of days that were asked for, by date and zone: finding one costs ten times as much as all the rest of a duty. */
const starts = new Map<string, Instant>();
const STARTS_KEPT = 10_000;

/** `date` moved by a whole number of days, which may be negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(midnightOf(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The earliest of some dates; undefined of none. */
export const earliest = (dates: readonly CalendarDate[]): CalendarDate | undefined =>
  dates.length ? dates.reduce((a, b) => (b < a ? b : a)) : undefined;

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((midnightOf(to) - midnightOf(from)) / DAY_MS);
}

/**
 * The `years`-th anniversary of `origin`. 29 February becomes the 28th in common years; since it is always
 * counted from the origin and never from the last anniversary, it comes back in leap years (procedures.md, P3).
 */
export function anniversary(origin: CalendarDate, years: number): CalendarDate {
  return day(origin).plus({ years }).toFormat('yyyy-MM-dd');
}

/** The first anniversary of `origin` that is later than `after`. */
export function nextAnniversary(origin: CalendarDate, after: CalendarDate): CalendarDate {
  let years = Math.max(1, Number(after.slice(0, 4)) - Number(origin.slice(0, 4)));
  while (anniversary(origin, years) <= after) years += 1;
  return anniversary(origin, years);
}

/** `instant` moved by a whole number of seconds. */
export function addSeconds(instant: Instant, seconds: number): Instant {
  return toInstant(DateTime.fromISO(instant, { zone: 'utc' }).plus({ seconds }));
}

/** Seconds from `from` to `to`; negative where `to` is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

export const isZone = (name: string): boolean => IANAZone.isValidZone(name);

/** Whether `text` is a date that exists, written `YYYY-MM-DD`. */
export const isCalendarDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;

const DAY_MS = 86_400_000;

/** Midnight of a date in UTC, in milliseconds. Adding days goes without a library: every change of an account does it. */
function midnightOf(date: CalendarDate): number {
  const midnight = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)));
  const isDate = !Number.isNaN(midnight) && new Date(midnight).toISOString().slice(0, 10) === date;
  return isDate ? midnight : day(date).toMillis();
}

function day(date: CalendarDate): DateTime {
  const value = DateTime.fromISO(date, { zone: 'utc' });
  if (!value.isValid) throw new RangeError(`Not a calendar date: ${date}`);
  return value;
}

function toInstant(moment: DateTime): Instant {
  return moment.toUTC().toISO() as Instant;
}
