import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { shardedPath } from '../../data/file-name.js';
import { openJsonStore } from '../../data/json-store.js';
import { reindex } from '../../data/reindex.js';
import type { Store } from '../../data/store.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { indexOfAccounts, indexOnDisk } from './store-on-disk.js';
import { sampleAccount, sampleMember, sampleNotice, sampleOrder, sampleTransfer, withParts } from './store-sample.js';

const PARTNERS = ['one', 'two', 'three'];
const TENANTS = ['t1', 't2', 't3'];
const PEOPLE = ['p1', 'p2', 'p3', 'p4'];

/** Parts of an account that an index tells of. */
const someParts: fc.Arbitrary<Partial<PartnerAccount>> = fc.record(
  {
    mpnId: fc.constantFrom('m1', 'm2', 'm3', 'm4'),
    tenant: fc.option(fc.constantFrom(...TENANTS), { nil: undefined }),
    members: fc.subarray(PEOPLE).map((people) => people.map(sampleMember)),
    orders: fc.oneof(
      fc
        .constantFrom('review', 'charging', 'awaiting-confirmation', 'paid')
        .map((status) => [sampleOrder('o', status as 'paid')]),
      fc.constantFrom('2026-07-23', '2026-07-24').map((until) => [sampleTransfer('o', until)]),
    ),
    notices: fc.subarray(['n1', 'n2']).map((ids) => ids.map(sampleNotice)),
  },
  { requiredKeys: [] },
);

describe('Indexes over accounts', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let store: Store;
  beforeEach(async () => {
    folder = await temporaryFolder();
    store = await openJsonStore(folder.path);
  });
  afterEach(async () => {
    await store.close();
    await folder.remove();
  });

  /** Checks the store's answers and the files of the index against accounts, and the answers of a new start. */
  const assertAgreement = async (accounts: PartnerAccount[]): Promise<void> => {
    await assertAnswers(store, accounts);
    await store.close();
    assert.deepEqual(await indexOnDisk(folder.path), indexOfAccounts(accounts));
    store = await openJsonStore(folder.path);
    await assertAnswers(store, accounts);
  };

  it('say what the accounts say after any sequence of changes', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...PARTNERS), someParts), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        await store.clear();
        const model = new Map<string, PartnerAccount>();
        for (const [id, parts] of sequence) await stepBoth(store, model, id, parts);
        await assertAgreement([...model.values()]);
      }),
      { numRuns: 40 },
    );
  });

  it('say what the accounts say after changes that are asked for all at once', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...PARTNERS), someParts), { minLength: 5, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        await store.clear();
        for (const id of PARTNERS) await store.create(sampleAccount(id));
        await Promise.all(sequence.map(([id, parts]) => store.change(id, withParts(parts))));
        const accounts = await Promise.all(PARTNERS.map((id) => store.account(id)));
        await assertAgreement(accounts as PartnerAccount[]);
      }),
      { numRuns: 25 },
    );
  });

  describe('made again by reindex', () => {
    const accounts = ['one', 'two', 'x'.repeat(300), 'Ä/ö'].map((id, number) =>
      sampleAccount(id, {
        tenant: `t${number}`,
        members: [sampleMember(`p${number}`), sampleMember(`q${number}`)],
        orders: [number % 2 ? sampleOrder('o1', 'charging') : sampleTransfer('o1', '2026-07-23')],
        notices: number % 2 ? [] : [sampleNotice('n1')],
      }),
    );
    beforeEach(async () => {
      for (const account of accounts) await store.create(account);
      await store.close();
    });

    const reopened = async () => {
      store = await openJsonStore(folder.path);
      return store;
    };

    it('are whole again after they were lost', async () => {
      await rm(join(folder.path, 'records/index'), { recursive: true });
      assert.deepEqual(await reindex(folder.path), { partners: 4, removed: 0 });
      await reopened();
      await assertAgreement(accounts);
    });

    it('lose what no account has, and get back what is damaged or another’s', async () => {
      const index = join(folder.path, 'records/index');
      await writeFile(shardedPath(join(index, 'tenant'), 't0', '.json'), 'damaged');
      await writeFile(shardedPath(join(index, 'person'), 'p1', '.json'), '{"key":"p1","partner":"two, once"}');
      await writeFile(join(index, 'in-doubt', '_gone.json'), '{"key":"gone","partner":"gone"}');
      await writeFile(join(index, 'notices', 'what is this'), '');
      assert.deepEqual(await reindex(folder.path), { partners: 4, removed: 2 });
      await reopened();
      await assertAgreement(accounts);
    });

    it('are made by themselves where an older version of the program made them', async () => {
      await rm(join(folder.path, 'records/index-version.json'));
      await rm(join(folder.path, 'records/index/tenant'), { recursive: true });
      await reopened();
      await assertAgreement(accounts);
    });

    it('give what two accounts have to one of them, and say so', async () => {
      const file = shardedPath(join(folder.path, 'records/partners'), 'two', '.json');
      await writeFile(file, JSON.stringify({ ...accounts[1], tenant: 't0' }));
      const warnings: string[] = [];
      await reindex(folder.path, { warn: (message) => void warnings.push(message) });
      assert.match(warnings.join(), /"one" and "two" both have tenant "t0"/);
    });

    it('are left alone while the folder is in use, or an account is of a newer schema', async () => {
      const file = shardedPath(join(folder.path, 'records/partners'), 'two', '.json');
      await writeFile(file, JSON.stringify({ ...accounts[1], schema: 3 }));
      await assert.rejects(reindex(folder.path), /schema 3/);
      await reopened();
      await assert.rejects(reindex(folder.path), /in use/);
    });

    it('are made by the command too, which says what it did or why it could not', async () => {
      const command = () => promisify(execFile)(process.execPath, ['scripts/reindex.mjs', folder.path]);
      assert.match((await command()).stdout, /Indexed 4 partners/);
      await reopened();
      await assert.rejects(command(), /in use by process/);
    });
  });
});

