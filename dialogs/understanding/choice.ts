import { fold } from './fold.js';
import { lexicon, phrases, scan } from './lexicon.js';
import { nearMiss } from './near-miss.js';
import { NEGATIONS } from './negation.js';
import { normalise } from './normalise.js';
import { AROUND, placesIn } from './ordinal.js';
import { type Unit, unitsOf } from './units.js';
import { ALL_WORDS } from './words/all-words.js';

export interface Option<T> {
  value: T;
  /** What the option is called, in any number of languages. */
  labels: string[];
  /** More that it is called, never matched in part. */
  whole?: string[];
}

export type Choice<T> =
  | { kind: 'chosen'; value: T }
  /** More than one option is meant, in the order of the options. */
  | { kind: 'ambiguous'; values: T[] }
  | { kind: 'none' };

/** Longer texts choose nothing, unless they are a label. */
const LONGEST_CHOICE = 200;

/**
 * The option that a person means: its label, a number or ordinal in any of the five languages, part of a label that
 * only one option has, or a near miss. Never chooses on a negation ("not the silver one") or a question. Words of
 * every language are read whatever the reader’s locale is.
 */
export function readChoice<T>(text: string, options: readonly Option<T>[]): Choice<T> {
  const exact = exactly(text, options);
  if (exact.length > 0 || text.length > LONGEST_CHOICE) return choice(exact);
  const units = unitsOf(text);
  const places = /^\s*[-−]\d/.test(text) ? [] : placesIn(units, options.length);
  if (places.length > 0) return choice(atPlaces(places, units, options));
  return choice(named(units, options));
}

function choice<T>(found: readonly Option<T>[]): Choice<T> {
  const [first] = found;
  if (!first) return { kind: 'none' };
  return found.length === 1
    ? { kind: 'chosen', value: first.value }
    : { kind: 'ambiguous', values: found.map((option) => option.value) };
}

const labelsOf = <T>({ labels, whole = [] }: Option<T>): string[] => [...labels, ...whole];

/** Options with this very label; where accents or variants alone tell two apart, the one that has it as typed. */
function exactly<T>(text: string, options: readonly Option<T>[]): readonly Option<T>[] {
  const same = (form: (each: string) => string, among: readonly Option<T>[]): readonly Option<T>[] => {
    const wanted = form(text);
    return among.filter((option) => wanted && labelsOf(option).some((label) => form(label) === wanted));
  };
  const typed = same((each) => each.trim(), options);
  if (typed.length > 0) return typed;
  const folded = same(fold, options);
  const normalised = folded.length > 1 ? same(normalise, folded) : [];
  return normalised.length > 0 ? normalised : folded;
}

// "2" is the second option, and "2020" the option "Silver 2020". Where a number with words could be both, neither is
// guessed.
function atPlaces<T>(places: number[], units: Unit[], options: readonly Option<T>[]): readonly Option<T>[] {
  const inRange = places.every((place) => options[place - 1]);
  const byPlace = inRange ? options.filter((_, at) => places.includes(at + 1)) : [];
  if (byPlace.length > 0 && units.length === 1) return byPlace;
  const numbers = units.filter((unit) => unit.script === 'number').map((unit) => unit.text);
  const byName = options.filter((option) => numbers.length > 0 && hasAll(option, numbers));
  return options.filter((option) => byPlace.includes(option) || byName.includes(option));
}

const hasAll = <T>(option: Option<T>, texts: string[]): boolean =>
  option.labels.some((label) => {
    const own = new Set(unitsOf(label).map((unit) => unit.text));
    return texts.every((text) => own.has(text));
  });

const ASKING = lexicon(ALL_WORDS.map((words) => ['asking', phrases(words.asking)] as const));

function named<T>(units: Unit[], options: readonly Option<T>[]): readonly Option<T>[] {
  const labels = lexicon(options.map((option) => [option, labelsOf(option)] as const));
  const { tags, rest } = scan(units, labels);
  if (scan(rest, NEGATIONS).tags.length > 0 || scan(rest, ASKING).tags.length > 0) return [];
  if (tags.length > 0) return options.filter((option) => tags.includes(option));
  const core = coreOf(units);
  const partly = heldBy(core, options);
  return partly.length > 0 ? partly : nearest(core, options);
}

/** What is left of a message without the words around a choice: single words, and runs of other scripts. */
function coreOf(units: Unit[]): string[] {
  const pieces: string[] = [];
  let glue = false;
  const kept = new Set(scan(units, AROUND).rest);
  for (const unit of units) {
    const single = unit.script === 'word' || unit.script === 'number';
    if (kept.has(unit)) pieces.push(glue && !single ? `${pieces.pop()}${unit.text}` : unit.text);
    glue = kept.has(unit) && !single;
  }
  return pieces;
}

/** Options with all of the pieces in their labels; else, where each piece is in some label ("silver or gold"), all those. */
function heldBy<T>(core: string[], options: readonly Option<T>[]): readonly Option<T>[] {
  const holding = (pieces: string[]): Option<T>[] =>
    options.filter((option) => pieces.length > 0 && pieces.every((piece) => holds(option, piece)));
  const all = holding(core);
  const each = core.map((piece) => holding([piece]));
  return all.length > 0 || each.some((found) => found.length === 0)
    ? all
    : options.filter((option) => each.flat().includes(option));
}

const spaced = (text: string): string =>
  unitsOf(text)
    .map((unit, at) => (unit.first && at > 0 ? ` ${unit.text}` : unit.text))
    .join('');

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Whether a piece stands in a label: as a whole word, or as characters in scripts without spaces. */
const holds = <T>(option: Option<T>, piece: string): boolean =>
  option.labels.some((label) => {
    const whole = ` ${spaced(label)} `;
    return CJK.test(piece) ? whole.replace(/ /g, '').includes(piece) : whole.includes(` ${piece} `);
  });

function nearest<T>(core: string[], options: readonly Option<T>[]): readonly Option<T>[] {
  const typed = core.join(' ');
  const distances = options.map((option) => Math.min(...option.labels.flatMap((label) => edits(typed, label))));
  const least = Math.min(...distances);
  return Number.isFinite(least) ? options.filter((_, at) => distances[at] === least) : [];
}

/** Edits to the label as a whole, or to as many of its words in a row as were typed. */
function edits(typed: string, label: string): number[] {
  const whole = spaced(label);
  const words = whole.split(' ');
  const count = typed.split(' ').length;
  const parts = words.map((_, at) => words.slice(at, at + count).join(' '));
  return [whole, ...parts].map((text) => nearMiss(typed, text) ?? Number.POSITIVE_INFINITY);
}
