import { DateTime, IANAZone } from 'luxon';

/** A day on the wall calendar, `YYYY-MM-DD`. Terms and windows are made of these, never of instants. */
export type CalendarDate = string;

/** A moment in UTC, ISO 8601 with `Z`. */
export type Instant = string;

/** The calendar date that `instant` falls on in `zone` (IANA name). */
export function dateIn(zone: string, instant: Instant): CalendarDate {
  const local = DateTime.fromISO(instant, { zone });
  if (!local.isValid) throw new RangeError(`No calendar date for ${instant} in ${zone}: ${local.invalidExplanation}`);
  return local.toFormat('yyyy-MM-dd');
}

/**
 * The first moment of `date` in `zone`; where a clock change skips midnight (or the whole day, as Pacific/Apia did on
 * 30 December 2011), the first moment that exists after it.
 */
export function startOfDay(date: CalendarDate, zone: string): Instant {
  const local = DateTime.fromISO(date, { zone });
  if (!local.isValid) throw new RangeError(`No such day: ${date} in ${zone}`);
  // Where midnight comes twice, luxon picks one by the season in which it is asked; the earlier one starts the day.
  return toInstant(local.getPossibleOffsets()[0] ?? local);
}

/** `date` moved by a whole number of days, which may be negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return day(date).plus({ days }).toFormat('yyyy-MM-dd');
}

/** The earliest of some dates; undefined of none. */
export const earliest = (dates: readonly CalendarDate[]): CalendarDate | undefined =>
  dates.length ? dates.reduce((a, b) => (b < a ? b : a)) : undefined;

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round(day(to).diff(day(from), 'days').days);
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

function day(date: CalendarDate): DateTime {
  const value = DateTime.fromISO(date, { zone: 'utc' });
  if (!value.isValid) throw new RangeError(`Not a calendar date: ${date}`);
  return value;
}

function toInstant(moment: DateTime): Instant {
  return moment.toUTC().toISO() as Instant;
}
