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

  describe('of the payment page, once its link was used', () => {
    const good = { number: '4242424242424242', expiry: '08/28', cvc: '123', holder: 'Hanako Yamada' };
    const send = async (link: string, fields: object) => {
      const body = new URLSearchParams({ ...good, ...fields });
      const answer = await fetch(server.origin + link, { method: 'POST', body });
      return { status: answer.status, text: await answer.text() };
    };

    it('answer the form that saved the card as before', async () => {
      const link = server.newLink();
      const first = await send(link, {});
      assert.equal(first.status, 200);
      assert.match(first.text, /data-state="saved"[\s\S]*Visa[\s\S]*•••• 4242/);
      assert.deepEqual(await send(link, {}), first);
    });

    for (const [what, fields] of [
      ['another card', { number: '5555555555554444' }],
      ['a form with mistakes', { number: '1234' }],
    ] as const) {
      it(`say of ${what} that it was not saved`, async () => {
        const link = server.newLink('fr');
        await send(link, {});
        const { status, text } = await send(link, fields);
        assert.equal(status, 410);
        assert.ok(text.includes(sayIn('fr')('paymentPage.used.notSaved')));
        assert.doesNotMatch(text, /4242|4444|data-state="saved"|<form/);
        assert.equal([...server.cards.values()].at(-1)?.number, good.number);
      });
    }
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
