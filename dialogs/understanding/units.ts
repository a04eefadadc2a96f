import { fold } from './fold.js';
import { wordsOf } from './normalise.js';

export type Script = 'word' | 'number' | 'han' | 'hiragana' | 'katakana' | 'hangul';

/** The smallest piece that can mean something: a word, a number, or one character of a script without spaces. */
export interface Unit {
  text: string;
  script: Script;
  /** Whether a space or punctuation stands before it. */
  first: boolean;
}

const PIECE =
  /[0-9]+|[\p{Script=Han}々]|\p{Script=Hiragana}|[\p{Script=Katakana}ー]|\p{Script=Hangul}|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々0-9])[\p{L}\p{N}\p{M}'])+/gu;

const ELISION = /^(l|d|j|n|m|s|t|c|qu|jusqu)'(.+)$/;

/** The units of a text, folded. */
export const unitsOf = (text: string): Unit[] => wordsOf(fold(text)).flatMap(unitsOfWord);

function unitsOfWord(word: string): Unit[] {
  if (/^[a-z]+$/.test(word)) return [{ text: word, script: 'word', first: true }];
  const pieces = (word.match(PIECE) ?? []).flatMap(withoutElision);
  return pieces.map((text, at) => ({ text, script: scriptOf(text), first: at === 0 }));
}

// French writes "l'abonnement" as one word; "don't" stays one.
function withoutElision(piece: string): string[] {
  const [, article, rest] = ELISION.exec(piece) ?? [];
  return article && rest ? [article, rest] : [piece];
}

function scriptOf(text: string): Script {
  if (/^[0-9]/.test(text)) return 'number';
  if (/^[\p{Script=Han}々]/u.test(text)) return 'han';
  if (/^\p{Script=Hiragana}/u.test(text)) return 'hiragana';
  if (/^[\p{Script=Katakana}ー]/u.test(text)) return 'katakana';
  return /^\p{Script=Hangul}/u.test(text) ? 'hangul' : 'word';
}
