import assert from 'node:assert/strict';
import { formatMoney } from '../../locales/format.js';
import { sayIn } from '../../locales/text.js';
import { usePlayground } from '../support/playground.js';

const OFFER = 'Microsoft Action Pack';
const NOT_RUNNING = 'Cannot connect to your app';

describe('In the Microsoft 365 Agents Playground, a person', function () {
  this.timeout(180_000);
  const playground = usePlayground();

  it('buys Action Pack by card, in Japanese', async () => {
    const { chat } = playground;
    const say = sayIn('ja');
    const buy = say('review.buyFor', { buy: say('label.buy'), total: formatMoney('ja', 57_200, 'JPY', 0) });
    await chat.reads(sayIn('en')('welcome.visitor'));
    await chat.say('tester as wingtip-admin');
    await chat.reads(sayIn('en')('tester.playing', { persona: 'wingtip-admin' }));
    await chat.say(say('menu.title'));
    await chat.reads(say('menu.ask'));
    await chat.tap(say('menu.subscribe'));
    await chat.reads(say('offer.ask', { offers: say('label.availableOffers') }));
    await chat.tap(say('offer.withPrice', { offer: OFFER, price: formatMoney('ja', 52_000, 'JPY', 0) }));
    await chat.reads(say('offer.details', { offer: OFFER, subscribe: say('label.subscribeNow') }));
    await chat.shoot('ja-offer');
    await chat.tap(say('label.subscribeNow'));
    await chat.reads(say('terms.ask', { next: say('label.next') }));
    await chat.tap(say('label.next'));
    await chat.reads(say('pay.ask'));
    await chat.tap(say('label.addAWayToPay'));
    await chat.reads(say('pay.openPage'));

    const page = await chat.follow(say('pay.openPageLink'));
    const card = { number: '4242424242424242', expiry: '1239', cvc: '123', holder: 'Misaki Sato' };
    for (const [name, value] of Object.entries(card)) await page.locator(`#${name}`).pressSequentially(value);
    await chat.shoot('ja-payment-page', page);
    await page.getByRole('button', { name: say('paymentPage.submit') }).click();
    await page.getByRole('heading', { name: say('paymentPage.saved.title') }).waitFor();
    await page.close();

    await chat.reads(say('pay.saved'), say('review.askCard', { buy }), 'Visa •••• 4242');
    await chat.shoot('ja-review');
    await chat.tap(buy);
    await chat.reads(say('receipt.subscribed', { offer: OFFER }), say('receipt.title'), '4810233-');
    await chat.shoot('ja-receipt');
    await chat.tap(say('label.close'));
    await chat.reads(say('close.done'));
  });

  it('renews Action Pack by bank transfer, in French, while the bot is killed twice', async () => {
    const { chat, service } = playground;
    const say = sayIn('fr');
    const next = say('label.next');
    const buy = say('review.orderFor', { buy: say('label.buy'), total: formatMoney('fr', 51_600, 'EUR', 2) });
    await chat.say('tester as northwind-admin');
    await chat.reads(sayIn('en')('tester.playing', { persona: 'northwind-admin' }));
    await chat.say('renouveler');
    await chat.reads(say('renew.look', { offer: OFFER, next }), say('renew.newTerm'));
    await chat.tap(next);
    await chat.reads(say('terms.ask', { next }), say('terms.link'));

    await service.end('SIGKILL');
    await chat.tap(next);
    await chat.logs(NOT_RUNNING);
    await service.restart();
    await chat.tap(next);
    await chat.reads(say('pay.ask'));
    await chat.tap(say('pay.transfer'));
    await chat.reads(say('contact.askForm'));
    await chat.fill(say('contact.contactPhone'), '01 99 00 01 09');
    await chat.shoot('fr-contact');
    await chat.tap(say('label.submit'));
    await chat.reads(say('review.askTransfer', { buy }), 'Camille Lefèvre', '01 99 00 01 09');
    await chat.shoot('fr-review');

    await chat.tap(buy);
    await service.end('SIGKILL');
    await service.restart();
    await chat.tap(buy);
    await chat.reads(say('transfer.placed', { offer: OFFER }), '4690418-T2');
    await chat.shoot('fr-reference');
    await chat.tap(say('menu.pendingOrder'));
    await chat.reads(say('pending.what'), '4690418-T2');
  });

  it('is greeted once, and goes on in the middle of a procedure after loading the page again', async () => {
    const { chat } = playground;
    const say = sayIn('en');
    await chat.reads(say('welcome.visitor'));
    await chat.say('tester as contoso-admin');
    await chat.reads(say('tester.playing', { persona: 'contoso-admin' }));
    await chat.say(say('label.turnOffAutoRenew'));
    await chat.reads(say('turnOff.ask', { offer: OFFER }));
    await chat.reload();
    await chat.say('no');
    assert.equal(await chat.reads(say('turnOff.kept', { offer: OFFER })), say('turnOff.kept', { offer: OFFER }));
  });
});
