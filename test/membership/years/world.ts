import { type CalendarDate, dateIn, type Instant } from '../../../membership/calendar.js';
import type { ReminderKind } from '../../../membership/reminder-kind.js';
import { GOLD, PACK, SILVER } from '../../support/accounts.js';
import { Chance, chanceOf } from './chance.js';

/** Half-hour and quarter-hour offsets, clock changes of an hour and of half an hour, both sides of the date line. */
const ZONES = [
  'Asia/Tokyo',
  'America/New_York',
  'Europe/Paris',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'America/Sao_Paulo',
  'UTC',
];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The service looks what is due every quarter of an hour here. */
export const TICK = HOUR / 4;

/** What somebody does at a moment, in the chat or at the bank. */
export const DEEDS = [
  'turn-off',
  'confirm',
  'confirm',
  'confirm',
  'pay-open',
  'pay-open',
  'renew-by-card',
  'renew-by-transfer',
  'subscribe',
  'use-new-card',
  'remove-card',
] as const;

export interface Deed {
  at: number;
  offerId: string;
  what: (typeof DEEDS)[number];
}

export interface PartnerLife {
  id: string;
  number: number;
  zone: string;
  offers: string[];
  /** By offer: the term under way when it all begins, and whether it was paid by card. */
  begins: Record<string, { run: CalendarDate; start: CalendarDate; end: CalendarDate; byCard: boolean }>;
  /** Reminders that the second admin does not want. */
  unwanted: ReminderKind[];
  deeds: Deed[];
}

export interface World {
  seed: number;
  from: number;
  until: number;
  /** Times in which the service is down. */
  outages: { from: number; until: number }[];
  partners: PartnerLife[];
}

/** Years of partners' lives and of the service's outages, all decided beforehand by the seed. */
export function worldOf({ seed, partners, years }: { seed: number; partners: number; years: number }): World {
  const from = Date.UTC(2026, 0, 1);
  const until = Date.UTC(2026 + years, 0, 1);
  const outages = outagesBetween(from, until, new Chance(seed));
  const life = (_: unknown, number: number) => lifeOf(number, { seed, from, until, outages });
  return { seed, from, until, outages, partners: Array.from({ length: partners }, life) };
}

/** Some of minutes, some of hours, some of days, and a few of weeks. */
function outagesBetween(from: number, until: number, chance: Chance) {
  const outages: World['outages'] = [];
  for (let at = from + DAY; at < until; at += chance.between(1, 60) * DAY) {
    const length = chance.one([TICK, 3 * HOUR, 9 * HOUR, DAY, 3 * DAY, 8 * DAY, chance.is(0.3) ? 45 * DAY : 20 * DAY]);
    const begin = at + chance.between(0, 95) * TICK;
    outages.push({ from: begin, until: begin + length });
    at = begin + length;
  }
  return outages;
}

function lifeOf(number: number, world: Omit<World, 'partners'>): PartnerLife {
  const chance = chanceOf(world.seed, 'partner', number);
  const offers = chance.one([[PACK.id], [PACK.id], [SILVER.id], [PACK.id, GOLD.id]]);
  const begins = Object.fromEntries(
    offers.map((offer) => [offer, { ...beginning(chance, world.from), byCard: chance.is(0.7) }]),
  );
  const unwanted = (['before-expiry', 'on-expiry', 'after-expiry', 'last-day'] as const).filter(() => chance.is(0.2));
  const deeds = deedsOf(chance, offers, world);
  return {
    id: `partner-${number}`,
    number,
    zone: ZONES[number % ZONES.length] as string,
    offers,
    begins,
    unwanted,
    deeds,
  };
}

/** Up to 11 months before the simulation, and often a run since 29 February. */
function beginning(chance: Chance, from: number) {
  if (chance.is(0.1)) return { run: '2024-02-29', start: '2025-02-28', end: '2026-02-28' };
  const start = new Date(from - chance.between(1, 330) * DAY).toISOString().slice(0, 10);
  return { run: start, start, end: `${Number(start.slice(0, 4)) + 1}${start.slice(4)}` };
}

function deedsOf(chance: Chance, offers: string[], { from, until, outages }: Omit<World, 'partners'>): Deed[] {
  const deeds: Deed[] = [];
  // Some look after their orders every few days.
  const [often, what] = chance.is(0.1) ? [5, ['pay-open', 'confirm', 'use-new-card'] as const] : [90, DEEDS];
  for (let at = from; at < until; at += chance.between(1, often) * DAY) {
    const tick = at + chance.between(0, 95) * TICK;
    if (firstUp(outages, tick) === tick) deeds.push({ at: tick, offerId: chance.one(offers), what: chance.one(what) });
  }
  return deeds;
}

/** The first tick from then on at which the service is up. */
export function firstUp(outages: World['outages'], from: number): number {
  let tick = Math.ceil(from / TICK) * TICK;
  let low = 0;
  let high = outages.length;
  // The first outage that ends later than the tick.
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((outages[middle] as { until: number }).until > tick) high = middle;
    else low = middle + 1;
  }
  for (let next = outages[low]; next && next.from <= tick; next = outages[++low]) {
    if (next.until > tick) tick = Math.ceil(next.until / TICK) * TICK;
  }
  return tick;
}

export type Saying = 'paid' | 'declined' | 'insufficient-funds' | 'bank-approved' | 'bank-forgotten';

/** What the bank says of a charge to this partner's cards on this day; in some months hardly anything is paid. */
export function bankSays(seed: number, partner: string, cardId: string, on: CalendarDate): Saying {
  const isBadMonth = chanceOf(seed, 'month', partner, on.slice(0, 7)).is(0.2);
  const chance = chanceOf(seed, 'bank', partner, cardId, on).next();
  if (chance < (isBadMonth ? 0.1 : 0.8)) return 'paid';
  if (chance < 0.86) return 'declined';
  if (chance < 0.92) return 'insufficient-funds';
  return chance < 0.96 ? 'bank-approved' : 'bank-forgotten';
}

export const instantOf = (ms: number): Instant => new Date(ms).toISOString();

export const dayIn = (zone: string, ms: number): CalendarDate => dateIn(zone, instantOf(ms));
