import assert from 'node:assert/strict';
import { ok, refuse } from '../../membership/result.js';
import { sampleAccount, sampleMessage, sampleRequest, withParts } from './store-sample.js';
import { HOSTILE_KEYS, type StoreUnderTest } from './store-under-test.js';

export function describeRequests(under: StoreUnderTest): void {
  /** Writes one message more, with the change that counts it. */
  const write = (partner: string) =>
    under.store.change(partner, (account) => {
      const [request] = account.requests;
      assert.ok(request);
      const message = sampleMessage(request.number, request.messages + 1);
      const requests = [{ ...request, messages: message.index }];
      return ok({ account: { ...account, requests }, value: message.index, messages: [message] });
    });

  describe('numbers of service requests', () => {
    it('are given out once each, to many who ask at once, and go on after a restart', async () => {
      const asked = await Promise.all(Array.from({ length: 20 }, () => under.store.nextRequestNumber()));
      await under.reopen();
      const numbers = [...asked, await under.store.nextRequestNumber()];
      assert.equal(new Set(numbers).size, 21);
      for (const number of numbers) assert.match(number, /^2401\d\d$/);
    });

    it('lead to their partner, and belong to one only', async () => {
      await under.store.create(sampleAccount('contoso', { requests: [sampleRequest('240101')] }));
      await under.store.create(sampleAccount('fabrikam'));
      assert.equal(await under.store.partnerOfRequest('240101'), 'contoso');
      assert.equal(await under.store.partnerOfRequest('240102'), undefined);
      const taken = await under.store.change('fabrikam', withParts({ requests: [sampleRequest('240101')] }));
      assert.deepEqual(taken, refuse({ code: 'taken', what: 'request', by: 'contoso' }));
      await under.store.change('contoso', withParts({ requests: [sampleRequest('240101'), sampleRequest('240102')] }));
      await under.reopen();
      assert.equal(await under.store.partnerOfRequest('240102'), 'contoso');
    });

    it('begin anew after everything was cleared', async () => {
      const first = await under.store.nextRequestNumber();
      await under.store.clear();
      assert.equal(await under.store.nextRequestNumber(), first);
    });
  });

  describe('messages of service requests', () => {
    beforeEach(() => under.store.create(sampleAccount('contoso', { requests: [sampleRequest('240101')] })));

    it('are none at first, and none of a request that is not there', async () => {
      assert.deepEqual(await under.store.requestMessages('240101'), []);
      assert.deepEqual(await under.store.requestMessages('240999'), []);
    });

    it('are kept in their order with the change that counts them, many at once and after a restart', async () => {
      await Promise.all(Array.from({ length: 10 }, () => write('contoso')));
      await under.reopen();
      const expected = Array.from({ length: 10 }, (_, at) => sampleMessage('240101', at + 1));
      assert.deepEqual(await under.store.requestMessages('240101'), expected);
    });

    it('are not kept where the change is refused, or throws', async () => {
      await under.store.create(sampleAccount('fabrikam', { mpnId: '4711000' }));
      const messages = [sampleMessage('240101', 1)];
      const taken = await under.store.change('contoso', (account) =>
        ok({
          account: { ...account, mpnId: '4711000', requests: [sampleRequest('240101', 1)] },
          value: undefined,
          messages,
        }),
      );
      assert.ok(!taken.ok);
      assert.deepEqual(await under.store.requestMessages('240101'), []);
    });

    it('that no change of the account counts are a fault', async () => {
      const messages = [sampleMessage('240101', 1)];
      await assert.rejects(under.store.change('contoso', (account) => ok({ account, value: undefined, messages })));
    });

    it('are gone after everything was cleared', async () => {
      await write('contoso');
      await under.store.clear();
      await under.store.create(sampleAccount('contoso', { requests: [sampleRequest('240101', 1)] }));
      assert.deepEqual(await under.store.requestMessages('240101'), []);
    });
  });

  describe('files of service requests', () => {
    it('are kept byte by byte under any id, and after a restart', async () => {
      const content = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
      for (const id of HOSTILE_KEYS) await under.store.keepFile(id, content);
      await under.reopen();
      for (const id of HOSTILE_KEYS) assert.deepEqual(new Uint8Array((await under.store.file(id)) ?? []), content, id);
    });

    it('that are not there are undefined', async () => {
      assert.equal(await under.store.file('nothing'), undefined);
    });

    it('are forgotten, once or twice', async () => {
      await under.store.keepFile('f1', Buffer.from('abc'));
      await under.store.dropFile('f1');
      await under.store.dropFile('f1');
      assert.equal(await under.store.file('f1'), undefined);
    });

    it('are gone after everything was cleared', async () => {
      await under.store.keepFile('f1', Buffer.from('abc'));
      await under.store.clear();
      assert.equal(await under.store.file('f1'), undefined);
    });
  });
}
