import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { PaymentServer } from './payment-server.js';

const BOT = 'https://bot.contoso.test';
const TEAMS = 'https://teams.microsoft.com';

/** A stand-in for Teams: it answers what teams-js asks its host, and remembers what it was told. */
const host = (url: string): string => `<!doctype html><iframe src="${url}" width="480" height="760"></iframe><script>
window.told = [];
const runtime = JSON.stringify({ apiVersion: 4, supports: { dialog: { url: {} } } });
const answers = { initialize: ['task', 'web', runtime, '2.58.0'], getContext: [{ theme: 'dark', locale: 'en' }] };
addEventListener('message', ({ data, source, origin }) => {
  told.push([data.func, ...(data.args ?? [])]);
  const args = answers[data.func];
  if (args) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, origin);
});
</script>`;

describe('the payment page in a Teams dialog', function () {
  this.timeout(60_000);
  let server: PaymentServer;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    server = new PaymentServer();
    await server.start();
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    await page.route('https://res.cdn.office.net/**', (route) =>
      route.fulfill({
        json: { validOrigins: ['teams.microsoft.com'] },
        headers: { 'Access-Control-Allow-Origin': '*' },
      }),
    );
    await page.route(`${BOT}/**`, async (route) => {
      const url = route.request().url().replace(BOT, server.origin);
      await route.fulfill({ response: await route.fetch({ url }) });
    });
  });
  after(() => Promise.all([browser?.close(), server?.stop()]));

  const embed = async (origin: string): Promise<void> => {
    const body = host(BOT + server.newLink());
    await page.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body }), { times: 1 });
    await page.goto(`${origin}/`);
  };
  const told = (name: string) => page.waitForFunction(`told.find(([func]) => func === '${name}')`);

  it('says that it is ready, takes the theme of Teams, and closes the dialog when the card is saved', async () => {
    await embed(TEAMS);
    await told('appInitialization.success');
    const frame = page.frameLocator('iframe');
    await frame.locator('html[data-theme=dark]').waitFor();
    await frame.locator('#number').pressSequentially('4242424242424242');
    await frame.locator('#expiry').pressSequentially('0828');
    await frame.locator('#cvc').pressSequentially('123');
    await frame.locator('#holder').pressSequentially('Hanako Yamada');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/teams-dark.png` });
    await frame.locator('button').click();
    const done = await (await told('tasks.completeTask')).jsonValue();
    assert.deepEqual(done, ['tasks.completeTask', { paymentPage: 'saved' }, []]);
    assert.equal(server.cards.size, 1);
    assert.deepEqual(complaints, []);
  });

  it('cannot be framed by anybody else', async () => {
    await embed('https://elsewhere.test');
    await page.waitForTimeout(300);
    assert.equal(await page.frameLocator('iframe').locator('form').count(), 0);
    assert.match(complaints.join('\n'), /frame-ancestors/);
  });
});
