import assert from 'node:assert/strict';
import path from 'node:path';
import { openStore } from '../../data/open-store.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { ok } from '../../membership/result.js';
import { Chat } from '../support/chat.js';
import { readPdf } from '../support/read-pdf.js';
import { type BotUnderTest, startBot } from '../support/start-bot.js';

describe('A link to an invoice', function () {
  this.timeout(60_000);
  let bot: BotUnderTest;
  let chat: Chat;
  let count = 0;

  beforeEach(async () => {
    bot = await startBot();
  });

  afterEach(() => bot.close());

  /** The address of a link that the bot gives this persona, at the service's own address. */
  async function linkFor(persona: string, wish = 'download my invoice', language = 'en'): Promise<string> {
    count += 1;
    chat = new Chat(bot.url, { user: `user-${count}`, conversation: `conversation-${count}`, locale: 'en-US' });
    await chat.say('tester reset 2026-06-23');
    await chat.say(`tester as ${persona}`);
    await chat.say(`tester locale ${language}`);
    await chat.say(wish);
    const { pathname } = new URL(chat.linkOf(''));
    return `${bot.url}${pathname}`;
  }

  const statusOf = async (address: string, init?: RequestInit) => (await fetch(address, init)).status;

  /** Changes an account while the service is down, as another admin would. */
  async function change(partner: string, edit: (account: PartnerAccount) => Partial<PartnerAccount>): Promise<void> {
    await bot.restart(async () => {
      const folder = path.join(bot.dataFolder, 'records');
      const store = await openStore({ folder, warn: (message) => assert.fail(message) });
      await store.change(partner, (account) => ok({ account: { ...account, ...edit(account) }, value: null }));
      await store.close();
    });
  }

  it('downloads the PDF, under a name in the reader’s language', async () => {
    const answer = await fetch(await linkFor('litware-admin', '請求書', 'ja'));
    assert.equal(answer.status, 200);
    const headers = Object.fromEntries(answer.headers);
    assert.equal(headers['content-type'], 'application/pdf');
    assert.equal(
      headers['content-disposition'],
      `attachment; filename="Invoice-4905526-2025-0001.pdf"; filename*=UTF-8''${encodeURIComponent('請求書')}-4905526-2025-0001.pdf`,
    );
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    const pdf = new Uint8Array(await answer.arrayBuffer());
    assert.equal(headers['content-length'], String(pdf.length));
    const { texts, language } = await readPdf(pdf);
    assert.equal(language, 'ja');
    for (const text of ['請求書', 'Litware Inc.', 'Microsoft Action Pack']) assert.ok(texts.includes(text), text);
  });

  it('answers who asks for the head alone', async () => {
    const answer = await fetch(await linkFor('contoso-admin'), { method: 'HEAD' });
    assert.equal(answer.status, 200);
    assert.ok(Number(answer.headers.get('content-length')) > 5000);
    assert.equal((await answer.arrayBuffer()).byteLength, 0);
  });

  it('works for 30 minutes, as often as it is opened, and then says so with 410', async () => {
    const link = await linkFor('contoso-admin');
    await chat.say('tester advance 29 minutes');
    assert.deepEqual([await statusOf(link), await statusOf(link)], [200, 200]);
    await chat.say('tester advance 1 minute');
    const answer = await fetch(link, { headers: { 'Accept-Language': 'fr' } });
    assert.equal(answer.status, 410);
    assert.match(await answer.text(), /Ce lien a expiré[\s\S]*30 minutes/);
    assert.equal(await statusOf(link, { method: 'HEAD' }), 410);
  });

  it('answers 403 where it was altered, forged, cut off, or made for another page', async () => {
    const link = await linkFor('contoso-admin');
    const token = link.slice(link.lastIndexOf('/') + 1);
    const [body = '', signature = ''] = token.split('.');
    const payload = JSON.parse(Buffer.from(body, 'base64url').toString());
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const other = { ...payload, payload: { ...payload.payload, partner: 'northwind', invoice: '4690418-2025-0001' } };
    const later = { ...payload, expiresAt: '2099-01-01T00:00:00.000Z' };
    const bad = [
      `${encode(other)}.${signature}`,
      `${encode(later)}.${signature}`,
      `${body}.${encode('x')}`,
      `${body}.`,
      body,
      'x',
      `${token}.x`,
      `${body.slice(0, -2)}.${signature}`,
    ];
    for (const each of bad) assert.equal(await statusOf(`${bot.url}/invoices/${each}`), 403, each);
    for (const words of ['tester as northwind-admin', 'tester locale en', 'renew', 'next', 'next', 'card'])
      await chat.say(words);
    const pay = new URL(chat.linkOf('payment page')).pathname.split('/').at(-1);
    assert.equal(await statusOf(`${bot.url}/invoices/${pay}`), 403);
    assert.equal(await statusOf(`${bot.url}/pay/${token}`), 403);
  });

  it('opens the invoice that it names and no other', async () => {
    const silver = await linkFor('fabrikam-admin', 'silver invoice');
    const pdf = new Uint8Array(await (await fetch(silver)).arrayBuffer());
    assert.ok((await readPdf(pdf)).texts.includes('Silver competency'));
  });

  it('answers 403 to who lost the role, left, or whose partner has no such invoice', async () => {
    const link = await linkFor('contoso-admin');
    const again = () => link.replace(/^.*(?=\/invoices)/, bot.url);
    await change('contoso', ({ members }) => ({ members: members.map((each) => ({ ...each, roles: ['user'] })) }));
    const answer = await fetch(again());
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /You can’t see this invoice/);
    await change('contoso', ({ members }) => ({
      members: members.map((each) => ({ ...each, roles: ['global-admin'] })),
    }));
    assert.equal(await statusOf(again()), 200);
    await change('contoso', ({ members }) => ({ members: members.slice(1) }));
    assert.equal(await statusOf(again()), 403);
    await change('contoso', () => ({ invoices: [] }));
    assert.equal(await statusOf(again()), 403);
  });
});
