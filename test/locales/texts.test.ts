import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES, type Language } from '../../membership/offer.js';

type Texts = Record<string, string>;

const textsOf = (language: Language): Texts =>
  JSON.parse(readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), 'utf8'));

const english = textsOf('en');
const others = LANGUAGES.filter((language) => language !== 'en');

/** What is the same in another language on purpose: names of Microsoft's, and words that French shares with English. */
const NAMES = ['Partner Membership Center (PMC)', 'MPN ID'];
const SHARED: Partial<Record<Language, string[]>> = {
  fr: ['Menu', 'Total', 'Support', 'Contact', 'Organisation', 'Description'],
};

type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }> };

/** The placeholders of a message and how each is used, e.g. `count:plural`. */
function placeholders(text: string, language: Language): string[] {
  const found = new Set<string>();
  const visit = (nodes: Node[]): void => {
    for (const { type, value, options } of nodes) {
      if (type === 1) found.add(`${value}:argument`);
      if (type === 6) found.add(`${value}:plural`);
      if (type === 5) found.add(`${value}:select`);
      for (const option of Object.values(options ?? {})) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst() as unknown as Node[]);
  return [...found].sort();
}

/** The plural categories that a message has for each plural argument. */
function pluralOptions(text: string, language: Language): string[][] {
  const found: string[][] = [];
  const visit = (nodes: Node[]): void => {
    for (const { type, options } of nodes) {
      if (type === 6) found.push(Object.keys(options ?? {}));
      for (const option of Object.values(options ?? {})) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst() as unknown as Node[]);
  return found;
}

for (const language of others) {
  describe(`The texts in ${language}`, () => {
    const texts = textsOf(language);

    it('have the same keys as the English ones', () => {
      assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort());
    });

    it('have the same placeholders, used the same way', () => {
      for (const [key, text] of Object.entries(texts)) {
        assert.deepEqual(placeholders(text, language), placeholders(english[key] ?? '', 'en'), key);
      }
    });

    it('have plural forms that the language has, with "other" among them', () => {
      const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories as string[];
      for (const [key, text] of Object.entries(texts)) {
        for (const options of pluralOptions(text, language)) {
          assert.ok(options.includes('other'), key);
          for (const option of options)
            assert.ok(option.startsWith('=') || categories.includes(option), `${key}: ${option}`);
        }
      }
    });

    it('hold no English sentence', () => {
      const allowed = [...NAMES, ...(SHARED[language] ?? [])];
      const left = Object.entries(texts).filter(([key, text]) => {
        const words = text.replace(/\{[^}]*\}/g, '').match(/[A-Za-z]{2,}/g) ?? [];
        return words.length > 0 && text === english[key] && !allowed.includes(text);
      });
      assert.deepEqual(left, []);
    });
  });
}

describe('All texts', () => {
  for (const language of LANGUAGES) {
    const texts = textsOf(language);

    it(`in ${language} are used straight quotes nowhere, which ICU reads as an escape`, () => {
      for (const [key, text] of Object.entries(texts)) assert.doesNotMatch(text, /'/, key);
    });

    it(`in ${language} have no space at an end and none doubled`, () => {
      for (const [key, text] of Object.entries(texts)) assert.doesNotMatch(text, /^\s|\s$| {2}/, key);
    });
  }

  it('in Japanese, Korean and Chinese are written in their scripts', () => {
    const scripts = {
      ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
      ko: /\p{Script=Hangul}/u,
      'zh-TW': /\p{Script=Han}/u,
    };
    for (const [language, script] of Object.entries(scripts)) {
      for (const [key, text] of Object.entries(textsOf(language as Language))) {
        const isOnlyPlaceholders = !/\p{L}/u.test(text.replace(/\{[^}]*\}/g, ''));
        const isName = /^[\sA-Za-z0-9 ()（）/,.:…–—-]*$/.test(text) && text.length < 40;
        assert.ok(isOnlyPlaceholders || isName || script.test(text), `${language} ${key}: ${text}`);
      }
    }
  });
});
