import { sayIn, type TextKey } from '../locales/text.js';
import { LANGUAGES } from '../membership/offer.js';

/** What these are called in each of the five languages: a choice is understood whatever language it is typed in. */
export const labelsInAllLanguages = (keys: readonly TextKey[]): string[] =>
  keys.flatMap((key) => LANGUAGES.map((language) => sayIn(language)(key)));
