import { type Lexicon, lexicon, phrases, scanWhole } from './lexicon.js';
import { foldWidth } from './normalise.js';
import { ALL_WORDS } from './words/all-words.js';

type Answer = 'firm' | 'yes' | 'no' | 'polite' | 'buy' | 'accept' | 'withdraw' | 'cancel' | 'keep';

const ANSWERS: Lexicon<Answer> = lexicon(
  ALL_WORDS.flatMap((words): [Answer, string[]][] => [
    ['firm', phrases(words.firm)],
    ['yes', phrases(words.yes)],
    ['no', phrases(words.no)],
    ['polite', phrases(words.polite)],
  ]),
);

const BUYING: Lexicon<Answer> = lexicon(ALL_WORDS.map((words): [Answer, string[]] => ['buy', phrases(words.buy)]));

const ACCEPTING: Lexicon<Answer> = lexicon(
  ALL_WORDS.flatMap((words): [Answer, string[]][] => [
    ['accept', phrases(words.accept)],
    ['polite', phrases(words.terms)],
  ]),
);

const WITHDRAWING: Lexicon<Answer> = lexicon(
  ALL_WORDS.flatMap((words): [Answer, string[]][] => [
    ['withdraw', phrases(words.withdrawing)],
    ['cancel', phrases(words.cancelling)],
    ['keep', phrases(words.keeping)],
  ]),
);

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
  return only(answers, 'firm', 'yes') && !isDoubtful(text) ? 'yes' : undefined;
}

/**
 * The answer at the step that buys (issue 2: "a deliberate tap or an unmistakable yes"). True for a whole-message
 * firm yes, words that buy, or a label of the button in `buyWords`; false for a no; undefined for everything else,
 * such as "ok".
 */
export const readConfirmation = (text: string, buyWords: readonly string[]): boolean | undefined =>
  readDeliberate(text, BUYING, lexicon<Answer>([['buy', buyWords]]));

/** The same at a step that does something else which cannot be undone: a firm yes, or the label of its button. */
export const readFirmYes = (text: string, label: string): boolean | undefined =>
  readDeliberate(text, lexicon<Answer>([['buy', [label]]]));

function readDeliberate(text: string, ...acting: Lexicon<Answer>[]): boolean | undefined {
  const answers = answersIn(text, ANSWERS, ...acting);
  if (only(answers, 'no')) return false;
  const firm = answers.includes('firm') || answers.includes('buy');
  return firm && only(answers, 'firm', 'yes', 'buy') && !isDoubtful(text) ? true : undefined;
}

/**
 * The answer at the step with the terms. True for a whole-message "I accept", a yes or a label in `acceptWords`,
 * false for a no, undefined for everything else.
 */
export function readAcceptance(text: string, acceptWords: readonly string[]): boolean | undefined {
  const answers = answersIn(text, ANSWERS, ACCEPTING, lexicon<Answer>([['accept', acceptWords]]));
  if (only(answers, 'no')) return false;
  return only(answers, 'firm', 'yes', 'accept') && !isDoubtful(text) ? true : undefined;
}

/**
 * The answer to whether something is to be withdrawn: "yes", "yes, cancel it", "取り消します"; "no", "keep it". A bare "cancel"
 * could also mean to stop here: undefined, like everything else.
 */
export function readWithdrawal(text: string): boolean | undefined {
  const answers = answersIn(text, ANSWERS, WITHDRAWING);
  if (only(answers, 'no', 'keep')) return false;
  const isYes = answers.some((answer) => answer !== 'cancel');
  return isYes && only(answers, 'firm', 'yes', 'withdraw', 'cancel') && !isDoubtful(text) ? true : undefined;
}

/** Whether a text does nothing but say to keep what there is. */
export const saysToKeep = (text: string): boolean => only(answersIn(text, ANSWERS, WITHDRAWING), 'keep');

/** Whether a text does nothing but speak of cancelling, in one word or in a sentence. */
export const speaksOfCancelling = (text: string): boolean =>
  answersIn(text, ANSWERS, WITHDRAWING).some((answer) => answer === 'withdraw' || answer === 'cancel');

/** Whether the marks of a text contradict a yes. */
const isDoubtful = (text: string): boolean => DOUBT.test(foldWidth(text));

function answersIn(text: string, ...lexicons: Lexicon<Answer>[]): Answer[] {
  if (text.length > LONGEST_ANSWER) return [];
  // A word can be polite in one language and a yes in another ("お願いします"): the answer counts.
  const answers = scanWhole(text, ...lexicons) ?? [];
  return answers.filter((answer) => answer !== 'polite');
}

const only = (answers: Answer[], ...wanted: Answer[]): boolean =>
  answers.length > 0 && answers.every((answer) => wanted.includes(answer));
