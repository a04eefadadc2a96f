import assert from 'node:assert/strict';
import { html, languageOf } from '../../bot/page-shell.js';
import { earliestMonth } from '../../membership/payments/card-rules.js';
import { sayIn } from './page-texts.js';
import { NOW, PaymentServer } from './payment-server.js';

describe('the handlers of the pages', () => {
  let server: PaymentServer;
  before(async () => {
    server = new PaymentServer();
    await server.start();
  });
  after(() => server.stop());

  it('apologise for a fault in the browser’s language, and show nothing of it', async () => {
    server.fault = new Error('disk full at sector 7');
    const headers = { 'Accept-Language': 'zh-HK,en;q=0.5' };
    const answer = await fetch(server.origin + server.newLink(), { headers });
    server.fault = undefined;
    const body = await answer.text();
    assert.equal(answer.status, 500);
    assert.ok(body.includes(sayIn('zh-TW')('paymentPage.fault.title')));
    assert.doesNotMatch(body, /disk|sector|\.ts/);
    assert.deepEqual(server.faults.splice(0).map(String), ['Error: disk full at sector 7']);
  });

  it('show names as text, whatever is in them', async () => {
    const body = await (await fetch(server.origin + server.newLink('en', '<script>alert("x")</script>'))).text();
    assert.ok(body.includes('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;'));
  });

  it('answer a form with fields missing like any other form with mistakes', async () => {
    const answer = await fetch(server.origin + server.newLink(), { method: 'POST', body: new URLSearchParams('a=1') });
    assert.equal(answer.status, 422);
  });

  it('never send back a name that may be a card number', async () => {
    const form = new URLSearchParams({ number: '', expiry: '08/28', cvc: '', holder: '4242 4242 4242 4242' });
    const answer = await fetch(server.origin + server.newLink(), { method: 'POST', body: form });
    assert.doesNotMatch(await answer.text(), /value="4242/);
  });

  it('give the script under 100 KB and the style as what they are', async () => {
    const script = await fetch(`${server.origin}/pages/payment.js`);
    const style = await fetch(`${server.origin}/pages/payment.css`);
    assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.match(style.headers.get('content-type') ?? '', /^text\/css/);
    assert.ok((await script.arrayBuffer()).byteLength < 100_000);
  });

  it('let browser and server agree on the month, so that a wrong clock refuses no card', async () => {
    const body = await (await fetch(server.origin + server.newLink())).text();
    assert.ok(body.includes(`data-today="${earliestMonth(NOW)}"`));
  });

  it('find the reader’s language in what a browser asks for', () => {
    const asked = { 'ja-JP,ja;q=0.9': 'ja', 'zh-Hant-TW': 'zh-TW', 'de, fr-CA;q=0.8': 'fr', 'zh-CN': 'en', '': 'en' };
    for (const [acceptLanguage, language] of Object.entries(asked)) {
      assert.equal(languageOf({ acceptLanguage }), language, acceptLanguage);
    }
    assert.equal(languageOf({}), 'en');
  });
});

describe('HTML made of parts', () => {
  it('escapes text, takes HTML as it is, and leaves out what is not there', () => {
    const list = ['a<b', "'"].map((text) => html`<li>${text}</li>`);
    assert.equal(html`<ul>${list}</ul>${false}${undefined}${1}`.text, '<ul><li>a&lt;b</li><li>&#39;</li></ul>1');
  });
});
