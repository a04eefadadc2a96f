import { phrases } from './lexicon.js';
import { ALL_WORDS } from './words/all-words.js';
import type { Concept } from './words/language-words.js';

/** What people call a thing, in all five languages, folded: more names for a choice than its label. */
export const wordsFor = (concept: Concept): string[] =>
  ALL_WORDS.flatMap((words) => phrases(words.concepts[concept] ?? ''));
