import type { Browser } from 'playwright-core';
import { sayIn } from '../../locales/text.js';
import { launchBrowser } from '../support/browser.js';
import { PlaygroundPerson, PlaygroundProcess } from '../support/playground.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** What a new user does: `npm start`, the Agents Playground, a browser. */
describe('In the Agents Playground', function () {
  this.timeout(180_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: ServiceProcess;
  let playground: PlaygroundProcess;
  let browser: Browser;
  let person: PlaygroundPerson;

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  beforeEach(async () => {
    folder = await temporaryFolder();
    service = await ServiceProcess.start(folder.path);
    playground = await PlaygroundProcess.start(service.url);
    person = await PlaygroundPerson.open(browser, playground.url);
  });
  afterEach(async () => {
    await person?.page.close();
    await playground?.end();
    await service?.end('SIGKILL');
    await folder.remove();
  });

  it('a Japanese partner buys Action Pack by card, on the payment page', async () => {
    const say = sayIn('ja');
    await person.say('tester as wingtip-admin', sayIn('en')('tester.playing', { persona: 'wingtip-admin' }));
    await person.say('メニュー', say('menu.ask'));
    await person.tap(say('menu.subscribe'), say('offer.ask', { offers: say('label.availableOffers') }));
    await person.tap('Microsoft Action Pack', say('label.subscribeNow'));
    await person.tap(say('label.subscribeNow'), say('terms.link'));
    await person.tap(say('label.next'), say('pay.ask'));
    await person.tap(say('label.addAWayToPay'), say('pay.openPage'));
    const page = await person.follow(say('pay.openPageLink'));
    await person.hearing(say('pay.saved'), async () => {
      await page.locator('[name=number]').fill('4242 4242 4242 4242');
      await page.locator('[name=expiry]').fill('12/39');
      await page.locator('[name=cvc]').fill('123');
      await page.locator('[name=holder]').fill('HANAKO SATO');
      await page.locator('form').getByRole('button').click();
      await page.getByText(say('paymentPage.saved.title')).first().waitFor();
    });
    await person.say('はい', say('receipt.subscribed', { offer: 'Microsoft Action Pack' }));
  });

  it('a French partner renews by transfer, and goes on after the service was killed half-way', async () => {
    const say = sayIn('fr');
    await person.say('tester as northwind-admin', sayIn('en')('tester.playing', { persona: 'northwind-admin' }));
    await person.say('renouveler', say('renew.newTerm'));
    await person.tap(say('label.next'), say('terms.link'));
    await person.tap(say('label.next'), say('pay.ask'));
    await person.tap(say('pay.transfer'), say('contact.askForm'));
    await service.end('SIGKILL');
    await service.restart();
    await person.field(say('contact.contactPhone')).fill('01 99 00 01 09');
    await person.tap(say('label.submit'), say('review.total'));
    await person.say('oui', say('transfer.reference'));
  });
});
