import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readEmail, readName, readPhone } from '../../../dialogs/understanding/contact.js';
import { HOSTILE, LONG_PIECES, longText, milliseconds } from './hostile.js';

describe('An email address', () => {
  const READ: [string, string][] = [
    ['anna@contoso.com', 'anna@contoso.com'],
    ['Anna.Smith+mpn@Mail.Contoso.co.jp', 'Anna.Smith+mpn@Mail.Contoso.co.jp'],
    ['my email is anna@contoso.com.', 'anna@contoso.com'],
    ['mailto:anna@contoso.com', 'anna@contoso.com'],
    ['<anna@contoso.com>', 'anna@contoso.com'],
    ['ａｎｎａ＠ｃｏｎｔｏｓｏ．ｃｏｍ', 'anna@contoso.com'],
    ['メールはtaro@contoso.jpです', 'taro@contoso.jp'],
    ['이메일은 kim@tailspin.kr입니다', 'kim@tailspin.kr'],
    ['我的信箱是 wang@adatum.tw。', 'wang@adatum.tw'],
    ["c'est marie@northwind.fr !", 'marie@northwind.fr'],
    ["o'brien@contoso.ie", "o'brien@contoso.ie"],
    ['anna@contoso.com or anna@contoso.com', 'anna@contoso.com'],
  ];
  for (const [text, email] of READ) it(`is ${email} in "${text}"`, () => assert.equal(readEmail(text), email));

  it('is undefined where there is none, a broken one, or two', () => {
    const none = [
      '',
      'anna',
      'anna@',
      '@contoso.com',
      'anna@contoso',
      'anna@.com',
      'anna@contoso.c',
      'a..b@contoso.com',
      'anna@-x.com',
      'a@b@c.com',
    ];
    for (const text of [
      ...none,
      'anna@contoso.com, ben@contoso.com',
      'anna @ contoso.com',
      'anna@con-.com',
      ...HOSTILE,
    ])
      assert.equal(readEmail(text), undefined, text);
  });
});

describe('A phone number', () => {
  const READ: [string, string, string][] = [
    ['+1 206 555 0100', 'US', '+1 206 555 0100'],
    ['(206) 555-0100', 'US', '(206) 555-0100'],
    ['call me at 206.555.0100 please', 'US', '206.555.0100'],
    ['01 23 45 67 89', 'FR', '01 23 45 67 89'],
    ['０３－１２３４－５６７８', 'JP', '03-1234-5678'],
    ['電話は090-1234-5678です', 'JP', '090-1234-5678'],
    ['010 1234 5678', 'KR', '010 1234 5678'],
    ['02-2345-6789', 'TW', '02-2345-6789'],
    ['+886 2 2345 6789', 'FR', '+886 2 2345 6789'],
    ['5550100', 'DE', '5550100'],
  ];
  for (const [text, country, phone] of READ)
    it(`is ${phone} for "${text}" in ${country}`, () => assert.equal(readPhone(text, country), phone));

  it('is undefined where it is too short, too long, a date, a card or not one number', () => {
    const none = [
      '',
      '555',
      '12345',
      '206 555',
      '2026-06-23',
      '1234567890123456',
      '4242 4242 4242 4242',
      '0000000000',
      'none',
      '1-800-FLOWERS',
    ];
    for (const text of [...none, '206 555 0100 or 206 555 0199', ...HOSTILE])
      assert.equal(readPhone(text, 'US'), undefined, text);
  });
});

describe('A name', () => {
  it('is kept as it is written, on one line', () => {
    assert.equal(readName('  Anna   Smith '), 'Anna Smith');
    assert.equal(readName('山田\n太郎'), '山田 太郎');
    assert.equal(readName('김민수'), '김민수');
    assert.equal(readName('Société d’Études n°3'), 'Société d’Études n°3');
    assert.equal(readName('\u202eAnna'), 'Anna');
    assert.equal(readName('x'.repeat(80)), 'x'.repeat(80));
    assert.equal(readName('𠮷'.repeat(80)), '𠮷'.repeat(80));
  });

  it('is undefined where it is empty, only punctuation, too long, a link, an address or a card', () => {
    const none = [
      '',
      '  ',
      '...',
      '!?',
      '🎉',
      'x'.repeat(81),
      'https://contoso.com',
      'www.contoso.com',
      'ftp://x',
      'anna@contoso.com',
    ];
    for (const text of [...none, '4242 4242 4242 4242', '\ud800']) assert.equal(readName(text), undefined, text);
  });

  it('is not a plain yes or no, in any language', () => {
    for (const text of ['no', 'No.', 'yes', 'non', 'いいえ', '不是', '아니요', '네'])
      assert.equal(readName(text), undefined, text);
    assert.equal(readName('Kim No'), 'Kim No');
  });

  it('and all contact details are read without throwing, and quickly', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => [readName(text), readEmail(text), readPhone(text, 'JP')].length === 3,
      ),
    );
    for (const piece of LONG_PIECES) {
      const text = longText(piece);
      assert.ok(milliseconds(() => [readName(text), readEmail(text), readPhone(text, 'US')]) < 1000, piece);
      const short = text.slice(0, 500);
      assert.ok(milliseconds(() => [readName(short), readEmail(short), readPhone(short, 'US')]) < 1000, piece);
    }
  });
});
