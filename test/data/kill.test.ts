import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { shardedPath } from '../../data/file-name.js';
import { openJsonStore } from '../../data/json-store.js';
import type { Store } from '../../data/store.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { assertMessages, PARTNERS } from './random-changes.js';
import { assertNothingDamaged, filesBelow, indexOfAccounts, indexOnDisk } from './store-on-disk.js';

const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url));
const ROUNDS = 20;

/** What the killed process had acknowledged: the last count of every kind and key. */
type Acknowledged = Map<string, number>;

describe('A process that is killed in the middle of writing', function () {
  this.timeout(120_000);

  it('leaves records whole, acknowledged writes kept, and indexes right, every time', async () => {
    // Two folders side by side, because most of a round is the start of the process. In one everything is in the
    // journal when the process is killed; in the other it is killed while files are written and segments rotate.
    const [atWork, atRotation] = await Promise.all([killManyTimes([]), killManyTimes(['1'])]);
    const totals = [atWork.acknowledged, atRotation.acknowledged];
    // Fewer, and it was killed too early every time, and this has shown nothing.
    assert.ok(Math.min(...totals) > ROUNDS * 5, `acknowledged writes: ${totals}`);
    assert.ok(atRotation.betweenSegments > 0, 'it was never killed while files were written');
  });
});

async function killManyTimes(more: string[]): Promise<{ acknowledged: number; betweenSegments: number }> {
  const folder = await temporaryFolder();
  const acknowledged: Acknowledged = new Map();
  let total = 0;
  let betweenSegments = 0;
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      total += await killOnce([folder.path, ...more], acknowledged, round % 5 === 4);
      const segments = await readdir(join(folder.path, 'records/journal')).catch(() => []);
      if (segments.length > 1) betweenSegments += 1;
      await assertReplayTwiceIsOnce(folder.path);
      await assertIntact(folder.path, acknowledged);
    }
    return { acknowledged: total, betweenSegments };
  } finally {
    await folder.remove();
  }
}

/** Starts the process and kills it, at work or, if `early`, at any moment of its start. Answers what it acknowledged. */
async function killOnce(parameters: string[], acknowledged: Acknowledged, early: boolean): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  await (early ? sleep(100) : once(child.stdout, 'data'));
  await sleep(Math.random() * (early ? 200 : 80));
  child.kill('SIGKILL');
  await once(child, 'close');
  const lines = told.split('\n').slice(0, -1);
  for (const line of lines) note(acknowledged, line);
  return lines.length;
}

/** What the journal says may be put into the files again, since a process can be killed after it did that. */
async function assertReplayTwiceIsOnce(folder: string): Promise<void> {
  const journal = join(folder, 'records/journal');
  const kept = `${folder}-journal`;
  await cp(journal, kept, { recursive: true }).catch(() => mkdir(kept));
  await (await openJsonStore(folder)).close();
  const once = await contentsBelow(join(folder, 'records'));
  await cp(kept, journal, { recursive: true });
  await (await openJsonStore(folder)).close();
  assert.deepEqual(await contentsBelow(join(folder, 'records')), once);
  // And a third time by whoever looks next.
  await cp(kept, journal, { recursive: true });
  await rm(kept, { recursive: true });
}

async function contentsBelow(folder: string): Promise<Map<string, string>> {
  const files = (await filesBelow(folder)).sort();
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
}

function note(acknowledged: Acknowledged, line: string): void {
  const { kind, key, count } = JSON.parse(line);
  assert.ok(['partner', 'conversation', 'delivered'].includes(kind), line);
  acknowledged.set(`${kind} ${key}`, count);
}

async function assertIntact(folder: string, acknowledged: Acknowledged): Promise<void> {
  const warnings: string[] = [];
  const store = await openJsonStore(folder, { warn: (message) => void warnings.push(message) });
  const accounts = await assertAccounts(store, acknowledged);
  await assertMessages(store, accounts);
  for (const key of ['c1', 'c2']) await assertConversation(store, key, acknowledged);
  await assertDelivered(folder, acknowledged);
  await store.close();
  assert.deepEqual(await indexOnDisk(folder), indexOfAccounts(accounts));
  await assertNothingDamaged(folder);
  assert.deepEqual(warnings, []);
}

async function assertAccounts(store: Store, acknowledged: Acknowledged): Promise<PartnerAccount[]> {
  const found = await Promise.all(PARTNERS.map((id) => store.account(id)));
  const accounts = found.flatMap((account) => (account ? [account] : []));
  for (const id of PARTNERS) {
    const account = accounts.find((each) => each.id === id);
    assert.ok((account?.version ?? 0) >= (acknowledged.get(`partner ${id}`) ?? 0), `a change of ${id} was lost`);
    if (account && account.version > 1) assert.equal(account.organisation, `version ${account.version}`);
  }
  const waiting = accounts.filter(({ notices }) => notices.length > 0).map(({ id }) => id);
  assert.deepEqual(new Set(await store.partnersWithNotices()), new Set(waiting));
  return accounts;
}

async function assertConversation(store: Store, key: string, acknowledged: Acknowledged): Promise<void> {
  const record = await store.withConversation(key, async (found) => found);
  assert.ok(record.version >= (acknowledged.get(`conversation ${key}`) ?? 0), `a turn of ${key} was lost`);
  if (record.version > 0) assert.deepEqual(record.seen, [String(record.version)]);
}

async function assertDelivered(folder: string, acknowledged: Acknowledged): Promise<void> {
  const file = shardedPath(join(folder, 'records/deliveries'), 'delivered', '.jsonl');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  for (const [key, count] of acknowledged) {
    if (!key.startsWith('delivered ')) continue;
    const ofProcess = lines.map((line) => JSON.parse(line)).filter(({ process }) => key === `delivered ${process}`);
    assert.ok(ofProcess.length >= count, 'a delivered notice was lost');
  }
}
