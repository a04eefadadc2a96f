import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGES } from '../../membership/offer.js';
import { launchBrowser } from '../support/browser.js';
import { sayIn } from './page-texts.js';
import { textOf } from './payment-browser.js';
import { PaymentServer } from './payment-server.js';

const say = sayIn('en');

describe("the bank's step in a browser", function () {
  this.timeout(60_000);
  let server: PaymentServer;
  let browser: Browser;
  let page: Page;

  before(async () => {
    server = new PaymentServer();
    await server.start();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 520, height: 700 } });
  });
  after(() => Promise.all([browser?.close(), server?.stop()]));

  const show = (path: string) => page.goto(server.origin + path);
  const press = (name: string) => page.getByRole('button', { name }).click();
  const heading = () => textOf(page.locator('h1'));
  const decision = () => [...server.steps.values()].at(-1)?.decision;

  it('shows who pays how much with which card, and takes an approval', async () => {
    await show(server.newStep());
    assert.match(await textOf(page.locator('dl')), /Contoso[\s\S]*\$475\.00[\s\S]*Visa •••• 3220/);
    await press(say('bankStep.approve'));
    assert.equal(await heading(), say('bankStep.approved.title'));
    assert.equal(decision(), 'approve');
  });

  it('takes a refusal', async () => {
    await show(server.newStep());
    await press(say('bankStep.decline'));
    assert.equal(await heading(), say('bankStep.declined.title'));
    assert.equal(decision(), 'decline');
  });

  it('can be answered with the keyboard alone', async () => {
    await show(server.newStep());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-state=saved]');
    assert.equal(decision(), 'decline');
  });

  it('says that there is nothing left to confirm once it was answered', async () => {
    const link = server.newStep();
    await show(link);
    await press(say('bankStep.approve'));
    assert.equal((await show(link))?.status(), 410);
    assert.equal(await heading(), say('bankStep.over.title'));
  });

  it('asks again when an answer is neither yes nor no', async () => {
    const link = server.newStep();
    const answer = await page.request.post(server.origin + link, { form: { decision: 'perhaps' } });
    assert.equal(answer.status(), 200);
    assert.equal(decision(), undefined);
  });

  it('refuses a link that was made for the payment page', async () => {
    assert.equal((await show(server.newLink().replace('/pay/', '/bank/')))?.status(), 403);
  });

  for (const language of LANGUAGES) {
    it(`fits on a 320 px wide screen in ${language}`, async () => {
      await page.setViewportSize({ width: 320, height: 640 });
      await show(server.newStep(language));
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/bank-${language}.png`, fullPage: true });
      assert.equal(await heading(), sayIn(language)('bankStep.title'));
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
    });
  }
});
