import { editDistance } from './edit-distance.js';

/** Texts that are longer are not compared: the work grows with the square of their length. */
const LONGEST = 64;

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u;

/**
 * Edits between what was typed and a label, both folded, or undefined where it is no near miss: one edit from 4
 * letters on (3 characters of a script without spaces), two from 8 on, and digits never differ.
 */
export function nearMiss(typed: string, label: string): number | undefined {
  if (typed.length > LONGEST || label.length > LONGEST || digitsOf(typed) !== digitsOf(label)) return undefined;
  const [a, b] = [Array.from(typed), Array.from(label)];
  const limit = allowedEdits(b.length, CJK.test(label) ? 3 : 4);
  const shortest = CJK.test(typed) ? 3 : 2;
  if (limit === 0 || a.length < shortest) return undefined;
  const edits = editDistance(a, b, limit);
  return edits <= limit ? edits : undefined;
}

function allowedEdits(length: number, shortest: number): number {
  if (length < shortest) return 0;
  return length < 8 ? 1 : 2;
}

const digitsOf = (text: string): string => text.replace(/[^0-9]/g, '');
