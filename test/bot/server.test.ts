import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { Chat, payOn, textIn } from '../support/chat.js';
import { type BotUnderTest, startBot } from '../support/start-bot.js';

const KB = 1024;

describe('The service over HTTP', function () {
  this.timeout(60_000);
  let bot: BotUnderTest;
  let chat: Chat;
  let count = 0;

  before(async () => {
    bot = await startBot();
  });

  after(() => bot.close());

  /** A chat in a conversation of its own, as a user of its own. */
  const newChat = (options: Record<string, string> = {}): Chat => {
    count += 1;
    const own = { user: `user-${count}`, conversation: `conversation-${count}`, serviceUrl: bot.channel.url };
    return new Chat(bot.url, { ...own, locale: 'en-US', ...options });
  };

  beforeEach(() => {
    chat = newChat();
  });

  const postRaw = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });

  describe('answers about itself', () => {
    it('that it lives and is ready', async () => {
      assert.equal((await fetch(`${bot.url}/health/live`)).status, 200);
      assert.deepEqual(await (await fetch(`${bot.url}/health/ready`)).json(), { status: 'ready' });
    });

    it('that it is not ready, and why, while nothing can be written; and that it is again when it is', async () => {
      const health = async () => {
        const answer = await fetch(`${bot.url}/health/ready`);
        return { status: answer.status, body: await answer.json() };
      };
      const ready = { status: 200, body: { status: 'ready' } };
      const temporary = path.join(bot.dataFolder, 'records/tmp');
      await rename(temporary, `${temporary}-away`);
      try {
        const body = { status: 'not ready', reason: 'storage' };
        await eventually(async () => assert.deepEqual(await health(), { status: 503, body }), 10_000);
        assert.equal((await fetch(`${bot.url}/health/live`)).status, 200);
      } finally {
        await rename(`${temporary}-away`, temporary);
      }
      await eventually(async () => assert.deepEqual(await health(), ready), 10_000);
    });
  });

  it('answers who asks for the head of anything as who asks for all of it, without a body', async () => {
    for (const place of ['/health/live', '/health/ready', '/pay/forged', '/bank/forged', '/assets/payment.css']) {
      const [whole, head] = await Promise.all(['GET', 'HEAD'].map((method) => fetch(bot.url + place, { method })));
      assert.ok(whole && head);
      const of = ({ status, headers }: Response) => [status, headers.get('content-type'), headers.get('cache-control')];
      assert.deepEqual(of(head), of(whole), place);
      assert.deepEqual([await head.text(), (await whole.text()) !== ''], ['', true], place);
    }
  });

  describe('refuses', () => {
    const bodies: [what: string, body: string, status: number][] = [
      ['no JSON', '{"type":', 400],
      ['a list', '[]', 400],
      ['an empty body', '', 400],
      ['a body over 256 KB', JSON.stringify({ type: 'message', text: 'x'.repeat(257 * KB) }), 413],
    ];
    for (const [what, body, status] of bodies) {
      it(`${what} with ${status}, and no stack trace`, async () => {
        const answer = await postRaw(body);
        assert.equal(answer.status, status);
        assert.doesNotMatch(await answer.text(), /\bat .*:\d+/);
      });
    }

    it('a text of a megabyte, and goes on answering', async () => {
      assert.equal((await chat.send(chat.activity({ text: 'x'.repeat(1000 * KB) }))).status, 413);
      assert.match(await chat.say('menu'), /What would you like to do/);
    });
  });

  it('ignores activities of unknown types with 200', async () => {
    for (const type of [
      'blargh',
      'typing',
      'messageReaction',
      'endOfConversation',
      'event',
      'messageUpdate',
      'trace',
    ]) {
      const answer = await chat.send(chat.activity({ type, deliveryMode: 'normal' }));
      assert.equal(answer.status, 200, type);
    }
    assert.equal(bot.channel.sent.length, 0);
  });

  it('takes hostile fields without harm', async () => {
    const odd: Record<string, unknown>[] = [
      { value: '{"act":"begin","procedure":"__proto__"}' },
      { value: { act: 'begin', procedure: 'constructor' } },
      { value: { act: 'begin', procedure: 'question' } },
      { value: { act: 'begin', procedure: 'renew', draft: { orderId: 'x', confirmed: true } } },
      { value: { act: 'answer', step: { a: 1 }, value: ['x'] } },
      { value: [1, 2, 3] },
      { value: 7 },
      { text: '\u0000\uD800', entities: [{ type: 'mention' }] },
      { text: '😀'.repeat(5000) },
      { text: 'x', channelData: 'text', locale: 'zz-ZZ-@@', from: { id: '../../etc/passwd' } },
      { attachments: [{ contentType: 'image/png', contentUrl: 'http://localhost:1/x' }] },
      { text: null },
    ];
    for (const fields of odd) {
      const answer = await chat.send(chat.activity(fields));
      assert.equal(answer.status, 200, JSON.stringify(fields));
      assert.doesNotMatch(await answer.text(), /something went wrong on my side/, JSON.stringify(fields));
    }
  });

  it('looks for card numbers in what a person fills in, never in the ids of its own buttons', async () => {
    const looksLikeOne = 'northwind~4242424242424242';
    const tap = { act: 'answer', step: 'old', value: looksLikeOne, order: looksLikeOne, review: 1 };
    assert.doesNotMatch(textIn(await chat.post(chat.activity({ value: tap }))), /Please never write a card number/);
    const form = { ...tap, contactEmail: '4242424242424242@example.com' };
    assert.match(textIn(await chat.post(chat.activity({ value: form }))), /Please never write a card number/);
  });

  describe('delivers', () => {
    it('to the channel, in order, where replies are not expected in the answer', async () => {
      const normal = newChat({ deliveryMode: 'normal' });
      const before = bot.channel.sent.length;
      await normal.say('hello');
      const sent = bot.channel.sent.slice(before).map((activity) => activity.text);
      assert.equal(sent.length, 1);
      assert.match(sent[0] ?? '', /^Hello![\s\S]*What would you like to do/);
      await normal.say('help');
      const more = bot.channel.sent.slice(before + 1).map((activity) => activity.text);
      assert.match(more[0] ?? '', /I can explain/);
    });

    it('a welcome once, however often the channel announces somebody', async () => {
      const added = { type: 'conversationUpdate', membersAdded: [{ id: 'bot' }, { id: 'user' }] };
      assert.match(textIn(await chat.post(chat.activity(added))), /Hello!/);
      assert.deepEqual(await chat.post(chat.activity(added)), []);
      assert.deepEqual(await chat.post(chat.activity({ type: 'installationUpdate', action: 'add' })), []);
    });

    it('cards with a text fallback, and plain text where a channel has no cards', async () => {
      const [withCard] = await chat.post(chat.activity({ text: 'hello' }));
      assert.match(JSON.stringify(withCard?.attachments?.[0]?.content), /"version":"1\.[0-5]".*"fallbackText":"/);
      const plain = newChat({ channelId: 'sms' });
      const replies = await plain.post(plain.activity({ text: 'hello' }));
      assert.ok(replies.every((reply) => !reply.attachments?.length));
      assert.match(textIn(replies), /1\. Join now\n2\. /);
      assert.match(await plain.say('2'), /three kinds of membership/);
    });
  });

  describe('an activity that is delivered twice', () => {
    it('is answered the same and not acted on again', async () => {
      await chat.say('tester as northwind-admin');
      await chat.say('tester locale en');
      const activity = chat.activity({ text: 'renew' });
      const first = await chat.post(activity);
      assert.deepEqual(await chat.post(activity), first);
      assert.match(await chat.say('next'), /terms and conditions/);
    });

    it('at the same moment is acted on once', async () => {
      const normal = newChat({ deliveryMode: 'normal' });
      const before = bot.channel.sent.length;
      const activity = normal.activity({ text: 'hello' });
      await Promise.all([normal.send(activity), normal.send(activity), normal.send(activity)]);
      assert.equal(bot.channel.sent.length - before, 1);
    });
  });

  it('runs one turn at a time in a conversation', async () => {
    await chat.say('hello');
    const answers = await Promise.all(Array.from({ length: 20 }, () => chat.post(chat.activity({ text: 'menu' }))));
    for (const replies of answers) assert.match(textIn(replies), /What would you like to do/);
    assert.match(await chat.say('1'), /Joining the Microsoft Partner Network/);
  });

  describe('money', () => {
    /** Up to the review of a renewal by card, as northwind-admin of a fresh demo. */
    async function atReview(number: string): Promise<void> {
      await chat.say('tester reset 2026-06-23');
      await chat.say('tester as northwind-admin');
      await chat.say('tester locale en');
      for (const words of ['renew', 'next', 'yes', '1']) await chat.say(words);
      told = bot.channel.sent.length;
      assert.equal((await payOn(chat.linkOf('payment page'), bot.url, number)).status, 200);
      await eventually(async () => assert.match(lastText(), /Please check your order/));
      chat.replies = bot.channel.sent.slice(-1);
    }

    const lastText = (): string => textIn(bot.channel.sent.slice(told).slice(-1));
    /** How much the channel had been sent when it was looked at last. */
    let told = 0;

    it('goes on by itself when the payment page has saved a card, and is charged on Buy', async () => {
      await atReview('4242424242424242');
      const receipt = await chat.tap('Buy for');
      assert.match(receipt, /Your order is confirmed/);
      assert.match(receipt, /next time is June 23, 2027/);
      assert.match(await chat.say('my membership'), /Expiry date: June 23, 2027/);
    });

    it('saves a card once and goes on once, however often the payment page’s form arrives', async () => {
      await chat.say('tester reset 2026-06-23');
      await chat.say('tester as northwind-admin');
      await chat.say('tester locale en');
      for (const words of ['renew', 'next', 'yes', '1']) await chat.say(words);
      const page = chat.linkOf('payment page');
      const at = bot.url + new URL(page).pathname;
      assert.equal((await fetch(at, { method: 'HEAD' })).status, 200);
      told = bot.channel.sent.length;
      const submit = async (number: string) => {
        const answer = await payOn(page, bot.url, number);
        return { status: answer.status, text: await answer.text() };
      };
      const answers = await Promise.all([1, 2, 3].map(() => submit('4242424242424242')));
      await eventually(async () => assert.match(lastText(), /Please check your order/));
      for (const answer of [...answers, await submit('4242424242424242')]) {
        assert.equal(answer.status, 200);
        assert.match(answer.text, /data-state="saved"[\s\S]*Visa[\s\S]*•••• 4242/);
      }
      const another = await submit('5555555555554444');
      assert.equal(another.status, 410);
      assert.match(another.text, /the card that you have just entered was not saved/);
      for (const method of ['GET', 'HEAD']) assert.equal((await fetch(at, { method })).status, 410);
      // A turn in the same conversation comes after all that the page may have begun.
      await chat.say('my membership');
      assert.equal(bot.channel.sent.length - told, 1);
    });

    it('shows the same receipt for a second tap on Buy', async () => {
      await atReview('4242424242424242');
      const buy = chat.tapOf('Buy for');
      const invoice = (text: string) => /Invoice number: (\S+)/.exec(text)?.[1];
      const first = invoice(textIn(await chat.post(buy)));
      const again = invoice(textIn(await chat.post({ ...buy, id: 'another-id' })));
      assert.ok(first);
      assert.equal(again, first);
    });

    it('buys once when Buy is tapped five times at once', async () => {
      await atReview('4242424242424242');
      const buy = chat.tapOf('Buy for');
      const taps = Array.from({ length: 5 }, (_, index) => chat.post({ ...buy, id: `tap-${index}` }));
      const receipts = (await Promise.all(taps)).map(textIn);
      assert.equal(new Set(receipts.map((text) => /Invoice number: (\S+)/.exec(text)?.[1])).size, 1);
      assert.match(await chat.say('my membership'), /Expiry date: June 23, 2027/);
    });

    it('says that a declined card was not charged, and another card completes the order', async () => {
      await atReview('4000000000009995');
      assert.match(await chat.tap('Buy for'), /doesn’t have enough funds[\s\S]*How would you like to pay/);
      await chat.tap('Add another card');
      await payOn(chat.linkOf('payment page'), bot.url, '5555555555554444');
      await eventually(async () => assert.match(lastText(), /Mastercard •••• 4444/));
      assert.match(await chat.say('yes'), /Your order is confirmed[\s\S]*Mastercard •••• 4444/);
    });

    it('does not wait for a slow gateway, and tells the result when it is there', async () => {
      await atReview('4000000000001091');
      const started = Date.now();
      assert.match(await chat.tap('Buy for'), /still being processed/);
      assert.ok(Date.now() - started < 10_000);
      assert.match(await chat.say('renew'), /already an order/);
      await eventually(async () => assert.match(lastText(), /Receipt/), 30_000);
      assert.match(await chat.say('my membership'), /Expiry date: June 23, 2027/);
    });

    it('finds out what became of a charge whose answer was lost', async () => {
      await atReview('4000000000001901');
      assert.match(await chat.tap('Buy for'), /still being processed/);
      await chat.say('tester advance 1 minute');
      await eventually(async () => assert.match(lastText(), /Receipt/));
    });

    it('waits for the bank where it wants a step of its own', async () => {
      await atReview('4000000000003220');
      await chat.tap('Buy for');
      const page = new URL(chat.linkOf('bank')).pathname;
      assert.equal((await fetch(`${bot.url}${page}`, { method: 'HEAD' })).status, 200);
      const body = new URLSearchParams({ decision: 'approve' });
      assert.equal((await fetch(`${bot.url}${page}`, { method: 'POST', body })).status, 200);
      await eventually(async () => assert.match(lastText(), /Receipt/));
    });

    it('keeps what it could not tell for the next turn', async () => {
      await chat.say('tester reset 2026-06-23');
      await chat.say('tester as fabrikam-admin');
      await chat.say('my membership');
      bot.channel.failNext(403);
      await chat.say('tester confirm transfer 4358741-T3');
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.match(await chat.say('menu'), /Receipt[\s\S]*What would you like to do/);
      assert.doesNotMatch(await chat.say('menu'), /Receipt/);
    });

    it('takes JSON only, which no web page of a stranger’s can send from a tester’s browser', async () => {
      const body = JSON.stringify(new Chat(bot.url).activity({ text: 'tester reset' }));
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
        assert.equal((await postRaw(body, { 'Content-Type': type })).status, 400, type);
      assert.equal((await postRaw(body, { 'Content-Type': 'application/json; charset=utf-8' })).status, 200);
    });

    it('refuses ids that are longer than any channel’s', async () => {
      const chat = new Chat(bot.url);
      for (const fields of [
        { id: 'x'.repeat(3000) },
        { from: { id: 'x'.repeat(3000) } },
        { conversation: { id: 'x'.repeat(3000) } },
      ])
        assert.equal((await postRaw(JSON.stringify(chat.activity({ text: 'hello', ...fields })))).status, 400);
    });

    it('a yes is not taken for an answer to a review that the channel never showed', async () => {
      const deaf = newChat({ serviceUrl: 'http://127.0.0.1:9' });
      await deaf.say('tester as northwind-admin');
      await deaf.say('tester reset 2026-06-23');
      await deaf.say('tester locale en');
      for (const words of ['renew', 'next', 'yes', '1']) await deaf.say(words);
      await payOn(deaf.linkOf('payment page'), bot.url, '4242424242424242');
      await eventually(async () => {
        const shown = await deaf.say('ok');
        assert.match(shown, /Please check your order/);
        assert.doesNotMatch(shown, /Receipt/);
      });
      assert.match(await deaf.say('yes'), /Receipt/);
    });
  });
});

/** Waits until `check` passes, five seconds unless told otherwise. */
async function eventually(check: () => Promise<void>, patienceMs = 5000): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
