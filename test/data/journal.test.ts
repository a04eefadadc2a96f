import assert from 'node:assert/strict';
import { appendFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { changesIn, entryOf } from '../../data/file-change.js';
import { LIMITS } from '../../data/journaled-files.js';
import type { JsonStoreOptions } from '../../data/json-records.js';
import { openJsonStore } from '../../data/json-store.js';
import { reindex } from '../../data/reindex.js';
import type { Store } from '../../data/store.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { diskThat, full, inJournal } from './faulty-disk.js';
import { filesBelow, indexOfAccounts, indexOnDisk } from './store-on-disk.js';
import { sampleAccount, sampleMember, withParts } from './store-sample.js';

describe('The journal of the JSON store', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let store: Store;
  let warnings: string[];
  const open = async (options: JsonStoreOptions = {}) => {
    store = await openJsonStore(folder.path, { warn: (message) => void warnings.push(message), ...options });
  };
  const journal = () => join(folder.path, 'records/journal');
  const records = (kind: string) => filesBelow(join(folder.path, 'records', kind));

  /** Opens the folder again as it is now, in another place, as if the process had been killed. */
  const asAfterKill = async () => {
    const copy = `${folder.path}-copy`;
    await rm(copy, { recursive: true, force: true });
    await cp(join(folder.path, 'records'), join(copy, 'records'), { recursive: true });
    await store.close();
    await rm(folder.path, { recursive: true });
    await cp(copy, folder.path, { recursive: true });
    await rm(copy, { recursive: true });
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    warnings = [];
  });
  afterEach(async () => {
    await store.close();
    await folder.remove();
  });

  it('shares syncs between writes that are asked for at once, and then writes each file once', async () => {
    const synced: string[] = [];
    await open({ disk: diskThat((step, path) => step === 'sync' && synced.push(path)) });
    const greet = (key: string) => store.withConversation(key, (record, save) => save({ ...record, greeted: true }));
    const keys = Array.from({ length: 100 }, (_, number) => `c${number}`);
    await Promise.all(keys.map(greet));
    assert.ok(synced.length <= 3 && synced.every(inJournal), `${synced.length} syncs for 100 writes`);
    await Promise.all(keys.map(greet));
    assert.equal((await records('conversations')).length, 0);
    await store.close();
    assert.equal((await records('conversations')).length, 100);
    // One more says which version of the program made the indexes.
    assert.equal(synced.filter((path) => !inJournal(path)).length, 101);
  });

  it('has a write on disk when its promise resolves, and its file within the time that was asked for', async () => {
    await open({ limits: { ...LIMITS, milliseconds: 20 } });
    await store.create(sampleAccount('contoso'));
    const [segment = ''] = await readdir(journal());
    assert.match(await readFile(join(journal(), segment), 'utf8'), /contoso/);
    for (let tries = 0; (await records('partners')).length === 0 && tries < 200; tries += 1) await sleep(10);
    assert.equal((await records('partners')).length, 1);
  });

  it('is written into the files before it grows beyond its limits', async () => {
    for (const limits of [
      { ...LIMITS, files: 10 },
      { ...LIMITS, size: 20_000 },
    ]) {
      await open({ limits });
      for (let number = 0; number < 100; number += 1) {
        await store.changePerson(`${limits.files} ${number}`, (person) => ({ ...person, language: 'fr' }));
        // A segment may go while one looks.
        const sizeOf = (path: string) =>
          stat(path).then(
            (info) => info.size,
            () => 0,
          );
        const sizes = await Promise.all((await filesBelow(journal())).map(sizeOf));
        assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= 60_000);
      }
      assert.ok((await records('people')).length >= 60);
      await store.close();
    }
  });

  it('is put into the files by the next start, and by reindex', async () => {
    await open();
    const account = sampleAccount('contoso', { tenant: 't1', members: [sampleMember('p1')] });
    await store.create(account);
    await asAfterKill();
    assert.deepEqual(await reindex(folder.path), { partners: 1, removed: 0 });
    assert.deepEqual(await readdir(journal()), []);
    assert.deepEqual(await indexOnDisk(folder.path), indexOfAccounts([account]));
    await open();
    assert.equal((await store.account('contoso'))?.tenant, 't1');
  });

  it('goes with the records when they are cleared', async () => {
    await open();
    await store.create(sampleAccount('contoso'));
    await store.clear();
    await asAfterKill();
    await open();
    assert.equal(await store.account('contoso'), undefined);
  });

  for (const [what, tail] of [
    ['half of an entry', '1234abcd\tpartners/ab/_x.json\t{"schema"'],
    ['zeros', '\0'.repeat(4096)],
    ['half a character', Buffer.from([0xf0, 0x9f])],
  ] as const) {
    it(`loses nothing to ${what} at its end, and says nothing`, async () => {
      await open();
      await store.create(sampleAccount('contoso'));
      await asAfterKill();
      const [segment = ''] = await readdir(journal());
      await appendFile(join(journal(), segment), tail);
      await open();
      assert.ok(await store.account('contoso'));
      assert.deepEqual(warnings, []);
    });
  }

  it('costs what a damaged entry said and no more, says so, and keeps a copy', async () => {
    await open();
    for (const id of ['one', 'two', 'three']) await store.create(sampleAccount(id));
    await asAfterKill();
    const [segment = ''] = await readdir(journal());
    const path = join(journal(), segment);
    const damaged = (await readFile(path, 'utf8')).replace('"two Ltd"', '"two LTD"');
    await writeFile(path, damaged);
    await open();
    const found = await Promise.all(['one', 'two', 'three'].map((id) => store.account(id)));
    assert.deepEqual(
      found.map((account) => account?.id),
      ['one', undefined, 'three'],
    );
    assert.match(warnings.join(), /^1 entries of the journal .* are damaged.*npm run reindex/);
    assert.equal(await readFile(`${path}.damaged`, 'utf8'), damaged);
    await store.close();
    await open();
    assert.equal(warnings.length, 1);
    await store.create(sampleAccount('two'));
  });

  it('leaves no room for files outside of the folder', () => {
    const entry = entryOf([{ path: '/elsewhere/x', line: '{}' }], '/data/records');
    assert.equal(changesIn(entry.trimEnd(), '/data/records'), undefined);
  });

  it('reads back any entry, and none of which a character is another', () => {
    const line = fc.option(fc.json(), { nil: undefined });
    const change = fc.record({ path: fc.constantFrom('/r/a/_x', '/r/b'), line }, { noNullPrototype: true });
    const changes = fc.array(change);
    fc.assert(
      fc.property(changes, fc.nat(), (some, at) => {
        const entry = entryOf(some, '/r').slice(0, -1);
        assert.deepEqual(changesIn(entry, '/r'), some);
        const place = at % entry.length;
        const other = entry[place] === 'x' ? 'y' : 'x';
        assert.equal(changesIn(entry.slice(0, place) + other + entry.slice(place + 1), '/r'), undefined);
      }),
    );
  });

  describe('on a disk that is full or broken', () => {
    const parts = { tenant: 't7', members: [sampleMember('p7')] };
    let failing: (step: 'open' | 'append' | 'sync', path: string) => boolean;
    beforeEach(async () => {
      failing = () => false;
      await open({
        disk: diskThat((step, path) => {
          if (failing(step, path)) throw full();
        }),
      });
      await store.create(sampleAccount('contoso'));
    });

    for (const step of ['append', 'sync'] as const) {
      it(`takes nothing from a write whose ${step} failed, and the next one when there is room again`, async () => {
        failing = (now, path) => now === step && inJournal(path);
        const refused = [
          store.create(sampleAccount('northwind', parts)),
          store.change('contoso', withParts({ mpnId: 'another' })),
        ];
        for (const each of refused) await assert.rejects(each, /Nothing can be saved in .*ENOSPC/);
        assert.equal(await store.account('northwind'), undefined);
        assert.equal(await store.partnerOfTenant('t7'), undefined);
        assert.equal((await store.account('contoso'))?.version, 1);
        failing = () => false;
        assert.ok((await store.change('contoso', withParts(parts))).ok);
        await asAfterKill();
        await open();
        const account = await store.account('contoso');
        assert.deepEqual([account?.version, account?.tenant, account?.mpnId], [2, 't7', 'mpn of contoso']);
        assert.equal(await store.partnerOfMpnId('mpn of contoso'), 'contoso');
        assert.equal(await store.partnerOfMpnId('another'), undefined);
      });
    }

    it('keeps what was acknowledged in the journal where files cannot be written, and then takes no more', async () => {
      await store.close();
      const limits = { ...LIMITS, files: 3 };
      await open({
        limits,
        disk: diskThat((step, path) => {
          if (failing(step, path)) throw full();
        }),
      });
      failing = (step, path) => step === 'append' && !inJournal(path);
      await store.change('contoso', withParts(parts));
      for (let tries = 0; warnings.length === 0 && tries < 200; tries += 1) await sleep(5);
      assert.match(warnings.join(), /cannot be written.*ENOSPC.*safe in the journal/);
      await assert.rejects(store.create(sampleAccount('fabrikam')), /cannot be written.*Nothing can be saved until/);
      assert.equal((await store.account('contoso'))?.tenant, 't7');
      assert.equal(await store.partnerOfTenant('t7'), 'contoso');
      assert.equal(warnings.length, 1);
      await store.close();
      failing = () => false;
      await open();
      assert.equal((await store.account('contoso'))?.tenant, 't7');
      assert.ok((await store.create(sampleAccount('fabrikam'))).ok);
    });

    it('takes writes again as soon as files can be written again', async () => {
      await store.close();
      const disk = diskThat((step, path) => {
        if (failing(step, path)) throw full();
      });
      await open({ disk, limits: { ...LIMITS, files: 1 } });
      failing = (step, path) => step !== 'open' && !inJournal(path);
      await store.change('contoso', withParts(parts));
      await assert.rejects(store.change('contoso', withParts({ tenant: 't8' })), /cannot be written/);
      failing = () => false;
      assert.ok((await store.change('contoso', withParts({ tenant: 't9' }))).ok);
      assert.deepEqual([await store.partnerOfTenant('t7'), await store.partnerOfTenant('t9')], [undefined, 'contoso']);
      await store.close();
      await open();
      assert.equal((await store.account('contoso'))?.version, 3);
    });
  });

  it('does not begin where a file of the journal cannot be put in its place, and says why', async () => {
    await open();
    await store.create(sampleAccount('contoso'));
    await asAfterKill();
    await mkdir(folder.path, { recursive: true });
    await writeFile(join(folder.path, 'records/partners'), 'a file where a folder should be');
    await assert.rejects(open(), /cannot be written.*(ENOTDIR|EEXIST)/);
    await rm(join(folder.path, 'records/partners'));
    await open();
    assert.ok(await store.account('contoso'));
  });
});