/** Does one step with the store and with the model of what it should have. */
async function stepBoth(
  store: Store,
  model: Map<string, PartnerAccount>,
  id: string,
  parts: Partial<PartnerAccount>,
): Promise<void> {
  const before = model.get(id);
  const after = { ...(before ?? sampleAccount(id)), ...parts };
  const answer = before ? await store.change(id, withParts(parts)) : await store.create(after);
  const others = [...model.values()].filter((other) => other.id !== id);
  const clash = others.some((other) => haveInCommon(other, after));
  assert.equal(answer.ok, !clash);
  if (answer.ok) model.set(id, after);
}

const haveInCommon = (a: PartnerAccount, b: PartnerAccount): boolean =>
  a.mpnId === b.mpnId ||
  (a.tenant !== undefined && a.tenant === b.tenant) ||
  a.members.some(({ person }) => b.members.some((other) => other.person === person));

/** Checks the store's answers against accounts. */
async function assertAnswers(store: Store, accounts: PartnerAccount[]): Promise<void> {
  const inDoubt = accounts.filter(({ orders }) => orders.some(({ status }) => /^(charging|awaiting)/.test(status)));
  assert.deepEqual(new Set(await store.partnersWithOrdersInDoubt()), new Set(inDoubt.map(({ id }) => id)));
  const waiting = accounts.filter(({ notices }) => notices.length > 0);
  assert.deepEqual(new Set(await store.partnersWithNotices()), new Set(waiting.map(({ id }) => id)));
  for (const tenant of TENANTS) {
    assert.equal(await store.partnerOfTenant(tenant), accounts.find((each) => each.tenant === tenant)?.id);
  }
  for (const person of PEOPLE) {
    const owner = accounts.find(({ members }) => members.some((member) => member.person === person));
    assert.equal(await store.partnerOfPerson(person), owner?.id);
  }
}
