import assert from 'node:assert/strict';
import { sampleAccount, sampleNotice, withParts } from './store-sample.js';
import type { StoreUnderTest } from './store-under-test.js';

export function describeHealth(under: StoreUnderTest): void {
  describe('whether it can be written', () => {
    it('is known, and finding out changes no record', async () => {
      const account = sampleAccount('contoso', { notices: [sampleNotice('n1')] });
      await under.store.create(account);
      assert.equal(await under.store.isWritable(), true);
      assert.deepEqual(await under.store.account('contoso'), { ...account, version: 1 });
      await under.reopen();
      assert.deepEqual(await under.store.account('contoso'), { ...account, version: 1 });
      assert.deepEqual(await under.store.partnersWithNotices(), ['contoso']);
    });

    it('is asked while others write and while everything is cleared, and stands in nobody’s way', async () => {
      await under.store.create(sampleAccount('contoso'));
      const change = () => under.store.change('contoso', withParts({ country: 'FR' }));
      const asked = await Promise.all([change(), under.store.isWritable(), change(), under.store.isWritable()]);
      assert.deepEqual([asked[1], asked[3]], [true, true]);
      assert.equal((await under.store.account('contoso'))?.version, 3);
      const [, answer] = await Promise.all([under.store.clear(), under.store.isWritable()]);
      assert.equal(answer, true);
      assert.equal(await under.store.account('contoso'), undefined);
    });

    it('is asked of an open store only', async () => {
      await under.store.close();
      await assert.rejects(under.store.isWritable(), /closed/);
    });
  });
}
