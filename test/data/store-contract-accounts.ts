import assert from 'node:assert/strict';
import { ok, refuse } from '../../membership/result.js';
import { sampleAccount, sampleMember, withParts } from './store-sample.js';
import { HOSTILE_KEYS, type StoreUnderTest } from './store-under-test.js';

export function describeAccounts(under: StoreUnderTest): void {
  describe('accounts', () => {
    it('answers undefined for a partner that it does not have', async () => {
      assert.equal(await under.store.account('nobody'), undefined);
    });

    it('gives back the account that was created, as its first version', async () => {
      const account = sampleAccount('contoso', { tenant: 't1', members: [sampleMember('p1')] });
      const created = await under.store.create(account);
      assert.deepEqual(created, ok({ ...account, version: 1 }));
      assert.deepEqual(await under.store.account('contoso'), { ...account, version: 1 });
    });

    it('keeps what a change made of the account, one version later, and answers its value', async () => {
      await under.store.create(sampleAccount('contoso'));
      const answer = await under.store.change('contoso', (account) =>
        ok({ account: { ...account, organisation: 'Contoso 株式会社' }, value: account.version }),
      );
      assert.deepEqual(answer, ok(1));
      const kept = await under.store.account('contoso');
      assert.deepEqual([kept?.organisation, kept?.version], ['Contoso 株式会社', 2]);
    });

    it('passes a refusal on and writes nothing', async () => {
      await under.store.create(sampleAccount('contoso'));
      const answer = await under.store.change('contoso', () => refuse({ code: 'not-in-window' as const, on: 'today' }));
      assert.deepEqual(answer, refuse({ code: 'not-in-window', on: 'today' }));
      assert.equal((await under.store.account('contoso'))?.version, 1);
    });

    it('writes nothing when a change answers the same account', async () => {
      await under.store.create(sampleAccount('contoso'));
      const answer = await under.store.change('contoso', (account) => ok({ account, value: 'as it was' }));
      assert.deepEqual(answer, ok('as it was'));
      assert.equal((await under.store.account('contoso'))?.version, 1);
    });

    it('rejects a change of a partner that it does not have', async () => {
      await assert.rejects(under.store.change('nobody', withParts({})), /nobody/);
    });

    it('rejects a change that throws, writes nothing, and takes the next one', async () => {
      await under.store.create(sampleAccount('contoso'));
      const broken = under.store.change('contoso', () => {
        throw new RangeError('a bug');
      });
      await assert.rejects(broken, /a bug/);
      assert.ok((await under.store.change('contoso', withParts({ country: 'JP' }))).ok);
      assert.equal((await under.store.account('contoso'))?.version, 2);
    });

    it('lets no mutation into the records, neither by a change nor by a reader', async () => {
      await under.store.create(sampleAccount('contoso'));
      const spoil = under.store.change('contoso', (account) => {
        account.members.push(sampleMember('intruder'));
        return ok({ account, value: undefined });
      });
      await spoil.catch(() => undefined);
      const spoilRead = async () => (await under.store.account('contoso'))?.members.push(sampleMember('intruder'));
      await spoilRead().catch(() => undefined);
      assert.deepEqual((await under.store.account('contoso'))?.members, []);
      assert.equal(await under.store.partnerOfPerson('intruder'), undefined);
    });

    it('counts each of 50 changes that are asked for at once', async () => {
      await under.store.create(sampleAccount('contoso'));
      const changes = Array.from({ length: 50 }, () =>
        under.store.change('contoso', (account) =>
          ok({ account: { ...account, organisation: `${account.organisation}+` }, value: account.version }),
        ),
      );
      const versions = (await Promise.all(changes)).map((answer) => answer.ok && answer.value);
      assert.equal(new Set(versions).size, 50);
      const kept = await under.store.account('contoso');
      assert.deepEqual([kept?.version, kept?.organisation], [51, `contoso Ltd${'+'.repeat(50)}`]);
    });

    it('changes different partners side by side', async () => {
      const ids = Array.from({ length: 20 }, (_, number) => `partner ${number}`);
      await Promise.all(ids.map((id) => under.store.create(sampleAccount(id))));
      await Promise.all(ids.flatMap((id) => [id, id, id]).map((id) => under.store.change(id, withParts({}))));
      const versions = await Promise.all(ids.map(async (id) => (await under.store.account(id))?.version));
      assert.deepEqual(new Set(versions), new Set([4]));
    });

    it('takes any id, and keeps them apart', async () => {
      for (const id of HOSTILE_KEYS) assert.ok((await under.store.create(sampleAccount(id))).ok, JSON.stringify(id));
      for (const id of HOSTILE_KEYS) {
        assert.equal((await under.store.account(id))?.organisation, `${id} Ltd`);
        assert.equal(await under.store.partnerOfMpnId(`mpn of ${id}`), id);
      }
    });

    it('has everything when it is opened again', async () => {
      await under.store.create(sampleAccount('contoso', { tenant: 't1' }));
      await under.store.change('contoso', withParts({ organisation: 'Contoso' }));
      await under.reopen();
      assert.equal((await under.store.account('contoso'))?.organisation, 'Contoso');
      assert.equal(await under.store.partnerOfTenant('t1'), 'contoso');
    });

    it('has nothing after it was cleared, and takes the same partner again', async () => {
      await under.store.create(sampleAccount('contoso', { tenant: 't1', members: [sampleMember('p1')] }));
      await under.store.recordDelivered('contoso', { notice: 'n1' });
      await under.store.clear();
      assert.equal(await under.store.account('contoso'), undefined);
      assert.equal(await under.store.partnerOfPerson('p1'), undefined);
      assert.ok((await under.store.create(sampleAccount('contoso', { tenant: 't1' }))).ok);
      await under.reopen();
      assert.equal(await under.store.partnerOfTenant('t1'), 'contoso');
    });

    it('finishes the writes under way when it is closed, and rejects later calls', async () => {
      await under.store.create(sampleAccount('contoso'));
      const { store } = under;
      const late = [1, 2, 3].map(() => store.change('contoso', withParts({})));
      await store.close();
      await assert.rejects(store.account('contoso'), /closed/);
      await assert.rejects(store.change('contoso', withParts({})), /closed/);
      await assert.rejects(store.partnersWithNotices(), /closed/);
      await assert.rejects(
        store.withConversation('c', async () => undefined),
        /closed/,
      );
      await Promise.all(late);
      await under.reopen();
      assert.equal((await under.store.account('contoso'))?.version, 4);
    });
  });
}
