import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import { openStore } from '../../data/open-store.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { Chat, payOn, textIn } from '../support/chat.js';
import { startFakeChannel } from '../support/fake-channel.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const KILLS = 8;

/** What the data folder holds of a partner once the service is down. */
async function accountIn(folder: string, id: string): Promise<PartnerAccount> {
  const store = await openStore({ folder: path.join(folder, 'records'), warn: (message) => assert.fail(message) });
  const account = await store.account(id);
  await store.close();
  assert.ok(account);
  return account;
}

async function chargesIn(folder: string): Promise<{ key: string; status: string }[]> {
  const ledger = await readFile(path.join(folder, 'sandbox-gateway/ledger.jsonl'), 'utf8');
  return ledger
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((entry) => entry.type === 'charge' && entry.status === 'paid');
}

describe('The service as a process', function () {
  this.timeout(120_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: ServiceProcess | undefined;
  let channel: Awaited<ReturnType<typeof startFakeChannel>>;

  beforeEach(async () => {
    folder = await temporaryFolder();
    channel = await startFakeChannel();
  });

  afterEach(async () => {
    await service?.end('SIGKILL');
    await channel.close();
    await folder.remove();
  });

  it('finishes the turn under way on SIGTERM, takes no new one, and exits 0', async () => {
    service = await ServiceProcess.start(folder.path);
    const chat = new Chat(service.url);
    await chat.say('tester as northwind-admin');
    const underWay = chat.say('renouveler');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const started = Date.now();
    const ended = service.end('SIGTERM');
    assert.match(await underWay, /Microsoft Action Pack/);
    assert.equal(await ended, 0);
    assert.ok(Date.now() - started < 10_000);
    await assert.rejects(chat.say('hello'));
  });

  it('exits 0 in time although a channel takes a reply and never answers, and a client wants another protocol', async () => {
    service = await ServiceProcess.start(folder.path);
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const chat = new Chat(service.url, { serviceUrl: `http://127.0.0.1:${port}`, deliveryMode: 'normal' });
    const underWay = chat.post(chat.activity({ text: 'hello' })).catch(() => undefined);
    await once(silent, 'request');
    const { hostname, port: own } = new URL(service.url);
    const upgrading = connect(Number(own), hostname).on('error', () => {});
    upgrading.write(`GET / HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    const [answer] = await once(upgrading, 'data');
    assert.match(String(answer), /^HTTP\/1\.1 4/);
    const started = Date.now();
    assert.equal(await service.end('SIGTERM'), 0);
    assert.ok(Date.now() - started < 10_000);
    await underWay;
    silent.closeAllConnections();
    silent.close();
  });

  it('keeps a conversation and its persona over a restart', async () => {
    service = await ServiceProcess.start(folder.path);
    const chat = new Chat(service.url);
    await chat.say('tester as northwind-admin');
    await chat.say('tester locale en');
    await chat.say('renew');
    await service.end('SIGKILL');
    await service.restart();
    assert.match(await chat.say('next'), /terms and conditions/);
  });

  it('refuses a second process on the same folder, naming the first', async () => {
    service = await ServiceProcess.start(folder.path);
    await assert.rejects(ServiceProcess.start(folder.path), /in use by process \d+/);
  });

  it('makes an invoice’s PDF with what it was built with, in every language', async () => {
    service = await ServiceProcess.start(folder.path);
    const chat = new Chat(service.url);
    await chat.say('tester as contoso-admin');
    for (const language of ['en', 'fr', 'ja', 'ko', 'zh-TW']) {
      await chat.say(`tester locale ${language}`);
      await chat.say('download invoice');
      const { pathname } = new URL(chat.linkOf(''));
      const answer = await fetch(`${service.url}${pathname}`);
      assert.equal(answer.status, 200, language);
      assert.equal(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 5)
          .toString(),
        '%PDF-',
      );
    }
    assert.equal(await service.end('SIGTERM'), 0);
    assert.doesNotMatch(service.output, /\/invoices\/|Contoso/);
  });

  it('names every setting that it cannot use, and exits 1', async () => {
    await assert.rejects(
      ServiceProcess.start(folder.path, { LOG_LEVEL: 'loud', RENEWAL_TERM_FROM: 'x' }),
      (error: Error) => {
        assert.match(error.message, /LOG_LEVEL must be one of/);
        assert.match(error.message, /RENEWAL_TERM_FROM must be one of/);
        return true;
      },
    );
  });

  it('writes a line a turn to its log, and never what was written, a token or a card', async () => {
    service = await ServiceProcess.start(folder.path);
    const chat = new Chat(service.url);
    await chat.say('tester as northwind-admin');
    await chat.say('tester locale en');
    await chat.say('my card is 4242 4242 4242 4242 and my secret is xyzzy-plugh');
    await chat.say('renew');
    await chat.say('next');
    await chat.say('yes');
    await chat.tap('Add a way to pay');
    await payOn(chat.linkOf('Open the payment page'), service.url, '4242424242424242');
    assert.match(service.output, /"procedure":"renew","step":"looked"/);
    assert.doesNotMatch(service.output, /4242|xyzzy|renew please|\/pay\//);
  });

  it(`has charged once, however often it is killed (${KILLS} kills) while somebody buys`, async () => {
    service = await ServiceProcess.start(folder.path);
    for (let round = 0; round < KILLS; round += 1) {
      const chat = new Chat(service.url, { conversation: `kill-${round}`, serviceUrl: channel.url, locale: 'en-US' });
      await chat.say('tester reset 2026-06-23');
      await chat.say('tester as northwind-admin');
      await chat.say('tester locale en');
      for (const words of ['renew', 'next', 'yes', '1']) await chat.say(words);
      const paid = await payOn(chat.linkOf('Open the payment page'), service.url, '4242424242424242');
      assert.equal(paid.status, 200);
      const review = await chat.say('done');
      assert.match(review, /Buy for/);
      const buy = chat.tapOf('Buy for');
      const tapped = chat.post(buy).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, round * 3));
      await service.end('SIGKILL');
      await tapped;
      await service.restart();
      const again = textIn(await chat.post(buy));
      assert.match(again, /Order|order|Receipt/, `round ${round}: ${again}`);
      await chat.say('tester advance 1 minute');
      const held = await chat.say('my membership');
      assert.match(held, /Expiry date: June 23, 2027/, `round ${round}: ${held}`);
      await service.end('SIGTERM');
      const account = await accountIn(folder.path, 'northwind');
      const renewals = account.orders.filter((order) => order.kind === 'renew' && order.status === 'paid');
      const latest = renewals.at(-1);
      assert.ok(latest?.paid, `round ${round}`);
      assert.equal(account.invoices.filter((invoice) => invoice.orderId === latest.id).length, 1, `round ${round}`);
      assert.equal(account.subscriptions.filter((term) => term.startedOn === '2026-06-23').length, 1, `round ${round}`);
      const charges = (await chargesIn(folder.path)).filter((charge) => charge.key.startsWith(latest.id));
      assert.equal(charges.length, 1, `round ${round}`);
      await service.restart();
    }
  });
});
