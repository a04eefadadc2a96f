import { EN } from './en.js';
import { FR } from './fr.js';
import { JA } from './ja.js';
import { KO } from './ko.js';
import type { LanguageWords } from './language-words.js';
import { ZH_TW } from './zh-tw.js';

/** The words of all languages: people mix them, so every reader looks in all. */
export const ALL_WORDS: readonly LanguageWords[] = [EN, FR, JA, KO, ZH_TW];
