import { type Lexicon, lexicon, phrases, scanWhole } from './lexicon.js';
import { foldWidth } from './normalise.js';
import { ALL_WORDS } from './words/all-words.js';

type Answer = 'yes' | 'no' | 'polite' | 'buy';

const ANSWERS: Lexicon<Answer> = lexicon(
  ALL_WORDS.flatMap((words): [Answer, string[]][] => [
    ['yes', phrases(words.yes)],
    ['no', phrases(words.no)],
    ['polite', phrases(words.polite)],
  ]),
);

const BUYING: Lexicon<Answer> = lexicon(ALL_WORDS.map((words): [Answer, string[]] => ['buy', phrases(words.buy)]));

/** Longer texts are never a plain answer. */
const LONGEST_ANSWER = 100;

/** Marks that contradict a yes or make it a question. */
const DOUBT = /[?¿؟👎❌🚫🙅🛑✋❎🤔❓❔⁉]/u;

/**
 * A yes or a no in any of the five languages. The whole message has to mean it: anything more ("yes but …"), both
 * at once, or a question mark after a yes gives undefined, and the person is asked again.
 */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  const answers = answersIn(text, ANSWERS);
  if (only(answers, 'no')) return 'no';
  return only(answers, 'yes') && !DOUBT.test(foldWidth(text)) ? 'yes' : undefined;
}

/**
 * The answer at the step that buys (issue 2: "a deliberate tap or an unmistakable yes"). True for a whole-message
 * yes or a label of the button in `buyWords`, false for a no, undefined for everything else.
 */
export function readConfirmation(text: string, buyWords: readonly string[]): boolean | undefined {
  const labels = lexicon<Answer>([['buy', buyWords]]);
  const answers = answersIn(text, ANSWERS, BUYING, labels);
  if (only(answers, 'no')) return false;
  return only(answers, 'yes', 'buy') && !DOUBT.test(foldWidth(text)) ? true : undefined;
}

function answersIn(text: string, ...lexicons: Lexicon<Answer>[]): Answer[] {
  if (text.length > LONGEST_ANSWER) return [];
  // A word can be polite in one language and a yes in another ("お願いします"): the answer counts.
  const answers = scanWhole(text, ...lexicons) ?? [];
  return answers.filter((answer) => answer !== 'polite');
}

const only = (answers: Answer[], ...wanted: Answer[]): boolean =>
  answers.length > 0 && answers.every((answer) => wanted.includes(answer));
