import assert from 'node:assert/strict';
import { sayIn } from './page-texts.js';
import { textOf, usePaymentBrowser } from './payment-browser.js';

const say = sayIn('en');

describe('the form of the payment page', function () {
  this.timeout(60_000);
  const browser = usePaymentBrowser();
  const { server, show, field, submit, errorOf, focused } = browser;
  const brand = () => textOf(browser.page.getByRole('status'));
  beforeEach(() => show(server.newLink()));

  it('groups the number and shows the brand while it is typed', async () => {
    await field('number').pressSequentially('55555555');
    assert.equal(await field('number').inputValue(), '5555 5555');
    assert.equal(await brand(), 'Mastercard');
    await field('number').fill('');
    await field('number').pressSequentially('378282246310005');
    assert.equal(await field('number').inputValue(), '3782 822463 10005');
    assert.equal(await brand(), 'American Express');
  });

  it('takes a number that is pasted with spaces, hyphens or full-width digits', async () => {
    for (const pasted of [' 4242 4242 4242 4242\n', '4242-4242-4242-4242', '４２４２　４２４２　４２４２　４２４２']) {
      await field('number').fill('');
      await field('number').focus();
      await browser.page.keyboard.insertText(pasted);
      assert.equal(await field('number').inputValue(), '4242 4242 4242 4242', pasted);
    }
  });

  it('leaves the caret where a digit in the middle is corrected', async () => {
    const { keyboard } = browser.page;
    await field('number').pressSequentially('4242924242424242');
    for (let left = 0; left < 13; left += 1) await keyboard.press('ArrowLeft');
    await keyboard.press('Backspace');
    await keyboard.type('4');
    assert.equal(await field('number').inputValue(), '4242 4242 4242 4242');
  });

  it('says that a number is wrong as soon as it is whole, and takes it back when it is corrected', async () => {
    await field('number').pressSequentially('424242424242424');
    assert.equal(await errorOf('number'), '');
    await browser.page.keyboard.type('1');
    assert.equal(await errorOf('number'), say('paymentPage.problem.number-wrong'));
    assert.equal(await field('number').getAttribute('aria-invalid'), 'true');
    await browser.page.keyboard.press('Backspace');
    await browser.page.keyboard.type('2');
    assert.equal(await errorOf('number'), '');
    assert.equal(await field('number').getAttribute('aria-invalid'), null);
  });

  it('says what is wrong with a field when the person leaves it, but not when it is empty', async () => {
    await field('cvc').pressSequentially('12');
    assert.equal(await errorOf('cvc'), '');
    await browser.page.keyboard.press('Tab');
    assert.equal(await errorOf('cvc'), say('paymentPage.problem.cvc-3'));
    await browser.page.keyboard.press('Tab');
    assert.equal(await errorOf('holder'), '');
  });

  const wrong = [
    ['number', { number: '' }, 'number-missing'],
    ['number', { number: '4242424242424241' }, 'number-wrong'],
    ['expiry', { expiry: '' }, 'expiry-missing'],
    ['expiry', { expiry: '1328' }, 'expiry-wrong'],
    ['expiry', { expiry: '0526' }, 'expiry-past'],
    ['cvc', { cvc: '' }, 'cvc-missing'],
    ['cvc', { cvc: '12' }, 'cvc-3'],
    ['cvc', { number: '378282246310005', cvc: '123' }, 'cvc-4'],
    ['holder', { holder: '' }, 'holder-missing'],
    ['holder', { holder: '4242 4242 4242 4242' }, 'holder-wrong'],
  ] as const;
  for (const [name, card, problem] of wrong) {
    it(`is not sent with ${problem}: it says so and goes to the field`, async () => {
      const sentence = say(`paymentPage.problem.${problem}`);
      await browser.fill(card);
      await submit();
      assert.equal(await errorOf(name), sentence);
      assert.equal(await textOf(browser.page.getByRole('alert').getByRole('listitem')), sentence);
      assert.equal(await focused(), name);
      assert.equal([...server.links.values()].at(-1)?.alreadyUsed, false);
    });
  }

  it('lists everything that is wrong with it, and each line leads to its field', async () => {
    await submit();
    await browser.shoot('empty-errors-en');
    assert.equal(await browser.page.getByRole('alert').getByRole('link').count(), 4);
    assert.equal(await focused(), 'number');
    await browser.page.getByRole('link', { name: say('paymentPage.problem.cvc-missing') }).click();
    assert.equal(await focused(), 'cvc');
  });

  it('names each field for a screen reader, with its hint and its error', async () => {
    await submit();
    for (const name of ['number', 'expiry', 'cvc', 'holder'] as const) {
      const named = browser.page.getByRole('textbox', { name: say(`paymentPage.${name}`), exact: true });
      assert.equal(await named.getAttribute('id'), name);
    }
    const described = (await field('cvc').getAttribute('aria-describedby'))?.split(' ') ?? [];
    const texts = await Promise.all(described.map((id) => textOf(field(id))));
    assert.deepEqual(texts, [say('paymentPage.problem.cvc-missing'), say('paymentPage.cvc.hint')]);
  });

  it('lets browsers fill it in, and phones show digits', async () => {
    const attributes = { number: 'cc-number', expiry: 'cc-exp', cvc: 'cc-csc', holder: 'cc-name' };
    for (const [name, value] of Object.entries(attributes)) {
      assert.equal(await field(name).getAttribute('autocomplete'), value);
    }
    for (const name of ['number', 'expiry', 'cvc']) {
      assert.equal(await field(name).getAttribute('inputmode'), 'numeric');
    }
  });

  it('shows where the focus is', async () => {
    for (const [presses, color] of [
      [1, 'rgb(91, 95, 199)'],
      [4, 'rgb(36, 36, 36)'],
    ] as const) {
      for (let press = 0; press < presses; press += 1) await browser.page.keyboard.press('Tab');
      const outline =
        '((s) => [s.outlineStyle, s.outlineWidth, s.outlineColor].join(" "))(getComputedStyle(document.activeElement))';
      assert.equal(await browser.page.evaluate(outline), `solid 2px ${color}`);
    }
  });
});
