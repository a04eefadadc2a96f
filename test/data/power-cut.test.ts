import assert from 'node:assert/strict';
import { LIMITS } from '../../data/journaled-files.js';
import { openJsonStore } from '../../data/json-store.js';
import type { Store } from '../../data/store.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { type Crash, FragileDisk } from './fragile-disk.js';
import { assertMessages, PARTNERS, randomAccount, randomChange } from './random-changes.js';
import { indexLines, indexOfAccounts } from './store-on-disk.js';

const CRASHES: Crash[] = [
  'process killed',
  'power cut, nothing got through',
  'power cut, anything may have got through',
];
const CHANGES = 25;

/** The disk as a crash left it, and the versions that had been acknowledged. */
interface Left {
  disk: FragileDisk;
  acknowledged: Map<string, number>;
}

describe('A crash after any single step on the disk', function () {
  this.timeout(120_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  // Files are written now and then, and all the time.
  for (const files of [8, 1]) {
    for (const crash of CRASHES) {
      it(`loses nothing acknowledged: ${crash}, ${files} files behind`, async () => {
        const lefts = await workAndCrash(folder.path, crash, { ...LIMITS, files });
        assert.ok(lefts.length > 300, `${lefts.length} steps`);
        for (const left of lefts) await assertIntact(folder.path, left);
      });
    }
  }

  it('is survived when it comes while an earlier one is recovered from', async () => {
    const lefts = await workAndCrash(folder.path, 'process killed', { ...LIMITS, files: 8 });
    // Those with two segments that say something, of which the older must not stay when the newer has gone.
    const journal = `${folder.path}/records/journal`;
    const sizes = (disk: FragileDisk) => disk.list(journal).map((name) => disk.read(`${journal}/${name}`)?.length ?? 0);
    const between = lefts.filter(({ disk }) => sizes(disk).length > 1 && Math.min(...sizes(disk)) > 0);
    const again: Left[] = [];
    for (const left of [1, 2, 3, 4, 5].map((part) => between[Math.floor((between.length * part) / 6)])) {
      assert.ok(left);
      const { disk, acknowledged } = left;
      // Chance decides what a power cut leaves, and gets several.
      const crashes = [...CRASHES, ...CRASHES.slice(2), ...CRASHES.slice(2)];
      disk.onStep = () => again.push(...crashes.map((crash) => ({ disk: disk.after(crash), acknowledged })));
      await (await openJsonStore(folder.path, { disk, warn: () => undefined })).close();
    }
    assert.ok(again.length > 200, `${again.length} crashes`);
    for (const each of again) await assertIntact(folder.path, each);
  });
});

/** Changes partners and conversations, and answers what a crash after each step of the disk would have left. */
async function workAndCrash(folder: string, crash: Crash, limits: typeof LIMITS): Promise<Left[]> {
  const disk = new FragileDisk();
  const acknowledged = new Map<string, number>();
  const lefts: Left[] = [];
  disk.onStep = () => lefts.push({ disk: disk.after(crash), acknowledged: new Map(acknowledged) });
  const store = await openJsonStore(folder, { disk, limits, writableFor: 0 });
  await Promise.all([...PARTNERS.map((id) => change(store, id, acknowledged)), talk(store, acknowledged)]);
  await store.close();
  return lefts;
}

async function change(store: Store, id: string, acknowledged: Map<string, number>): Promise<void> {
  await store.create(randomAccount(id));
  for (let count = 0; count < CHANGES; count += 1) {
    const answer = await store.change(id, randomChange());
    if (answer.ok) acknowledged.set(id, answer.value);
  }
}

async function talk(store: Store, acknowledged: Map<string, number>): Promise<void> {
  for (let count = 1; count <= CHANGES; count += 1) {
    await store.withConversation('c', (record, save) => save({ ...record, seen: [String(count)] }));
    acknowledged.set('c', count);
    assert.equal(await store.isWritable(), true);
  }
}

async function assertIntact(folder: string, { disk, acknowledged }: Left): Promise<void> {
  const warnings: string[] = [];
  const store = await openJsonStore(folder, { disk, warn: (message) => void warnings.push(message) });
  const accounts = (await Promise.all(PARTNERS.map((id) => store.account(id)))).filter(
    (account) => account !== undefined,
  );
  for (const { id, version, organisation } of accounts) {
    assert.ok(version >= (acknowledged.get(id) ?? 0), `a change of ${id} was lost`);
    if (version > 1) assert.equal(organisation, `version ${version}`);
  }
  for (const id of acknowledged.keys()) assert.ok(id === 'c' || accounts.some((account) => account.id === id));
  await assertMessages(store, accounts);
  const turns = await store.withConversation('c', async ({ seen }) => Number(seen[0] ?? 0));
  assert.ok(turns >= (acknowledged.get('c') ?? 0), 'a turn was lost');
  await store.close();
  assert.deepEqual(
    indexLines(folder, disk.paths, (path) => String(disk.read(path))),
    indexOfAccounts(accounts),
  );
  assert.deepEqual(
    disk.list(`${folder}/records/journal`).filter((name) => !name.endsWith('.damaged')),
    [],
  );
  // A hole in what nobody was told is saved may look like damage, and costs nothing else.
  assert.deepEqual(
    warnings.filter((warning) => !warning.includes('entries of the journal')),
    [],
  );
}
