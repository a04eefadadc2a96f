import { type Lexicon, lexicon, phrases, scan } from './lexicon.js';
import type { Unit } from './units.js';
import { ALL_WORDS } from './words/all-words.js';

type Position = number | 'last' | 'around';

const POSITIONS: Lexicon<Position> = lexicon(
  ALL_WORDS.flatMap((words): [Position, string[]][] => [
    ...words.numbers.map((list, at): [Position, string[]] => [at + 1, phrases(list)]),
    ...words.ordinals.map((list, at): [Position, string[]] => [at + 1, phrases(list)]),
    ['last', phrases(words.last)],
  ]),
);

/** What is said around a choice: "I'd like the … please". */
export const AROUND: Lexicon<Position> = lexicon(
  ALL_WORDS.map((words): [Position, string[]] => ['around', phrases(words.choosing)]),
);

/** Endings of a number written with digits: 2nd, 2e, 2ème. */
const ENDINGS = new Set(['st', 'nd', 'rd', 'th', 'e', 'er', 'ere', 're', 'eme', 'nde']);

/**
 * The places (from 1, `last` as `count`) that a message names and nothing else; empty where it says more, or
 * nothing of the kind. Two different places are both given.
 */
export function placesIn(units: readonly Unit[], count: number): number[] {
  const { tags, rest } = scan(units, POSITIONS, AROUND);
  const positions = tags.filter((tag) => tag !== 'around').map((tag) => (tag === 'last' ? count : tag));
  const numbers = rest.filter((unit) => unit.script === 'number').map((unit) => Number(unit.text));
  const understood = rest.every((unit) => unit.script === 'number' || ENDINGS.has(unit.text));
  return understood ? [...new Set([...positions, ...numbers])] : [];
}
