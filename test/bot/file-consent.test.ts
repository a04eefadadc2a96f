import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { openUploads } from '../../bot/uploads.js';
import { Chat, textIn } from '../support/chat.js';
import { type FakeOneDrive, startFakeOneDrive } from '../support/fake-onedrive.js';
import { readPdf } from '../support/read-pdf.js';
import { type BotUnderTest, startBot } from '../support/start-bot.js';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';
const CONTENT_URL = 'https://contoso-my.sharepoint.com/personal/dana/Documents/Applications/Invoice.pdf';

interface ConsentContent {
  description: string;
  sizeInBytes: number;
  acceptContext: Record<string, string>;
  declineContext: Record<string, string>;
}

describe('An invoice in Teams', function () {
  this.timeout(60_000);
  let bot: BotUnderTest;
  let drive: FakeOneDrive;
  let chat: Chat;
  let count = 0;
  let heard = 0;

  before(async () => {
    bot = await startBot();
    drive = await startFakeOneDrive();
  });

  after(async () => {
    await bot.close();
    await drive.close();
  });

  beforeEach(() => {
    drive.uploads.length = 0;
  });

  /** A personal chat in Teams; replies are posted to the channel, and an invoke is answered by its response. */
  async function open(persona = 'contoso-admin', language = 'en'): Promise<void> {
    count += 1;
    chat = new Chat(bot.url, {
      user: `teams-${count}`,
      conversation: `teams-conversation-${count}`,
      channelId: 'msteams',
      serviceUrl: bot.channel.url,
      deliveryMode: 'normal',
    });
    await say(`tester as ${persona}`);
    await say(`tester locale ${language}`);
  }

  /** What was posted to this chat since it was last asked. */
  function news(): Activity[] {
    const mine = bot.channel.sent.filter(({ conversation }) => conversation?.id === `teams-conversation-${count}`);
    const fresh = mine.slice(heard);
    heard = mine.length;
    return fresh;
  }

  async function say(text: string): Promise<Activity[]> {
    heard = bot.channel.sent.filter(({ conversation }) => conversation?.id === `teams-conversation-${count}`).length;
    await chat.send(chat.activity({ text }));
    return news();
  }

  const answer = (action: string, context: unknown, more: Record<string, unknown> = {}): Record<string, unknown> => {
    const upload = { contentUrl: CONTENT_URL, name: 'Invoice.pdf', uniqueId: 'file-1', fileType: 'pdf' };
    const { uploadUrl = drive.uploadUrl(), ...fields } = more;
    const uploadInfo = action === 'accept' ? { ...upload, uploadUrl } : undefined;
    const value = { type: 'fileUpload', action, context, uploadInfo };
    return chat.activity({ type: 'invoke', name: 'fileConsent/invoke', value, replyToId: 'card-1', ...fields });
  };

  async function invoke(activity: Record<string, unknown>): Promise<{ status: number; said: Activity[] }> {
    news();
    const { status } = await chat.send(activity);
    return { status, said: news() };
  }

  function cardIn(said: Activity[]): { name: string; content: ConsentContent; text: string } {
    const [card] = said.flatMap(({ attachments }) => attachments ?? []);
    assert.equal(card?.contentType, CONSENT, JSON.stringify(said));
    return { name: card?.name ?? '', content: card?.content as ConsentContent, text: said.at(-1)?.text ?? '' };
  }

  const deletions = () => bot.channel.requests.filter(({ method }) => method === 'DELETE').length;

  it('is offered as a file, with its name, its size and what it is', async () => {
    await open();
    const { name, content, text } = cardIn(await say('download my invoice'));
    assert.match(name, /^Invoice-4521907-\d{4}-0001\.pdf$/);
    assert.match(content.description, /^4521907-\d{4}-0001 – Microsoft Action Pack/);
    assert.ok(content.sizeInBytes > 5000);
    assert.match(text, /is ready as a PDF\. If you allow it/);
    assert.deepEqual(content.acceptContext, content.declineContext);
  });

  it('is uploaded when the person accepts: the whole file, and then its card in place of the question', async () => {
    await open();
    const { content } = cardIn(await say('download my invoice'));
    const before = deletions();
    const { status, said } = await invoke(answer('accept', content.acceptContext));
    assert.equal(status, 200);
    const [upload] = drive.uploads;
    const size = content.sizeInBytes;
    assert.equal(upload?.body.length, size);
    assert.equal(upload?.headers['content-range'], `bytes 0-${size - 1}/${size}`);
    assert.equal(upload?.headers.authorization, undefined);
    assert.ok((await readPdf(upload?.body ?? Buffer.of())).texts.includes('Contoso Ltd.'));
    assert.equal(deletions(), before + 1);
    assert.match(said[0]?.text ?? '', /^Invoice 4521907-\d{4}-0001 is saved to your OneDrive\.$/);
    assert.deepEqual(said[0]?.attachments, [
      {
        contentType: INFO,
        name: 'Invoice.pdf',
        contentUrl: CONTENT_URL,
        content: { uniqueId: 'file-1', fileType: 'pdf' },
      },
    ]);
  });

  it('is in the language of the person', async () => {
    await open('litware-admin', 'ja');
    const { name, content } = cardIn(await say('請求書'));
    assert.match(name, /^請求書-4905526-\d{4}-0001\.pdf$/);
    await invoke(answer('accept', content.acceptContext));
    assert.equal((await readPdf(drive.uploads[0]?.body ?? Buffer.of())).texts[0], '請求書');
  });

  it('is not uploaded when the person declines, and can be had later', async () => {
    await open();
    const { content } = cardIn(await say('download my invoice'));
    const { status, said } = await invoke(answer('decline', content.declineContext));
    assert.deepEqual([status, drive.uploads.length], [200, 0]);
    assert.match(textIn(said), /was not saved to your OneDrive[\s\S]*Download invoice/);
  });

  it('is uploaded once, however often Teams delivers the answer: the same invoke, or another for the same card', async () => {
    await open();
    const { content } = cardIn(await say('download my invoice'));
    const first = answer('accept', content.acceptContext);
    assert.equal((await invoke(first)).said.length, 1);
    assert.deepEqual(await invoke(first), { status: 200, said: [] });
    assert.deepEqual(await invoke(answer('accept', content.acceptContext)), { status: 200, said: [] });
    const other = cardIn(await say('download my invoice')).content.acceptContext;
    const both = [answer('accept', other), answer('accept', other)];
    await Promise.all(both.map((activity) => chat.send(activity)));
    assert.equal(drive.uploads.length, 2);
  });

  it('is not uploaded again after the service was started anew', async () => {
    await open();
    const { content } = cardIn(await say('download my invoice'));
    const accepted = answer('accept', content.acceptContext);
    await invoke(accepted);
    await bot.restart();
    chat = new Chat(bot.url, {
      user: `teams-${count}`,
      conversation: `teams-conversation-${count}`,
      channelId: 'msteams',
      serviceUrl: bot.channel.url,
      deliveryMode: 'normal',
    });
    assert.equal((await invoke({ ...accepted, id: 'delivered-anew' })).status, 200);
    assert.equal(drive.uploads.length, 1);
  });

  for (const failure of [404, 410, 500, 202]) {
    it(`is offered again where the place answers ${failure}`, async () => {
      await open();
      const { content } = cardIn(await say('download my invoice'));
      drive.answerNext(failure);
      const { status, said } = await invoke(answer('accept', content.acceptContext));
      assert.equal(status, 200);
      const again = cardIn(said);
      assert.match(again.text, /couldn’t be saved to your OneDrive/);
      assert.notEqual(again.content.acceptContext.offer, content.acceptContext.offer);
      drive.uploads.length = 0;
      const second = await invoke(answer('accept', again.content.acceptContext));
      assert.match(second.said[0]?.text ?? '', /is saved to your OneDrive/);
      assert.equal(drive.uploads.length, 1);
    });
  }

  const places = [
    'https://example.com/upload',
    'http://contoso-my.sharepoint.com/upload',
    'https://contoso.sharepoint.com.example.com/upload',
    'https://contoso.sharepoint.com@example.com/upload',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'not an address',
    '',
  ];
  for (const uploadUrl of places) {
    it(`is sent nowhere else: ${uploadUrl || 'no address'}`, async () => {
      await open();
      const { content } = cardIn(await say('download my invoice'));
      const { status, said } = await invoke(answer('accept', content.acceptContext, { uploadUrl }));
      assert.equal(status, 200);
      assert.match(cardIn(said).text, /couldn’t be saved/);
    });
  }

  it('is asked for anew who may have it: another partner’s, none, or a person without the role', async () => {
    const foreign = { invoice: '4690418-2025-0001', offer: 'forged' };
    await open('contoso-admin');
    for (const context of [foreign, {}, 'text', null, { invoice: { $ne: 1 } }, { invoice: ['x'] }]) {
      const { status, said } = await invoke(answer('accept', context));
      assert.equal(status, 200);
      assert.match(textIn(said), /can’t be found among the ones you may see/, JSON.stringify(context));
    }
    const { content } = cardIn(await say('download my invoice'));
    await say('tester as contoso-user');
    await say('tester locale en');
    const asUser = await invoke(answer('accept', content.acceptContext));
    assert.match(textIn(asUser.said), /Only a Global admin or MPN Partner admin can see invoices/);
    await say('tester as visitor');
    const asVisitor = await invoke(answer('accept', content.acceptContext));
    assert.match(textIn(asVisitor.said), /can’t be found/);
    assert.equal(drive.uploads.length, 0);
  });

  it('is not handed out in a channel', async () => {
    await open();
    const { content } = cardIn(await say('download my invoice'));
    const conversation = { id: `teams-conversation-${count}`, conversationType: 'channel', isGroup: true };
    const { said } = await invoke(answer('accept', content.acceptContext, { conversation }));
    assert.match(textIn(said), /can’t be found/);
    assert.equal(drive.uploads.length, 0);
  });

  it('does not disturb what the person is in the middle of', async () => {
    await open('northwind-admin');
    const { content } = cardIn(await say('download my invoice'));
    await say('renew');
    await invoke(answer('accept', content.acceptContext));
    assert.match(textIn(await say('next')), /terms and conditions/);
  });

  it('is a link in the Playground, which plays Teams and draws no such card', async () => {
    const url = 'http://localhost:56150/_connector';
    const playground = new Chat(bot.url, { user: 'p', conversation: 'p', channelId: 'msteams', serviceUrl: url });
    await playground.say('tester as contoso-admin');
    await playground.say('tester locale en');
    await playground.say('download my invoice');
    assert.match(playground.linkOf('Download invoice'), /\/invoices\//);
  });

  it('leaves other invokes to be answered as not known', async () => {
    await open();
    const { status } = await chat.send(chat.activity({ type: 'invoke', name: 'task/fetch', value: {} }));
    assert.equal(status, 501);
  });
});

describe('An upload', () => {
  it('is given up in time, and needs no place that answers', async () => {
    const drive = await startFakeOneDrive();
    const uploads = openUploads(true, 300);
    drive.answerNext('hang');
    assert.equal(await uploads.put(drive.uploadUrl(), Buffer.from('file')), false);
    assert.equal(await uploads.put('http://127.0.0.1:9/nobody', Buffer.from('file')), false);
    assert.equal(await uploads.put(drive.uploadUrl(), Buffer.from('file')), true);
    await uploads.close();
    await drive.close();
  });

  it('never goes to this machine outside of tester mode', async () => {
    const drive = await startFakeOneDrive();
    const uploads = openUploads(false);
    assert.equal(await uploads.put(drive.uploadUrl(), Buffer.from('file')), false);
    assert.equal(drive.uploads.length, 0);
    await uploads.close();
    await drive.close();
  });
});
