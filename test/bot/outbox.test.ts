import assert from 'node:assert/strict';
import { Chat } from '../support/chat.js';
import { type BotUnderTest, startBot } from '../support/start-bot.js';

describe('A notice to somebody who has blocked or removed the bot', function () {
  this.timeout(60_000);
  let bot: BotUnderTest;
  beforeEach(async () => {
    bot = await startBot();
  });
  afterEach(() => bot.close());

  for (const status of [403, 404]) {
    it(`is given up at a ${status}, not tried again, and told in their next turn`, async () => {
      const partner = new Chat(bot.url, { serviceUrl: bot.channel.url });
      const tester = new Chat(bot.url, { user: 'tester', conversation: 'of the tester', serviceUrl: bot.channel.url });
      await tester.say('tester reset 2026-06-23');
      await partner.say('tester as fabrikam-admin');
      await partner.say('my membership');
      bot.channel.failNext(status, {}, { error: { code: 'ConversationBlockedByUser' } });
      await tester.say('tester confirm transfer 4358741-T3');
      for (let tries = 0; bot.channel.requests.length === 0 && tries < 200; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 25));
      assert.equal(bot.channel.requests.length, 1);
      await tester.say('tester advance 3 hours');
      await tester.say('tester advance 1 day');
      const told = await partner.say('hello');
      assert.match(told, /4358741-2\d{3}-\d{4}/);
      assert.deepEqual([bot.channel.requests.length, bot.channel.sent.length], [1, 0]);
    });
  }
});
