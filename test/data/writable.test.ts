import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openJsonStore } from '../../data/json-store.js';
import type { Store } from '../../data/store.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { diskThat, full, inJournal } from './faulty-disk.js';
import { sampleAccount, withParts } from './store-sample.js';

type Step = Parameters<Parameters<typeof diskThat>[0]>[0];

/** Long enough to ask often within it, short enough to wait for its end. */
const GOOD_FOR = 40;

describe('Whether the JSON store can be written', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let store: Store;
  let warnings: string[];
  let steps: Step[];
  let failing: (step: Step, path: string) => boolean;
  /** A new answer, and not the last one said again. */
  const ask = async () => {
    await sleep(GOOD_FOR * 2);
    return store.isWritable();
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    warnings = [];
    steps = [];
    failing = () => false;
    const disk = diskThat((step, path) => {
      steps.push(step);
      if (failing(step, path)) throw full();
    });
    const warn = (message: string) => void warnings.push(message);
    store = await openJsonStore(folder.path, { disk, warn, writableFor: GOOD_FOR });
    await store.create(sampleAccount('contoso'));
  });
  afterEach(async () => {
    failing = () => false;
    await store.close();
    await folder.remove();
  });

  const faults: [what: string, failing: (step: Step, path: string) => boolean][] = [
    ['is full', (step) => step === 'append'],
    ['is read-only', (step) => step !== 'sync'],
    ['keeps nothing', (step) => step === 'sync'],
    ['has room left only in the files that are there', (step, path) => step === 'append' && !inJournal(path)],
    ['has damage where the journal is', (step, path) => step !== 'open' && inJournal(path)],
  ];
  for (const [what, fails] of faults) {
    it(`is no where a disk ${what}, and yes by itself once that is over`, async () => {
      assert.equal(await ask(), true);
      failing = fails;
      for (let times = 0; times < 3; times += 1) assert.equal(await ask(), false);
      failing = () => false;
      assert.equal(await ask(), true);
      // The journal has words of its own for what is waiting in it.
      const told = warnings.filter((warning) => /^The records can(not)? be written/.test(warning));
      assert.match(told[0] ?? '', /cannot be written: .*ENOSPC/);
      assert.deepEqual(told.slice(1), ['The records can be written again.']);
      assert.ok((await store.change('contoso', withParts({ tenant: 't1' }))).ok);
      await store.close();
      store = await openJsonStore(folder.path);
      assert.deepEqual([await store.partnerOfTenant('t1'), (await store.account('contoso'))?.version], ['contoso', 2]);
    });
  }

  it('is no after a write that failed, and a yes means that the next one does not', async () => {
    failing = (step, path) => step === 'append' && inJournal(path);
    await assert.rejects(store.change('contoso', withParts({ tenant: 't1' })), /ENOSPC/);
    assert.equal(await ask(), false);
    failing = () => false;
    assert.equal(await ask(), true);
    const written = steps.length;
    assert.ok((await store.change('contoso', withParts({ tenant: 't2' }))).ok);
    assert.deepEqual(steps.slice(written), ['append', 'sync']);
  });

  it('is tried once for many who ask, at once or soon after one another', async () => {
    await ask();
    await sleep(GOOD_FOR * 2);
    const before = steps.length;
    const answers = await Promise.all(Array.from({ length: 50 }, () => store.isWritable()));
    assert.ok(answers.every(Boolean));
    const once = steps.slice(before);
    assert.deepEqual(once, ['append', 'sync', 'open', 'append', 'sync']);
    assert.equal(await store.isWritable(), true);
    assert.equal(steps.length, before + once.length);
    await ask();
    assert.equal(steps.length, before + 2 * once.length);
  });

  it('takes no room on a disk that has none, however often it is tried', async () => {
    const temporary = () => readdir(join(folder.path, 'tmp'));
    for (const step of ['append', 'sync'] as const) {
      failing = (now, path) => now === step && !inJournal(path);
      for (let times = 0; times < 3; times += 1) assert.equal(await ask(), false);
      assert.deepEqual(await temporary(), []);
    }
    failing = () => false;
    assert.equal(await ask(), true);
    assert.deepEqual(await temporary(), []);
  });
});
