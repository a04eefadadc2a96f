import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLanguage, readLocale } from '../../../dialogs/understanding/language.js';
import type { Language } from '../../../membership/offer.js';
import { HOSTILE } from './hostile.js';

const ASKED: Record<Language, string[]> = {
  en: [
    'English',
    'in English please',
    'switch to English',
    'anglais',
    '英語',
    '英語でお願いします',
    '영어',
    '영어로 해 주세요',
    '英文',
    '用英文',
    '切换到英语',
  ],
  fr: [
    'français',
    'Francais',
    'en français',
    'French',
    'parlez-vous français ?',
    'フランス語',
    '프랑스어로',
    '法文',
    '法语',
    'speak French',
  ],
  ja: [
    '日本語',
    '日本語で',
    '日本語でお願いします',
    'in Japanese please',
    'japonais',
    '일본어',
    '日文',
    '日语',
    'にほんご',
  ],
  ko: [
    '한국어',
    '한국어로',
    '한국어로 말해 주세요',
    'Korean',
    'coréen',
    '韓国語',
    '韓文',
    '韩语',
    'change the language to Korean',
  ],
  'zh-TW': [
    '中文',
    '繁體中文',
    '繁体中文',
    '简体中文',
    '請用中文',
    'Chinese',
    'Traditional Chinese please',
    'chinois',
    '中国語',
    '중국어로',
    '國語',
  ],
};

describe('A language that is asked for', () => {
  for (const [language, list] of Object.entries(ASKED))
    it(`is ${language} under all its names`, () => {
      for (const text of list) assert.equal(readLanguage(text), language, text);
    });

  it('is undefined where we do not have it, or where more is said', () => {
    const none = [
      '',
      'German',
      'in Spanish please',
      'not French',
      'French or German',
      'English and French',
      'French fries',
      'je suis français',
    ];
    for (const text of [...none, '日本', 'スペイン語', '독일어', '德文', '日本語は話せません', '不要中文', ...HOSTILE])
      assert.equal(readLanguage(text), undefined, text);
  });
});

describe('A client’s locale', () => {
  const LOCALES: [string, Language][] = [
    ['en-US', 'en'],
    ['en', 'en'],
    ['EN_gb', 'en'],
    ['fr-CA', 'fr'],
    ['ja-JP', 'ja'],
    ['ko', 'ko'],
    ['zh', 'zh-TW'],
    ['zh-TW', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['zh-MO', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['zh-Hant-TW', 'zh-TW'],
    ['zh-CN', 'zh-TW'],
    ['zh-Hans', 'zh-TW'],
  ];
  for (const [tag, language] of LOCALES) it(`${tag} reads ${language}`, () => assert.equal(readLocale(tag), language));

  it('is undefined where it is unknown, absent or junk', () => {
    for (const tag of [
      undefined,
      '',
      'de-DE',
      'enx',
      'english',
      'fr-',
      '-fr',
      'fr FR',
      'en-US; q=1',
      'e',
      '*',
      ...HOSTILE,
    ])
      assert.equal(readLocale(tag), undefined, tag);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => [readLocale(text), readLanguage(text)].length === 2),
    );
  });
});
