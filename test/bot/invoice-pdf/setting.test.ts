import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { create, type Font } from 'fontkit';
import { type Face, type Family, familiesFor, fontFile, type Weight } from '../../../bot/invoice-pdf/fonts.js';
import { linesOf } from '../../../bot/invoice-pdf/lines.js';
import { runsOf } from '../../../bot/invoice-pdf/runs.js';
import { formatMoney } from '../../../locales/format.js';
import { sayIn } from '../../../locales/text.js';
import { CURRENCIES, fractionDigits } from '../../../membership/money.js';
import { LANGUAGES, type Language } from '../../../membership/offer.js';

const fontNamed = (face: Face) => create(fontFile(face)) as Font;
const lacking = (face: Face, text: string): string[] => {
  const font = fontNamed(face);
  return [...new Set(text)].filter((sign) => !font.hasGlyphForCodePoint(sign.codePointAt(0) as number));
};

describe('The fonts of invoices', function () {
  this.timeout(20_000);

  const repertoires: [face: Face, text: string][] = [
    ['NotoSans-Regular', 'ÀÉîœŒçß łőĞřŻ Ελλάδα Привет Tiếng Việt €£¥₩₹ “«–—…»” •\u00a0\u202f'],
    ['NotoSans-SemiBold', 'ÀÉîœŒçß łőĞřŻ €£¥₩'],
    ['NotoSansJP-Regular', '髙﨑𠮷辻祇榊凜々〆ヶー～￥（）①㈱ｱﾊﾟ東京都港区'],
    ['NotoSansKR-Regular', '가각뷁힣ㄱㅏ₩株式會社（）'],
    ['NotoSansTC-Regular', '堃瑠龘喆煊峯臺灣ㄅ，。（）'],
  ];
  for (const [face, text] of repertoires)
    it(`${face} has ${text}`, () => assert.deepEqual(lacking(face, text.replaceAll(' ', '')), []));

  it('have every syllable of Korean', () => {
    const syllables = Array.from({ length: 11_172 }, (_, index) => String.fromCodePoint(0xac00 + index)).join('');
    assert.deepEqual(lacking('NotoSansKR-Regular', syllables), []);
  });

  it('have in semi-bold what our own titles are made of: if not, run scripts/fonts.sh', () => {
    for (const language of LANGUAGES) {
      const face: Face = `${familiesFor(language, 'US')[0] as Family}-SemiBold`;
      const say = sayIn(language);
      const amounts = CURRENCIES.flatMap((currency) => [
        say('invoicePdf.total', { currency }),
        formatMoney(language, 1_234_567_890, currency, fractionDigits(currency)),
      ]);
      const text = [say('invoicePdf.heading'), ...amounts].join('').replace(/\s/g, '');
      assert.deepEqual(lacking(face, text), [], language);
    }
  });

  it('come with their licence', () => {
    const licence = readFileSync(new URL('../../../bot/invoice-pdf/fonts/OFL.txt', import.meta.url), 'utf8');
    assert.match(licence, /SIL OPEN FONT LICENSE Version 1\.1[\s\S]*PERMISSION & CONDITIONS/);
  });

  const orders: [language: Language, country: string, families: string][] = [
    ['en', 'US', 'NotoSans JP TC KR'],
    ['fr', 'KR', 'NotoSans KR JP TC'],
    ['ja', 'TW', 'JP NotoSans TC KR'],
    ['zh-TW', 'JP', 'TC NotoSans JP KR'],
    ['ko', 'KR', 'KR NotoSans JP TC'],
  ];
  for (const [language, country, families] of orders) {
    it(`are tried in this order for ${language} and a partner in ${country}: ${families}`, () => {
      const tried = familiesFor(language, country).map((family) => family.replace(/^NotoSans(?=.)/, ''));
      assert.equal(tried.join(' '), families);
    });
  }

  it('are read once', () => {
    const weights: Weight[] = ['Regular', 'SemiBold'];
    for (const weight of weights) assert.equal(fontFile(`NotoSans-${weight}`), fontFile(`NotoSans-${weight}`));
  });
});

describe('Runs of a text', () => {
  const font = (name: string, signs: RegExp) => () => {
    const known = fonts.get(name) ?? {
      name,
      hasGlyphForCodePoint: (code: number) => signs.test(String.fromCodePoint(code)),
    };
    fonts.set(name, known);
    return known;
  };
  const fonts = new Map<string, { name: string; hasGlyphForCodePoint(code: number): boolean }>();
  const latin = font('latin', /[a-z ]/);
  const japanese = font('japanese', /[a-z あ漢字□]/);
  const chinese = font('chinese', /[漢字們]/);
  const runs = (text: string) =>
    runsOf(text, [latin, japanese, chinese]).map(({ font: { name }, text: part }) => `${name}:${part}`);

  const rows: [text: string, ...runs: string[]][] = [
    ['abc', 'latin:abc'],
    ['a 漢字 b', 'latin:a ', 'japanese:漢字', 'latin: b'],
    ['漢字們', 'chinese:漢字們'],
    ['あ們', 'japanese:あ', 'chinese:們'],
    ['aไb', 'latin:a', 'japanese:□', 'latin:b'],
    ['a\u200b\ufe0fb', 'latin:ab'],
    [''],
  ];
  for (const [text, ...expected] of rows)
    it(`of “${text}” are ${expected.join(' ') || 'none'}`, () => assert.deepEqual(runs(text), expected));

  it('lose nothing that can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const shown = runsOf(text, [latin, japanese, chinese])
          .map((run) => run.text)
          .join('');
        const visible = [...text].filter((sign) => !/[\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(sign));
        assert.equal([...shown].length, visible.length);
      }),
    );
  });
});

describe('Lines of a text', () => {
  /** Every sign is one wide. */
  const measure = (text: string) => [...text].length;
  const lines = (text: string, width: number, language = 'en') => linesOf(text, width, language, measure);

  const rows: [text: string, width: number, language: Language, lines: string[]][] = [
    ['to be or not', 6, 'en', ['to be', 'or not']],
    ['一二三四五六。', 6, 'ja', ['一二三四五', '六。']],
    ['이것은 문서입니다', 6, 'ko', ['이것은', '문서입니다']],
    ['ABCDEFGH', 3, 'en', ['ABC', 'DEF', 'GH']],
    ['', 5, 'en', ['']],
    ['a b', 1, 'en', ['a', 'b']],
  ];
  for (const [text, width, language, expected] of rows)
    it(`of “${text}” in ${language}, ${width} wide`, () => assert.deepEqual(lines(text, width, language), expected));

  it('are never wider than they may be, and together are the text', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', '漢', 'か', '。', '한', '글') });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 12 }), fc.constantFrom(...LANGUAGES), (text, width, language) => {
        const broken = lines(text, width, language);
        assert.ok(
          broken.every((line) => measure(line) <= width),
          broken.join('|'),
        );
        assert.equal(broken.join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
      }),
    );
  });
});
