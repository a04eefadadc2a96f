import fc from 'fast-check';
import { addDays, addSeconds, type CalendarDate, type Instant } from '../../membership/calendar.js';

const ODD_ZONES = [
  'America/Sao_Paulo',
  'Asia/Beirut',
  'America/Havana',
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Cairo',
  'America/Asuncion',
  'America/Nuuk',
  'UTC',
];

/** Zones with a clock change at midnight, at the date line, with odd offsets, and every other one of the system. */
export const anyZone: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...ODD_ZONES),
  fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
);

/** A day of 2004 to 2058, often 29 February or a day of a clock change. */
export const anyDate: fc.Arbitrary<CalendarDate> = fc.oneof(
  { weight: 6, arbitrary: fc.nat(20_000).map((days) => addDays('2004-01-01', days)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('2024-02-29', '2028-02-29', '2026-02-28', '2026-12-31', '2018-11-04', '2026-11-01'),
  },
);

export const anyInstant: fc.Arbitrary<Instant> = fc
  .nat(1_700_000_000)
  .map((seconds) => addSeconds('2004-01-01T00:00:00.000Z', seconds));
