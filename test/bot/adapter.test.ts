import assert from 'node:assert/strict';
import type { Activity, ConversationReference, TurnContext } from 'botbuilder';
import { type Delivery, PartnerAdapter } from '../../bot/adapter.js';
import { openAuthentication, RefusedToken } from '../../bot/authentication.js';
import { ConnectorError } from '../../bot/connector-client.js';
import { type FakeChannel, startFakeChannel } from '../support/fake-channel.js';
import { startLocalIssuer } from '../support/local-issuer.js';

const said = (activities: Partial<Activity>[]): (string | undefined)[] =>
  activities.map(({ type, text }) => (type === 'message' ? text : type));

describe('the adapter', () => {
  let channel: FakeChannel;
  let adapter: PartnerAdapter;

  beforeEach(async () => {
    channel = await startFakeChannel();
    adapter = new PartnerAdapter(openAuthentication({}, { connector: { pause: async () => {} } }));
  });
  afterEach(() => channel.close());

  const activity = (changes: Partial<Activity> = {}): Activity =>
    ({
      type: 'message',
      id: 'in-1',
      channelId: 'emulator',
      serviceUrl: channel.url,
      conversation: { id: 'c' },
      from: { id: 'user' },
      recipient: { id: 'bot' },
      text: 'hello',
      ...changes,
    }) as Activity;
  const turn = (logic: (context: TurnContext) => Promise<void>, changes?: Partial<Activity>) =>
    adapter.handle('', activity(changes), logic);

  describe('holds replies back', () => {
    it('until they are flushed, then sends them in order', async () => {
      await turn(async (context) => {
        await context.sendActivity('one');
        await context.sendActivities([{ type: 'message', text: 'two' }, { type: 'event' }]);
        assert.deepEqual(said(channel.sent), []);
        assert.deepEqual(said(adapter.held(context)), ['one', 'two', 'event']);
        assert.equal(context.responded, true);
        await adapter.flush(context);
        assert.deepEqual(said(adapter.held(context)), []);
      });
      assert.deepEqual(said(channel.sent), ['one', 'two', 'event']);
      assert.equal(channel.requests[0]?.path, '/v3/conversations/c/activities/in-1');
      assert.equal(channel.sent[0]?.recipient.id, 'user');
    });

    it('once each, however often they are flushed', async () => {
      await turn(async (context) => {
        await context.sendActivity('one');
        await adapter.flush(context);
        await context.sendActivity('two');
        await adapter.flush(context);
        await adapter.flush(context);
      });
      assert.deepEqual(said(channel.sent), ['one', 'two']);
    });

    it('and sends none where the logic fails', async () => {
      const failing = turn(async (context) => {
        await context.sendActivity('bought');
        throw new Error('the disk is full');
      });
      await assert.rejects(failing, /the disk is full/);
      assert.deepEqual(channel.requests, []);
    });

    it('so that an apology can stand in their place', async () => {
      await turn(async (context) => {
        await context.sendActivity('bought');
        adapter.discard(context);
        await context.sendActivity('sorry');
        await adapter.flush(context);
      });
      assert.deepEqual(said(channel.sent), ['sorry']);
    });

    it('apart for turns that run at the same time', async () => {
      const speak = (text: string) =>
        turn(async (context) => {
          await context.sendActivity(text);
          await new Promise((resolve) => setTimeout(resolve, 5));
          assert.deepEqual(said(adapter.held(context)), [text]);
        });
      await Promise.all([speak('one'), speak('two')]);
    });
  });

  describe('sends at once', () => {
    it('that the bot is typing', async () => {
      await turn(async (context) => {
        await context.sendActivities([{ type: 'message', text: 'one' }, { type: 'typing' }]);
        assert.deepEqual(said(channel.sent), ['typing']);
        assert.deepEqual(said(adapter.held(context)), ['one']);
      });
    });

    it('and does not mind when that fails', async () => {
      channel.failNext(500);
      await turn(async (context) => {
        await context.sendActivity({ type: 'typing' });
        await context.sendActivity('one');
        await adapter.flush(context);
      });
      assert.deepEqual(said(channel.sent), ['one']);
    });

    it('waits that the logic asks for', async () => {
      const start = Date.now();
      await turn(async (context) => {
        await context.sendActivity({ type: 'delay', value: 20 });
        assert.ok(Date.now() - start >= 18);
      });
      assert.deepEqual(channel.requests, []);
    });
  });

  describe('tells what became of each reply', () => {
    const deliveries = async (...texts: string[]): Promise<Delivery[]> => {
      let outcome: Delivery[] = [];
      await turn(async (context) => {
        for (const text of texts) await context.sendActivity(text);
        outcome = await adapter.flush(context);
      });
      return outcome;
    };

    it('with the id that the channel gave it', async () => {
      assert.deepEqual(
        (await deliveries('one', 'two')).map(({ activity, id }) => [activity.text, id]),
        [
          ['one', 'sent-1'],
          ['two', 'sent-2'],
        ],
      );
    });

    it('and goes on after one that the channel refuses', async () => {
      channel.failNext(400);
      const [first, second] = await deliveries('one', 'two');
      assert.ok(first?.error instanceof ConnectorError);
      assert.equal(second?.error, undefined);
      assert.deepEqual(said(channel.sent), ['two']);
    });

    it('and does not try the rest where the channel cannot be reached', async () => {
      await channel.close();
      const start = Date.now();
      const [first, second] = await deliveries('one', 'two');
      assert.ok(first?.error instanceof ConnectorError && first.error.unreachable);
      assert.equal(second?.error, first.error);
      assert.ok(Date.now() - start < 2_000);
      channel = await startFakeChannel();
    });
  });

  describe('with expectReplies', () => {
    it('answers the replies in the response', async () => {
      const response = await turn(
        async (context) => {
          await context.sendActivity('one');
          assert.deepEqual(said(adapter.held(context)), ['one']);
          assert.deepEqual(said((await adapter.flush(context)).map((delivery) => delivery.activity)), ['one']);
          await context.sendActivity('two');
          assert.deepEqual(said(adapter.held(context)), ['two']);
          assert.equal((await adapter.flush(context)).length, 1);
          assert.deepEqual(said(context.bufferedReplyActivities), ['one', 'two']);
        },
        { deliveryMode: 'expectReplies' },
      );
      assert.equal(response?.status, 200);
      assert.deepEqual(said(response?.body.activities), ['one', 'two']);
      assert.deepEqual(channel.requests, []);
    });

    it('leaves out what was discarded', async () => {
      const response = await turn(
        async (context) => {
          await context.sendActivity('bought');
          adapter.discard(context);
          await context.sendActivity('sorry');
          await adapter.flush(context);
        },
        { deliveryMode: 'expectReplies' },
      );
      assert.deepEqual(said(response?.body.activities), ['sorry']);
    });
  });

  describe('of an invoke', () => {
    const invoke = { type: 'invoke', name: 'adaptiveCard/action' };
    const invokeResponse = { type: 'invokeResponse', value: { status: 200, body: { statusCode: 200 } } };

    it('answers the response that was flushed, and sends the other replies', async () => {
      const response = await turn(async (context) => {
        await context.sendActivity('one');
        await context.sendActivity(invokeResponse);
        await adapter.flush(context);
      }, invoke);
      assert.deepEqual(response, invokeResponse.value);
      assert.deepEqual(said(channel.sent), ['one']);
    });

    it('answers 501 where the response was not flushed', async () => {
      const response = await turn(async (context) => {
        await context.sendActivity(invokeResponse);
      }, invoke);
      assert.equal(response?.status, 501);
    });

    it('answers although the other replies cannot be sent', async () => {
      await channel.close();
      const response = await turn(async (context) => {
        await context.sendActivity('one');
        await context.sendActivity(invokeResponse);
        await adapter.flush(context);
      }, invoke);
      assert.equal(response?.status, 200);
      channel = await startFakeChannel();
    });
  });

  it('speaks first in a conversation that it was in before', async () => {
    const reference = {
      channelId: 'emulator',
      serviceUrl: channel.url,
      conversation: { id: '19:abc@thread.tacv2;messageid=1' },
      user: { id: 'user' },
      bot: { id: 'bot' },
    } as Partial<ConversationReference>;
    await adapter.tell(reference, async (context) => {
      await context.sendActivity('your transfer has lapsed');
      assert.deepEqual(channel.sent, []);
      await adapter.flush(context);
    });
    assert.deepEqual(said(channel.sent), ['your transfer has lapsed']);
    assert.equal(channel.sent[0]?.recipient.id, 'user');
  });

  it('runs no logic for a request that is refused, and the logic of one that is not', async () => {
    const issuer = await startLocalIssuer();
    const settings = { appId: 'app', appPassword: 'not a real secret', openIdMetadataUrl: issuer.metadataUrl };
    const guarded = new PartnerAdapter(openAuthentication(settings), 'app');
    let turns = 0;
    const logic = async () => {
      turns += 1;
    };
    const incoming = activity({ channelId: 'msteams' });
    await assert.rejects(guarded.handle('', incoming, logic), RefusedToken);
    assert.equal(turns, 0);
    await guarded.handle(`Bearer ${issuer.token('app', channel.url)}`, incoming, logic);
    assert.equal(turns, 1);
    await issuer.close();
  });
});
