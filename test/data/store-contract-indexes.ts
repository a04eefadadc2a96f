import assert from 'node:assert/strict';
import type { Taken } from '../../data/store.js';
import { refuse } from '../../membership/result.js';
import {
  sampleAccount,
  sampleInvitation,
  sampleMember,
  sampleNotice,
  sampleOrder,
  sampleTransfer,
  withParts,
} from './store-sample.js';
import type { StoreUnderTest } from './store-under-test.js';

export function describeIndexes(under: StoreUnderTest): void {
  describe('what only one partner can have', () => {
    const taken = (what: Taken['what']) => refuse({ code: 'taken', what, by: 'contoso' });

    beforeEach(async () => {
      const members = [sampleMember('p1'), sampleMember('p2')];
      await under.store.create(sampleAccount('contoso', { mpnId: '4711000', tenant: 't1', members }));
    });

    it('refuses a new partner whose MPN ID, tenant or person is another’s', async () => {
      const create = (parts: object) => under.store.create(sampleAccount('fabrikam', parts));
      assert.deepEqual(await create({ mpnId: '4711000' }), taken('mpn-id'));
      assert.deepEqual(await create({ tenant: 't1' }), taken('tenant'));
      assert.deepEqual(await create({ members: [sampleMember('p9'), sampleMember('p2')] }), taken('person'));
      assert.equal(await under.store.account('fabrikam'), undefined);
    });

    it('reserves nothing for a partner that it refused', async () => {
      const parts = { mpnId: '4712000', tenant: 't2', members: [sampleMember('p0'), sampleMember('p1')] };
      await under.store.create(sampleAccount('fabrikam', parts));
      assert.equal(await under.store.partnerOfMpnId('4712000'), undefined);
      const free = { mpnId: '4712000', tenant: 't2', members: [sampleMember('p0')] };
      assert.ok((await under.store.create(sampleAccount('northwind', free))).ok);
    });

    it('refuses a change that takes what is another’s, and keeps the account as it was', async () => {
      await under.store.create(sampleAccount('fabrikam', { members: [sampleMember('p9')] }));
      const change = (parts: object) => under.store.change('fabrikam', withParts(parts));
      assert.deepEqual(await change({ mpnId: '4711000' }), taken('mpn-id'));
      assert.deepEqual(await change({ tenant: 't1' }), taken('tenant'));
      assert.deepEqual(await change({ members: [sampleMember('p1')] }), taken('person'));
      assert.equal((await under.store.account('fabrikam'))?.version, 1);
      assert.equal(await under.store.partnerOfPerson('p9'), 'fabrikam');
    });

    it('lets exactly one of many have a tenant that they ask for at once', async () => {
      const ids = Array.from({ length: 8 }, (_, number) => `rival ${number}`);
      const answers = await Promise.all(ids.map((id) => under.store.create(sampleAccount(id, { tenant: 't5' }))));
      const winners = ids.filter((_, number) => answers[number]?.ok);
      assert.equal(winners.length, 1);
      assert.equal(await under.store.partnerOfTenant('t5'), winners[0]);
      for (const id of ids) assert.equal((await under.store.account(id)) !== undefined, id === winners[0]);
    });

    it('gives an invitation’s code to one partner alone, until the invitation is gone', async () => {
      await under.store.create(sampleAccount('fabrikam'));
      const invitations = [sampleInvitation('ABCDE23456')];
      const change = (id: string, parts: object) => under.store.change(id, withParts(parts));
      assert.ok((await change('contoso', { invitations })).ok);
      assert.equal(await under.store.partnerOfInvitation('ABCDE23456'), 'contoso');
      assert.deepEqual(await change('fabrikam', { invitations }), taken('invitation'));
      await change('contoso', { invitations: [] });
      assert.equal(await under.store.partnerOfInvitation('ABCDE23456'), undefined);
      assert.ok((await change('fabrikam', { invitations })).ok);
    });

    it('refuses the same partner a second time', async () => {
      assert.deepEqual(await under.store.create(sampleAccount('contoso', { mpnId: '4711000' })), taken('mpn-id'));
      await assert.rejects(under.store.create(sampleAccount('contoso', { mpnId: 'another' })), /contoso/);
    });

    it('frees what a partner gave up', async () => {
      await under.store.change('contoso', withParts({ members: [sampleMember('p1')], tenant: 't2' }));
      assert.equal(await under.store.partnerOfPerson('p2'), undefined);
      assert.equal(await under.store.partnerOfTenant('t1'), undefined);
      const moved = sampleAccount('fabrikam', { tenant: 't1', members: [sampleMember('p2')] });
      assert.ok((await under.store.create(moved)).ok);
      assert.equal(await under.store.partnerOfPerson('p2'), 'fabrikam');
    });

    it('takes one person who stands twice in an account for one', async () => {
      const members = [sampleMember('p8'), { ...sampleMember('p8'), id: 'again' }];
      assert.ok((await under.store.create(sampleAccount('fabrikam', { members }))).ok);
      await under.store.change('fabrikam', withParts({ members: members.slice(1) }));
      assert.equal(await under.store.partnerOfPerson('p8'), 'fabrikam');
    });
  });

  describe('questions across partners', () => {
    it('finds the partner of a person, a tenant and an MPN ID', async () => {
      await under.store.create(sampleAccount('contoso', { mpnId: '1', tenant: '2', members: [sampleMember('3')] }));
      assert.equal(await under.store.partnerOfMpnId('1'), 'contoso');
      assert.equal(await under.store.partnerOfTenant('2'), 'contoso');
      assert.equal(await under.store.partnerOfPerson('3'), 'contoso');
      assert.equal(await under.store.partnerOfPerson('1'), undefined);
    });

    it('knows the partners with orders in doubt, as orders come and go', async () => {
      await under.store.create(sampleAccount('contoso'));
      await under.store.create(sampleAccount('fabrikam', { orders: [sampleOrder('o1', 'awaiting-confirmation')] }));
      assert.deepEqual(await under.store.partnersWithOrdersInDoubt(), ['fabrikam']);
      await under.store.change('contoso', withParts({ orders: [sampleOrder('o2', 'charging')] }));
      assert.deepEqual((await under.store.partnersWithOrdersInDoubt()).sort(), ['contoso', 'fabrikam']);
      await under.store.change('contoso', withParts({ orders: [sampleOrder('o2', 'paid')] }));
      await under.store.change('fabrikam', withParts({ orders: [sampleOrder('o1', 'declined')] }));
      assert.deepEqual(await under.store.partnersWithOrdersInDoubt(), []);
    });

    it('knows the partners with notices, until the last one is gone', async () => {
      await under.store.create(sampleAccount('contoso'));
      await under.store.change('contoso', withParts({ notices: [sampleNotice('n1'), sampleNotice('n2')] }));
      await under.store.change('contoso', withParts({ notices: [sampleNotice('n2')] }));
      assert.deepEqual(await under.store.partnersWithNotices(), ['contoso']);
      await under.reopen();
      assert.deepEqual(await under.store.partnersWithNotices(), ['contoso']);
      await under.store.change('contoso', withParts({ notices: [] }));
      assert.deepEqual(await under.store.partnersWithNotices(), []);
      await under.reopen();
      assert.deepEqual(await under.store.partnersWithNotices(), []);
    });

    it('knows for whom something has fallen due, the earliest first, and when the next thing will', async () => {
      const until = (day: string) => withParts({ orders: [sampleTransfer('o1', day)] });
      for (const id of ['contoso', 'fabrikam']) await under.store.create(sampleAccount(id, { zone: 'Asia/Kolkata' }));
      assert.equal(await under.store.nextDue(), undefined);
      await under.store.change('contoso', until('2026-07-23'));
      await under.store.change('fabrikam', until('2026-07-22'));
      assert.equal(await under.store.nextDue(), '2026-07-22T18:30:00.000Z');
      assert.deepEqual(await under.store.partnersDue('2026-07-22T18:29:59.000Z'), []);
      assert.deepEqual(await under.store.partnersDue('2026-07-22T18:30:00.000Z'), ['fabrikam']);
      await under.reopen();
      assert.deepEqual(await under.store.partnersDue('2027-01-01T00:00:00.000Z'), ['fabrikam', 'contoso']);
      await under.store.change('fabrikam', until('2026-07-24'));
      await under.store.change('contoso', withParts({ orders: [] }));
      assert.deepEqual(await under.store.partnersDue('2027-01-01T00:00:00.000Z'), ['fabrikam']);
      assert.equal(await under.store.nextDue(), '2026-07-24T18:30:00.000Z');
    });

    it('knows partners with long and strange ids too', async () => {
      const ids = ['é/..\\👩', 'x'.repeat(300)];
      const waiting = { notices: [sampleNotice('n1')], orders: [sampleTransfer('o1', '2026-07-23')] };
      for (const id of ids) await under.store.create(sampleAccount(id, waiting));
      await under.reopen();
      assert.deepEqual(new Set(await under.store.partnersDue('2027-01-01T00:00:00.000Z')), new Set(ids));
      assert.deepEqual(new Set(await under.store.partnersWithNotices()), new Set(ids));
    });
  });
}
