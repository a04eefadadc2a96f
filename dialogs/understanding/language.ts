import { LANGUAGES, type Language } from '../../membership/offer.js';
import { lexicon, phrases, scanWhole } from './lexicon.js';
import { ALL_WORDS } from './words/all-words.js';

const NAMES = lexicon<Language | 'other' | 'around'>(
  ALL_WORDS.flatMap((words) => [
    ...LANGUAGES.map((language) => [language, phrases(words.languages[language])] as const),
    ['other', phrases(words.otherLanguages)] as const,
    ['around', phrases(words.speaking)] as const,
  ]),
);

const LONGEST_REQUEST = 120;

/** The language that a person asks for by name, in any language. Undefined for languages that we don't have. */
export function readLanguage(text: string): Language | undefined {
  const [language, ...others] = namesIn(text);
  return others.length === 0 && language !== 'other' ? language : undefined;
}

/** Whether the whole message names a language to speak, be it one that we don't have. */
export const namesLanguage = (text: string): boolean => namesIn(text).length > 0;

function namesIn(text: string): (Language | 'other')[] {
  if (text.length > LONGEST_REQUEST) return [];
  return [...new Set(scanWhole(text, NAMES)?.filter((tag) => tag !== 'around'))];
}

const LOCALE = /^([a-z]{2,3})(?:[-_][a-z0-9]{1,8}){0,4}$/i;

const BY_SUBTAG = new Map<string, Language>([
  ['en', 'en'],
  ['fr', 'fr'],
  ['ja', 'ja'],
  ['ko', 'ko'],
  // The only Chinese that we have, for zh-HK, zh-Hant, zh-Hans and zh-CN too (house.md).
  ['zh', 'zh-TW'],
]);

/** Our language for a client's locale (BCP 47, `_` tolerated), or undefined where we don't have it. */
export function readLocale(tag: string | undefined): Language | undefined {
  const [, primary] = LOCALE.exec(tag ?? '') ?? [];
  return primary ? BY_SUBTAG.get(primary.toLowerCase()) : undefined;
}
