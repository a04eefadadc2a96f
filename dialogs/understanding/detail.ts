import { lexicon, phrases, scan } from './lexicon.js';
import { unitsOf } from './units.js';
import { ALL_WORDS } from './words/all-words.js';
import { DETAILS, type Detail } from './words/language-words.js';

export type { Detail };

const NAMED = lexicon<Detail>(
  ALL_WORDS.flatMap((words) => DETAILS.map((detail) => [detail, phrases(words.details[detail])] as const)),
);

/** Longer texts tell more than which detail is meant. */
const LONGEST = 100;

/** The one detail that a text names, be it in "the email is wrong" or "change the country"; questions name none. */
export function readDetail(text: string): Detail | undefined {
  if (text.length > LONGEST || /[?？]/.test(text)) return undefined;
  const named = new Set(scan(unitsOf(text), NAMED).tags);
  const [detail] = named;
  return named.size === 1 ? detail : undefined;
}
