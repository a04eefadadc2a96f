import assert from 'node:assert/strict';
import { sayIn } from './page-texts.js';
import { GOOD_CARD, textOf, usePaymentBrowser } from './payment-browser.js';

const say = sayIn('en');

describe('the payment page in a browser', function () {
  this.timeout(60_000);
  const browser = usePaymentBrowser();
  const { server, show, field, submit, saved, errorOf, heading } = browser;
  const lastCard = () => [...server.cards.values()].at(-1);

  it('saves a card with the keyboard alone, and sends the person back to the chat', async () => {
    await show(server.newLink());
    const { keyboard } = browser.page;
    for (const text of ['4242424242424242', '828', '123', 'Hanako Yamada']) {
      await keyboard.press('Tab');
      await keyboard.type(text);
    }
    await browser.shoot('filled-en');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await saved();
    await browser.shoot('saved-en');
    assert.equal(await heading(), say('paymentPage.saved.title'));
    const text = await textOf(browser.page.locator('main'));
    assert.match(text, /Visa •••• 4242\s+You can close this page and go back to the chat/);
    const card = { number: '4242424242424242', expiryMonth: 8, expiryYear: 2028, cvc: '123', holder: 'Hanako Yamada' };
    assert.deepEqual(lastCard(), card);
  });

  it('can be opened many times, by link previews too, but used once', async () => {
    const link = server.newLink();
    for (let times = 0; times < 3; times += 1) assert.equal((await show(link))?.status(), 200);
    await browser.fill({});
    const inAnotherTab = new URLSearchParams({ ...GOOD_CARD, number: '5555555555554444' }).toString();
    await submit();
    await saved();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const second = await browser.page.request.post(server.origin + link, { data: inAnotherTab, headers });
    assert.equal(second.status(), 410);
    assert.ok((await second.text()).includes(`<p>${say('paymentPage.used.notSaved')}</p>`));
    assert.equal(lastCard()?.number, '4242424242424242');
    assert.equal((await show(link))?.status(), 410);
    assert.match(await textOf(browser.page.locator('main')), /already used\s+Your card is saved/);
    await browser.shoot('used-en');
  });

  it('says once more that a card is saved when its page is loaded again', async () => {
    await show(server.newLink());
    await browser.fill({});
    await submit();
    await saved();
    const again = await browser.page.reload();
    assert.deepEqual([again?.request().method(), again?.status()], ['POST', 200]);
    assert.match(await textOf(browser.page.locator('main')), /Your card is saved\s+Visa •••• 4242/);
  });

  it('sends a card once, however often the button is pressed', async () => {
    await show(server.newLink());
    await browser.fill({});
    const posts: string[] = [];
    browser.page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await browser.page.locator('button').dblclick();
    await saved();
    assert.equal(posts.length, 1);
  });

  it('says that a link has expired, in the language of the browser', async () => {
    await browser.open({ locale: 'ja-JP' });
    const answer = await show(server.newLink('fr', 'Northwind', '2026-06-23T09:00:00.000Z'));
    assert.equal(answer?.status(), 410);
    assert.equal(await heading(), sayIn('ja')('paymentPage.expired.title'));
  });

  it('refuses a link that was changed, and one for another page', async () => {
    const link = server.newLink();
    const changed = link.replace(/\/pay\/./, (start) => (start.endsWith('A') ? '/pay/B' : '/pay/A'));
    assert.equal((await show(changed))?.status(), 403);
    assert.equal((await show(server.newStep().replace('/bank/', '/pay/')))?.status(), 403);
    assert.equal(await heading(), say('paymentPage.forged.title'));
  });

  it('says beside the number when the provider does not take the card, and the link still works', async () => {
    await show(server.newLink());
    await browser.fill({ number: '4111111111111111' });
    await submit();
    await browser.page.waitForSelector('.error:not(:empty)');
    assert.equal(await errorOf('number'), say('paymentPage.problem.card-refused'));
    assert.equal(await browser.focused(), 'number');
    assert.equal(await field('number').inputValue(), '');
    assert.equal(await field('holder').inputValue(), 'Hanako Yamada');
    await browser.fill({});
    await submit();
    await saved();
  });

  it('works without a script: errors stand in their places, and no number comes back', async () => {
    await browser.open({ javaScriptEnabled: false });
    await show(server.newLink());
    await browser.fill({ number: '4242 4242 4242 4241', expiry: '08/28' });
    await submit();
    await browser.shoot('no-script-errors-en');
    assert.equal(await errorOf('number'), say('paymentPage.problem.number-wrong'));
    assert.doesNotMatch(await browser.page.content(), /4242|value="123"/);
    assert.equal(await field('expiry').inputValue(), '08/28');
    await browser.fill({ number: '4242 4242 4242 4242', expiry: '08/28' });
    await submit();
    assert.equal(await heading(), say('paymentPage.saved.title'));
  });

  it('shows the test cards only where they work', async () => {
    await show(server.newLink());
    assert.equal(await browser.page.locator('details').count(), 0);
    server.testCards = true;
    await show(server.newLink());
    server.testCards = false;
    await browser.page.locator('summary').click();
    await browser.shoot('test-cards-en');
    const slow = browser.page.locator('details li', { hasText: '4000 0000 0000 1091' });
    assert.match(await textOf(slow), /Paid after 20 seconds/);
  });

  it('allows nothing inline, nothing of others, and frames of Teams only', async () => {
    const headers = (await show(server.newLink()))?.headers() ?? {};
    const policy = headers['content-security-policy'] ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'"]) {
      assert.ok(policy.split('; ').includes(part), part);
    }
    assert.match(policy, /frame-ancestors https:\/\/teams\.microsoft\.com .*https:\/\/\*\.cloud\.microsoft/);
    assert.match(policy, /base-uri 'none'/);
    assert.doesNotMatch(policy, /unsafe|data:|\*(?![.])/);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.doesNotMatch(await browser.page.content(), /<style|style="|<script(?! src)|\son\w+=/);
  });
});
