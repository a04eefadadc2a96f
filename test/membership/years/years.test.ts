import assert from 'node:assert/strict';
import type { PartnerAccount } from '../../../membership/partner.js';
import { MemoryStore } from '../../support/memory-store.js';
import { assertSound } from '../invariants.js';
import { Model } from './model.js';
import { Simulation } from './simulation.js';
import { dayIn, type PartnerLife, TICK, type World, worldOf } from './world.js';

describe('Years that pass', function () {
  this.timeout(180_000);

  it('charge, remind and end as a naive model reckons, for 300 partners in ten years of outages and kills', async () => {
    const seed = Number(process.env.YEARS_SEED ?? 2026);
    const world = worldOf({ seed, partners: 300, years: 10 });
    const simulation = new Simulation(world, new MemoryStore(), { kill: 0.002, unreachable: 0.05 });
    await simulation.run();
    for (const life of world.partners) await compare(life, simulation);
    assert.ok(simulation.kills > 50, `only ${simulation.kills} kills`);
  });
});

async function compare(life: PartnerLife, { world, store, bank, told }: Simulation): Promise<void> {
  const account = (await store.account(life.id)) as PartnerAccount;
  const happened = [...(bank.log.get(life.id) ?? []), ...(told.get(life.id) ?? []), ...booksOf(account)];
  const expected = new Model(life, world).live(daysOf(life.zone, world));
  const first = (events: string[], others: string[]) => events.filter((event) => !others.includes(event)).slice(0, 3);
  const why = `${life.id} in ${life.zone}, seed ${world.seed}: ${JSON.stringify([first(happened, expected), first(expected, happened)])}`;
  assert.deepEqual(happened.toSorted(), expected.toSorted(), why);
  assertSound(account, dayIn(life.zone, world.until));
}

/** Terms and invoices, on the days on which they came about. */
function booksOf({ orders, subscriptions, invoices }: PartnerAccount): string[] {
  const terms = subscriptions.flatMap(({ id, offerId, startedOn, expiresOn, runStartedOn }) => {
    const paid = orders.find((order) => order.paid?.subscriptionId === id)?.paid;
    return paid ? [`${paid.on} term ${offerId} ${startedOn} ${expiresOn} ${runStartedOn}`] : [];
  });
  const issued = invoices.map(({ number, issuedOn }) => {
    const [, year, sequence] = number.split('-');
    return `${issuedOn} invoice ${year}-${Number(sequence)}`;
  });
  return [...terms, ...issued];
}

const starts = new Map<string, { date: string; start: number }[]>();

/** The first moment of each day in a zone: a day later, or where clocks change, a little before or after that. */
function daysOf(zone: string, { from, until }: World) {
  const known = starts.get(zone);
  if (known) return known;
  const days: { date: string; start: number }[] = [];
  const begins = (at: number) => dayIn(zone, at) !== dayIn(zone, at - TICK);
  for (let start = from, first = true; start < until; first = false) {
    const usual = first ? start : start + 24 * 4 * TICK;
    const shifts = first ? Array.from({ length: 96 }, (_, ticks) => -ticks) : [0, -2, 2, -4, 4];
    start = usual + (shifts.find((ticks) => begins(usual + ticks * TICK)) ?? Number.NaN) * TICK;
    days.push({ date: dayIn(zone, start), start });
  }
  starts.set(zone, days);
  return days;
}
