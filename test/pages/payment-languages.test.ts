import assert from 'node:assert/strict';
import type { Language } from '../../membership/offer.js';
import { sayIn } from './page-texts.js';
import { usePaymentBrowser } from './payment-browser.js';

const READERS: [Language, string][] = [
  ['en', 'Contoso'],
  ['fr', 'Northwind Traders'],
  ['ja', 'Wingtip Toys 株式会社'],
  ['ko', 'Tailspin Toys 주식회사'],
  ['zh-TW', 'A. Datum 股份有限公司'],
];

describe('the payment page in its readers’ languages', function () {
  this.timeout(60_000);
  const browser = usePaymentBrowser();
  const { server, show, submit, saved, errorOf, heading } = browser;

  for (const [language, organisation] of READERS) {
    const say = sayIn(language);

    it(`fits on a 320 px wide screen and can be used in ${language}, in the dark too`, async () => {
      await browser.open({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
      server.testCards = true;
      await show(server.newLink(language, organisation));
      server.testCards = false;
      await browser.page.locator('summary').click();
      await browser.shoot(`narrow-dark-${language}`);
      assert.equal(await browser.page.evaluate('document.documentElement.scrollWidth'), 320);
      assert.equal(await browser.page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(31, 31, 31)');
      await submit();
      assert.equal(await errorOf('expiry'), say('paymentPage.problem.expiry-missing'));
      await browser.shoot(`narrow-dark-errors-${language}`);
      await browser.fill({});
      await submit();
      await saved();
      assert.equal(await heading(), say('paymentPage.saved.title'));
    });

    it(`says everything in ${language}, whatever the browser’s language`, async () => {
      await browser.open({ locale: 'de-DE' });
      await show(server.newLink(language, organisation));
      await browser.shoot(`wide-${language}`);
      assert.equal(await browser.page.locator('html').getAttribute('lang'), language);
      assert.equal(await browser.page.title(), say('paymentPage.title'));
      assert.equal(await browser.page.getByRole('textbox', { name: say('paymentPage.number') }).count(), 1);
      await browser.page.getByText(organisation).waitFor();
    });
  }
});
