import { Child, here } from './children.js';
import { median, short, withRange } from './numbers.js';
import { inFolder } from './servers.js';
import type { Operation, StoreCost, StoreWork } from './store-child.js';
import { printTable } from './table.js';

const OPERATIONS: readonly [Operation, string][] = [
  ['change', 'change of an account'],
  ['save', 'save of a conversation'],
  ['lookup', 'lookup by person'],
];
const TIMES = 150;
/** Rounds that are not measured: code gets warm. */
const WARM_UP = 2;

interface Sized {
  partners: number;
  store: Child;
  costs: Record<Operation, StoreCost[]>;
}

/** Measures what store operations cost at each size, in alternating rounds, and prints it beside the smallest. */
export async function compareStores({ sizes, rounds }: { sizes: readonly number[]; rounds: number }): Promise<void> {
  await inFolder(async (folder) => {
    const stores: Sized[] = [];
    for (const partners of sizes) stores.push(await open(`${folder}/${partners}`, partners));
    for (let round = 0; round < WARM_UP + rounds; round += 1) {
      for (const [operation] of OPERATIONS) await oneRound(rotated(stores, round), operation, round >= WARM_UP);
    }
    await Promise.all(stores.map(({ store }) => store.end()));
    report(stores);
  });
}

async function open(folder: string, partners: number): Promise<Sized> {
  const args = [folder, String(partners)];
  await new Child(here('seed-child.ts'), args).next();
  const store = new Child(here('store-child.ts'), args);
  await store.next();
  return { partners, store, costs: { change: [], save: [], lookup: [] } };
}

async function oneRound(stores: Sized[], operation: Operation, measured: boolean): Promise<void> {
  const work: StoreWork = { operation, times: TIMES };
  for (const { store, costs } of stores) {
    const cost = await store.ask<StoreCost>(work);
    if (measured) costs[operation].push(cost);
  }
}

/** Each size comes first in some rounds, because whoever does finds the machine in another state. */
const rotated = <Item>(items: Item[], by: number): Item[] => {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
};

function report(stores: Sized[]): void {
  const rows = OPERATIONS.flatMap(([operation, name]) => stores.map((sized) => row(name, operation, sized, stores[0])));
  const heads = ['', 'partners', 'ms', 'CPU µs', 'CPU : smallest (lowest to highest)'];
  printTable('The store, one operation after the other', heads, rows);
}

function row(name: string, operation: Operation, { partners, costs }: Sized, smallest: Sized | undefined): string[] {
  const own = costs[operation];
  const ratios = own.map(({ cpu }, round) => cpu / (smallest?.costs[operation][round]?.cpu ?? Number.NaN));
  const ms = median(own.map((cost) => cost.ms));
  const cpu = median(own.map((cost) => cost.cpu));
  return [name, partners.toLocaleString('en'), short(ms), short(cpu), withRange(ratios)];
}
