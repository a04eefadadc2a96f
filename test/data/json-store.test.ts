import assert from 'node:assert/strict';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shardedPath } from '../../data/file-name.js';
import type { JsonStoreOptions } from '../../data/json-records.js';
import { openJsonStore } from '../../data/json-store.js';
import { openStore } from '../../data/open-store.js';
import type { Store } from '../../data/store.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { describeStore } from './store-contract.js';
import { sampleAccount, sampleMember, sampleNotice, withParts } from './store-sample.js';

describe('JSON store', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  describeStore('JSON files', () => openStore({ folder: folder.path }));
});

describe('Files of the JSON store', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let store: Store;
  let warnings: string[];
  const warn = (message: string) => void warnings.push(message);
  const path = (kind: string, key: string) => shardedPath(join(folder.path, 'records', kind), key, '.json');
  /** Does something to the files while the store is closed, which is when all of them are there. */
  const betweenStarts = async (work: () => Promise<unknown>, options: JsonStoreOptions = {}) => {
    await store.close();
    await work();
    store = await openJsonStore(folder.path, { warn, ...options });
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    warnings = [];
    store = await openJsonStore(folder.path, { warn });
    await store.create(sampleAccount('contoso', { tenant: 't1', members: [sampleMember('p1')] }));
    await store.create(sampleAccount('fabrikam'));
  });
  afterEach(async () => {
    await store.close();
    await folder.remove();
  });

  const damages: [string, (file: string) => Promise<void>][] = [
    ['is empty', (file) => truncate(file, 0)],
    ['is cut off', (file) => truncate(file, 100)],
    ['is no JSON', (file) => writeFile(file, 'hello')],
    ['is no UTF-8', (file) => writeFile(file, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
    ['holds null', (file) => writeFile(file, 'null')],
    ['holds a list', (file) => writeFile(file, '[]')],
    ['lacks what an account has', (file) => writeFile(file, '{"schema":1,"id":"contoso","version":1}')],
    ['has a broken member', (file) => edit(file, { members: [null] })],
    ['has no schema', (file) => edit(file, { schema: undefined })],
    ['is another partner’s', (file) => edit(file, { id: 'fabrikam' })],
  ];
  for (const [damage, spoil] of damages) {
    it(`sets an account aside whose file ${damage}, which costs that partner alone`, async () => {
      const file = path('partners', 'contoso');
      await betweenStarts(() => spoil(file));
      const spoilt = await readFile(file);
      assert.deepEqual(await Promise.all([1, 2, 3].map(() => store.account('contoso'))), [
        undefined,
        undefined,
        undefined,
      ]);
      assert.equal(warnings.length, 1);
      const aside = /set aside as (\S+\.damaged-\S+):/.exec(warnings[0] ?? '')?.[1] ?? '';
      assert.deepEqual(await readFile(aside), spoilt);
      assert.ok((await store.change('fabrikam', withParts({ country: 'JP' }))).ok);
      assert.equal(await store.partnerOfPerson('p1'), 'contoso');
      await assert.rejects(store.change('contoso', withParts({})), /contoso/);
    });
  }

  it('keeps a damaged partner’s tenant and people reserved, so that nobody takes its place', async () => {
    await betweenStarts(() => writeFile(path('partners', 'contoso'), ''));
    const answer = await store.create(sampleAccount('northwind', { tenant: 't1' }));
    assert.deepEqual(answer, { ok: false, problem: { code: 'taken', what: 'tenant', by: 'contoso' } });
  });

  it('begins a conversation, a person and the tester record anew where the file is damaged', async () => {
    await store.withConversation('c', (record, save) => save({ ...record, greeted: true }));
    await store.changePerson('p1', (person) => ({ ...person, language: 'fr' }));
    await store.changeTester((tester) => ({ ...tester, clockOffset: 5 }));
    const files = [path('conversations', 'c'), path('people', 'p1'), path('tester', 'tester')];
    await betweenStarts(() => Promise.all(files.map((file) => writeFile(file, '{"schema":1}'))));
    assert.equal(await store.withConversation('c', async (record) => record.greeted), false);
    assert.equal(await store.person('p1'), undefined);
    assert.equal((await store.changeTester((tester) => ({ ...tester }))).clockOffset, 0);
    assert.equal(warnings.length, 3);
  });

  it('migrates a document of an older schema when it is read, and keeps it at its next write', async () => {
    const rename = (fields: Record<string, unknown>) => ({
      ...fields,
      organisation: `${fields.organisation}, migrated`,
    });
    const move = (fields: Record<string, unknown>) => ({ ...fields, country: 'KR' });
    const migrations = { partner: [(fields: Record<string, unknown>) => fields, rename, move] };
    await betweenStarts(async () => undefined, { migrations });
    const account = await store.account('contoso');
    assert.deepEqual([account?.schema, account?.organisation, account?.country], [4, 'contoso Ltd, migrated', 'KR']);
    assert.equal((await parsed(path('partners', 'contoso'))).schema, 2);
    await store.change('contoso', withParts({ zone: 'Asia/Seoul' }));
    assert.equal((await store.account('contoso'))?.organisation, 'contoso Ltd, migrated');
    await betweenStarts(async () => undefined, { migrations });
    const { schema, organisation } = await parsed(path('partners', 'contoso'));
    assert.deepEqual([schema, organisation], [4, 'contoso Ltd, migrated']);
    assert.equal((await store.account('contoso'))?.organisation, 'contoso Ltd, migrated');
  });

  it('takes a document of a newer schema for a fault, and leaves it alone', async () => {
    const file = path('partners', 'contoso');
    await betweenStarts(() => edit(file, { schema: 3 }));
    const before = await readFile(file, 'utf8');
    await assert.rejects(store.account('contoso'), /schema 3.*knows only 2.*newer version/);
    await assert.rejects(store.change('contoso', withParts({})), /schema 3/);
    assert.equal(await readFile(file, 'utf8'), before);
    assert.ok(await store.account('fabrikam'));
    assert.deepEqual(warnings, []);
  });

  it('says what to do where an index entry is damaged, and does not give it away', async () => {
    await betweenStarts(() => writeFile(path('index/tenant', 't1'), ''));
    assert.equal(await store.partnerOfTenant('t1'), undefined);
    await assert.rejects(store.create(sampleAccount('northwind', { tenant: 't1' })), /npm run reindex/);
    assert.match(warnings[0] ?? '', /npm run reindex/);
  });

  it('leaves nothing behind but records when it is closed: no temporary files, no journal', async () => {
    await store.change('contoso', withParts({ tenant: 't2', notices: [sampleNotice('n1')] }));
    await store.change('contoso', withParts({ notices: [] }));
    await store.close();
    assert.deepEqual(await readdir(join(folder.path, 'tmp')), []);
    assert.deepEqual(await readdir(join(folder.path, 'records/journal')), []);
  });

  it('appends delivered notices as JSON lines', async () => {
    await store.recordDelivered('contoso', { notice: 'n1' });
    await store.recordDelivered('contoso', { notice: 'n2' });
    const file = shardedPath(join(folder.path, 'records/deliveries'), 'contoso', '.jsonl');
    assert.equal(await readFile(file, 'utf8'), '{"notice":"n1"}\n{"notice":"n2"}\n');
  });
});

const parsed = async (file: string): Promise<Record<string, unknown>> => JSON.parse(await readFile(file, 'utf8'));

const edit = async (file: string, parts: Record<string, unknown>): Promise<void> =>
  writeFile(file, JSON.stringify({ ...(await parsed(file)), ...parts }));
