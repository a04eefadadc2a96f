import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import { AppCredentials, type AuthenticatorResult, MicrosoftAppCredentials } from 'botframework-connector';
import { Agent } from 'undici';
import { ConnectorError, type ConnectorOptions, LeanConnectorFactory } from '../../bot/connector-client.js';
import { type FakeChannel, startFakeChannel } from '../support/fake-channel.js';

/** Credentials of a registered bot, whose identity provider answers at once. */
class FakeCredentials extends AppCredentials {
  fetched = 0;

  protected override async refreshToken(): Promise<AuthenticatorResult> {
    this.fetched += 1;
    return { accessToken: `token-${this.fetched}`, expiresOn: new Date(Date.now() + 3_600_000) };
  }
}

const message = (text: string): Partial<Activity> => ({ type: 'message', text });

describe('the connector client', () => {
  let channel: FakeChannel;
  let pauses: number[];

  beforeEach(async () => {
    channel = await startFakeChannel();
    pauses = [];
  });
  afterEach(() => channel.close());

  const factory = (options: Partial<ConnectorOptions> = {}) =>
    new LeanConnectorFactory({
      credentials: async () => MicrosoftAppCredentials.Empty,
      trusts: () => true,
      pause: async (ms) => pauses.push(ms),
      ...options,
    });
  const conversations = async (url = channel.url, options: Partial<ConnectorOptions> = {}) =>
    (await factory(options).create(url)).conversations;
  const failsWith = (expected: Partial<ConnectorError>) => (error: unknown) => {
    assert.ok(error instanceof ConnectorError);
    for (const [name, value] of Object.entries(expected))
      assert.equal(error[name as keyof ConnectorError], value, name);
    return true;
  };

  describe('asks', () => {
    it('the addresses of the Bot Connector for each operation', async () => {
      const api = await conversations();
      await api.createConversation({ isGroup: false } as Parameters<typeof api.createConversation>[0]);
      await api.sendToConversation('c', message('one'));
      await api.replyToActivity('c', 'a', message('two'));
      await api.updateActivity('c', 'a', message('three'));
      await api.deleteActivity('c', 'a');
      assert.deepEqual(
        channel.requests.map(({ method, path }) => `${method} ${path}`),
        [
          'POST /v3/conversations',
          'POST /v3/conversations/c/activities',
          'POST /v3/conversations/c/activities/a',
          'PUT /v3/conversations/c/activities/a',
          'DELETE /v3/conversations/c/activities/a',
        ],
      );
    });

    it('for ids with reserved characters, encoded', async () => {
      const api = await conversations();
      await api.replyToActivity('19:abc@thread.tacv2;messageid=123', 'a/../b?c#d', message('hi'));
      const [request] = channel.requests;
      const id = '19%3Aabc%40thread.tacv2%3Bmessageid%3D123';
      assert.equal(request?.path, `/v3/conversations/${id}/activities/a%2F..%2Fb%3Fc%23d`);
    });

    for (const ending of ['', '/', '/emea/tenant', '/emea/tenant/']) {
      it(`below a service URL that ends in "${ending}"`, async () => {
        await (await conversations(channel.url + ending)).sendToConversation('c', message('hi'));
        assert.equal(channel.requests[0]?.path, `${ending.replace(/\/$/, '')}/v3/conversations/c/activities`);
      });
    }

    it('in UTF-8, whatever the language', async () => {
      const text = 'Renouvelé · 更新しました · 갱신 · 續約 · 𠮟 · 👍🏽 · \ud800';
      await (await conversations()).sendToConversation('c', message(text));
      assert.equal(channel.sent[0]?.text, text);
      assert.match(channel.requests[0]?.headers['content-type'] ?? '', /charset=utf-8/);
    });

    it('in the order in which it was told, over kept connections', async () => {
      const api = await conversations();
      for (let count = 0; count < 20; count += 1) {
        assert.equal((await api.sendToConversation('c', message(`${count}`))).id, `sent-${count + 1}`);
      }
      assert.deepEqual(
        channel.sent.map(({ text }) => text),
        Array.from({ length: 20 }, (_, count) => `${count}`),
      );
      // undici lets a connection rest for one round of the event loop, so two take turns.
      assert.ok(channel.connections <= 2, `${channel.connections}`);
    });
  });

  describe('asks again', () => {
    it('after 429, when Retry-After has passed', async () => {
      channel.failNext(429, { 'retry-after': '2' });
      await (await conversations()).sendToConversation('c', message('hi'));
      assert.equal(channel.sent.length, 1);
      assert.equal(pauses.length, 1);
      assert.ok((pauses[0] ?? 0) >= 2_000 && (pauses[0] ?? 0) <= 2_250, `${pauses}`);
    });

    it('at the date that Retry-After names, in thirty seconds at most', async () => {
      channel.failNext(429, { 'retry-after': new Date(Date.now() + 5_000).toUTCString() });
      channel.failNext(429, { 'retry-after': '3600' });
      channel.failNext(429, { 'retry-after': 'soon' });
      await (await conversations()).sendToConversation('c', message('hi'));
      const [atDate = 0, capped, unreadable = 0] = pauses;
      assert.ok(atDate > 3_000 && atDate <= 5_250, `${atDate}`);
      assert.equal(capped, 30_000);
      assert.ok(unreadable <= 2_000, `${unreadable}`);
    });

    it('after 503 twice, waiting longer each time', async () => {
      channel.failNext(503);
      channel.failNext(503);
      await (await conversations()).sendToConversation('c', message('hi'));
      assert.equal(channel.sent.length, 1);
      const [first = 0, second = 0] = pauses;
      assert.ok(first >= 250 && first <= 500 && second >= 500 && second <= 1_000, `${pauses}`);
    });

    it('four times in all, then tells the last answer', async () => {
      for (let count = 0; count < 5; count += 1) channel.failNext(503);
      const api = await conversations();
      await assert.rejects(
        api.sendToConversation('c', message('hi')),
        failsWith({ status: 503, mayHaveArrived: false }),
      );
      assert.equal(channel.requests.length, 4);
    });

    it('where no connection could be made, since nothing was sent', async () => {
      const { port } = await freePort();
      const api = await conversations(`http://127.0.0.1:${port}`);
      const lost = failsWith({ status: undefined, mayHaveArrived: false, unreachable: true });
      await assert.rejects(api.sendToConversation('c', message('hi')), lost);
      assert.equal(pauses.length, 3);
    });

    it('for an update of which the answer was lost, since it can be made twice', async () => {
      channel.dropNext();
      await (await conversations()).updateActivity('c', 'a', message('new'));
      assert.equal(channel.sent.length, 1);
    });
  });

  describe('does not ask again', () => {
    it('after 400', async () => {
      channel.failNext(400, {}, { error: { code: 'BadSyntax', message: 'names somebody' } });
      const api = await conversations();
      await assert.rejects(api.sendToConversation('c', message('hi')), failsWith({ status: 400, code: 'BadSyntax' }));
      assert.equal(channel.requests.length, 1);
    });

    it('for a message whose answer was lost, since it may have arrived', async () => {
      channel.dropNext();
      const api = await conversations();
      const lost = failsWith({ status: undefined, mayHaveArrived: true, unreachable: false });
      await assert.rejects(api.sendToConversation('c', message('hi')), lost);
      assert.equal(channel.requests.length, 1);
    });

    it('for a message that was not answered in time', async () => {
      const slow = createServer(() => {});
      await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
      const { port } = slow.address() as AddressInfo;
      const dispatcher = new Agent({ headersTimeout: 100 });
      const api = await conversations(`http://127.0.0.1:${port}`, { dispatcher });
      await assert.rejects(api.sendToConversation('c', message('hi')), failsWith({ mayHaveArrived: true }));
      assert.deepEqual(pauses, []);
      slow.closeAllConnections();
      slow.close();
    });

    it('to say that somebody is typing', async () => {
      channel.failNext(503);
      await assert.rejects(
        (await conversations()).sendToConversation('c', { type: 'typing' }),
        failsWith({ status: 503 }),
      );
      assert.equal(channel.requests.length, 1);
    });

    it('elsewhere, where the channel redirects', async () => {
      channel.failNext(307, { location: 'https://evil.example/' });
      await assert.rejects((await conversations()).sendToConversation('c', message('hi')), failsWith({ status: 307 }));
    });
  });

  it("keeps the message, the ids and the channel's words out of its errors", async () => {
    channel.failNext(403, {}, { error: { code: 'Secret sentence, not a code', message: 'secret words' } });
    const api = await conversations();
    await assert.rejects(api.sendToConversation('secret-id', message('secret text')), (error: Error) => {
      assert.doesNotMatch(`${error.message} ${JSON.stringify(error)}`, /secret/i);
      return true;
    });
  });

  describe("the bot's token", () => {
    it('goes along, fetched once', async () => {
      const credentials = new FakeCredentials('registered-bot');
      const api = await conversations(channel.url, { credentials: async () => credentials });
      await api.sendToConversation('c', message('one'));
      await api.sendToConversation('c', message('two'));
      assert.deepEqual(
        channel.requests.map(({ headers }) => headers.authorization),
        ['Bearer token-1', 'Bearer token-1'],
      );
    });

    it('does not exist in tester mode', async () => {
      await (await conversations()).sendToConversation('c', message('hi'));
      assert.equal(channel.requests[0]?.headers.authorization, undefined);
    });

    it('is not even asked for where the service URL is not trusted', async () => {
      const credentials = new FakeCredentials('careful-bot');
      const untrusting = factory({ credentials: async () => credentials, trusts: () => false });
      await assert.rejects(untrusting.create(channel.url), ConnectorError);
      assert.equal(credentials.fetched, 0);
    });
  });

  for (const address of ['', 'not an address', 'file:///etc/passwd', 'urn:botframework:websocket:x']) {
    it(`refuses a service URL that is no HTTP address: "${address}"`, () =>
      assert.rejects(factory().create(address), ConnectorError));
  }

  it('leaves what it does not do itself to the stock client', async () => {
    const api = await conversations();
    await assert.rejects(api.getConversationMembers('c'));
    assert.equal(channel.requests[0]?.path, '/v3/conversations/c/members');
  });
});

/** A port of loopback on which nobody listens. */
async function freePort(): Promise<AddressInfo> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return address;
}
