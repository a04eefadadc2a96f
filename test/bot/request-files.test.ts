import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { filesBelow } from '../data/store-on-disk.js';
import { Chat } from '../support/chat.js';
import { type FileServer, startFileServer } from '../support/file-server.js';
import { type BotUnderTest, startBot } from '../support/start-bot.js';

const PDF = Buffer.from('%PDF-1.7 a file that was sent');

describe('A file that is sent to the bot over HTTP', function () {
  this.timeout(30_000);
  let bot: BotUnderTest;
  let server: FileServer;
  let conversations = 0;

  before(async () => {
    bot = await startBot();
    server = await startFileServer({
      '/offer': (response) => void response.end(PDF),
      '/tool': (response) => void response.end('MZ'),
    });
  });
  after(async () => {
    await bot.close();
    await server.close();
  });

  /** contoso-admin at the question for a file, with fresh demo data. */
  async function atTheFile(channelId = 'emulator'): Promise<Chat> {
    conversations += 1;
    const chat = new Chat(bot.url, { channelId, user: `u${conversations}`, conversation: `c${conversations}` });
    for (const text of ['tester reset 2026-06-23', 'tester as contoso-admin', 'cancel my subscription', 'yes', 'yes'])
      await chat.say(text);
    for (const text of ['skip', 'minimal']) await chat.say(text);
    const contact = { contactName: 'Dana', contactPhone: '', contactEmail: 'dana@contoso.com' };
    assert.match(await chat.tap('Next', contact), /attach a file/);
    return chat;
  }

  const sends = async (chat: Chat, ...attachments: Record<string, unknown>[]): Promise<string> =>
    JSON.stringify(await chat.post(chat.activity({ attachments })));

  /** What the store keeps of files, as texts. */
  const keptFiles = async (): Promise<string[]> => {
    const paths = (await filesBelow(bot.dataFolder)).filter((path) => path.endsWith('.bin'));
    return Promise.all(paths.map((path) => readFile(path, 'utf8')));
  };

  it('as the Emulator sends it is kept, named on the review, and belongs to the request', async () => {
    const chat = await atTheFile();
    const contentUrl = `${server.url}/offer`;
    assert.match(await sends(chat, { contentType: 'application/pdf', contentUrl, name: 'offer.pdf' }), /offer\.pdf/);
    assert.match(await chat.tap('Submit'), /SR-2401\d\d/);
    assert.match(await chat.tap('Show the request'), /Files: offer\.pdf/);
    assert.deepEqual(await keptFiles(), [PDF.toString()]);
  });

  it('as Teams sends it is fetched from its download address, not from where it is shown', async () => {
    const chat = await atTheFile();
    const content = { downloadUrl: `${server.url}/offer`, uniqueId: '1', fileType: 'pdf' };
    const contentType = 'application/vnd.microsoft.teams.file.download.info';
    const html = { contentType: 'text/html', content: '<div>offer</div>' };
    const file = { contentType, content, contentUrl: 'https://contoso.sharepoint.com/offer.pdf', name: 'offer.pdf' };
    assert.match(await sends(chat, html, file), /offer\.pdf/);
    assert.deepEqual(await keptFiles(), [PDF.toString()]);
  });

  it('is taken with the words that were sent with it', async () => {
    const chat = await atTheFile();
    const attachments = [{ contentType: 'application/pdf', contentUrl: `${server.url}/offer`, name: 'offer.pdf' }];
    const answer = JSON.stringify(await chat.post(chat.activity({ text: 'renew my subscription', attachments })));
    assert.match(answer, /I have your file/);
  });

  it('that is not what its name says is refused, and not kept', async () => {
    const chat = await atTheFile();
    const tool = { contentType: 'application/pdf', contentUrl: `${server.url}/tool`, name: 'offer.pdf' };
    assert.match(await sends(chat, tool), /can’t take offer\.pdf/);
    assert.deepEqual(await keptFiles(), []);
  });

  it('is kept beside those that are refused, and the person hears of each', async () => {
    const chat = await atTheFile();
    const file = (path: string, name: string) => ({ contentType: 'x/y', contentUrl: `${server.url}${path}`, name });
    const answer = await sends(chat, file('/offer', 'a.pdf'), file('/tool', 'b.exe'), file('/gone', 'c.pdf'));
    assert.match(answer, /can’t take b\.exe/);
    assert.match(answer, /couldn’t fetch c\.pdf/);
    assert.match(answer, /Attached so far: a\.pdf/);
    assert.deepEqual(await keptFiles(), [PDF.toString()]);
  });

  it('from an address that is not for files is not asked for', async () => {
    const chat = await atTheFile();
    const asked = server.asked.length;
    for (const contentUrl of ['http://169.254.169.254/latest', 'file:///etc/passwd', '', undefined, 5]) {
      assert.match(
        await sends(chat, { contentType: 'application/pdf', contentUrl, name: 'offer.pdf' }),
        /couldn’t fetch/,
      );
    }
    assert.equal(server.asked.length, asked);
  });

  it('is forgotten when the person stops', async () => {
    const chat = await atTheFile();
    await sends(chat, { contentType: 'application/pdf', contentUrl: `${server.url}/offer`, name: 'offer.pdf' });
    assert.equal((await keptFiles()).length, 1);
    await chat.say('stop');
    assert.deepEqual(await keptFiles(), []);
  });

  it('survives a restart of the service between sending and submitting', async () => {
    const chat = await atTheFile();
    await sends(chat, { contentType: 'application/pdf', contentUrl: `${server.url}/offer`, name: 'offer.pdf' });
    await bot.restart();
    const later = new Chat(bot.url, { user: `u${conversations}`, conversation: `c${conversations}` });
    // The ids of activities go on where the other one stopped.
    for (let used = 0; used < 40; used += 1) later.activity({});
    assert.match(await later.say('yes'), /SR-2401\d\d/);
    assert.match(await later.say('my service requests'), /Files: offer\.pdf/);
    assert.deepEqual(await keptFiles(), [PDF.toString()]);
  });

  it('is not looked at where no file is asked for', async () => {
    conversations += 1;
    const chat = new Chat(bot.url, { user: `u${conversations}`, conversation: `c${conversations}` });
    await chat.say('tester as contoso-admin');
    const asked = server.asked.length;
    const file = { contentType: 'application/pdf', contentUrl: `${server.url}/offer`, name: 'offer.pdf' };
    assert.match(await sends(chat, file), /only use text and buttons/);
    assert.equal(server.asked.length, asked);
  });
});
