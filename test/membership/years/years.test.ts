import assert from 'node:assert/strict';
import { openJsonStore } from '../../../data/json-store.js';
import type { PartnerAccount } from '../../../membership/partner.js';
import { MemoryStore } from '../../support/memory-store.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { assertSound } from '../invariants.js';
import type { Chance } from './chance.js';
import { Model } from './model.js';
import { assertNothingLost } from './nothing-lost.js';
import { Simulation } from './simulation.js';
import { dayIn, type PartnerLife, TICK, type World, worldOf } from './world.js';

/** Another world: `YEARS_SEED=7 npx mocha test/membership/years`. */
const SEED = Number(process.env.YEARS_SEED ?? 2026);

describe('Years that pass', function () {
  this.timeout(180_000);

  it('charge, remind and end as a naive model reckons, for 300 partners in ten years of outages and kills', async () => {
    const world = worldOf({ seed: SEED, partners: 300, years: 10 });
    const simulation = new Simulation(world, new MemoryStore(), { kill: 0.002, unreachable: 0.05 });
    await simulation.run();
    for (const life of world.partners) await compare(life, simulation);
    assert.ok(simulation.kills > 50, `only ${simulation.kills} kills`);
  });

  it('never charge twice nor miss a charge, where a kill is followed by weeks of downtime', async () => {
    const world = worldOf({ seed: SEED, partners: 100, years: 10 });
    const down = (chance: Chance) => chance.between(0, chance.is(0.2) ? 40 * 96 : 3 * 96) * TICK;
    const simulation = new Simulation(world, new MemoryStore(), { kill: 0.003, unreachable: 0.05, down });
    await assertBooks(simulation);
  });

  it('do so on the JSON store, which a process that was killed leaves to the next', async () => {
    const { path, remove } = await temporaryFolder();
    const open = () => openJsonStore(path, { warn: (message) => assert.fail(message) });
    let store = await open();
    const reopen = async () => {
      await store.close();
      store = await open();
      return store;
    };
    const world = worldOf({ seed: SEED, partners: 20, years: 4 });
    const simulation = new Simulation(world, store, { kill: 0.02, unreachable: 0.05, reopen });
    await simulation.run();
    for (const life of world.partners) await compare(life, simulation);
    assert.ok(simulation.kills > 10, `only ${simulation.kills} kills`);
    await store.close();
    await remove();
  });
});

async function assertBooks(simulation: Simulation): Promise<void> {
  await simulation.run();
  await simulation.settle();
  assert.ok(simulation.kills > 50, `only ${simulation.kills} kills`);
  for (const { id } of simulation.world.partners) await assertNothingLost(id, simulation);
}

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
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  const begins = (at: number) => format.format(at) !== format.format(at - TICK);
  for (let start = from, first = true; start < until; first = false) {
    const usual = first ? start : start + 24 * 4 * TICK;
    const shifts = first ? Array.from({ length: 96 }, (_, ticks) => -ticks) : [0, -2, 2, -4, 4];
    start = usual + (shifts.find((ticks) => begins(usual + ticks * TICK)) ?? Number.NaN) * TICK;
    days.push({ date: format.format(start), start });
  }
  starts.set(zone, days);
  return days;
}
