import { lexicon, phrases } from './lexicon.js';
import { ALL_WORDS } from './words/all-words.js';

/** Words that turn a meaning round, in all languages. */
export const NEGATIONS = lexicon(ALL_WORDS.map((words) => ['not', phrases(words.concepts.not ?? '')] as const));
