import type { TextKey } from '../../locales/text.js';
import type { Choice } from '../message.js';
import type { Reading } from '../procedure.js';
import type { Said, Turn } from '../turn.js';
import { type Option, readChoice } from '../understanding/choice.js';
import { readYesNo, saysToKeep } from '../understanding/yes-no.js';

/**
 * Reads an answer to a question with choices, tapped or typed (number, ordinal, label, near miss). What singles out
 * none or several is said, with the choices that there are.
 */
export function chooseFrom<Value extends string>(
  said: Said,
  choices: readonly Choice[],
  turn: Turn,
): { chosen: Value } | { again: string } {
  const tapped = said.tap?.data.value;
  if (said.tap) {
    const found = choices.find((choice) => choice.value === tapped);
    return found ? { chosen: found.value as Value } : { again: turn.say('choice.outdated') };
  }
  const read = readChoice(said.text, choices.map(optionOf));
  if (read.kind === 'chosen') return { chosen: read.value as Value };
  const key: TextKey = read.kind === 'ambiguous' ? 'choice.ambiguous' : 'choice.notUnderstood';
  return { again: turn.say(key, { count: choices.length }) };
}

/** The same where a typed yes or no means one of the choices. */
export function chooseOrYesNo<Value extends string>(
  said: Said,
  choices: readonly Choice[],
  turn: Turn,
  meant: { yes: Value; no: Value },
): { chosen: Value } | { again: string } {
  const answer = said.tap ? undefined : readYesNo(said.text);
  return answer ? { chosen: meant[answer] } : chooseFrom(said, choices, turn);
}

/** The digits of a price or a date in a label choose nothing by themselves where there are other names to type. */
const optionOf = ({ value, label, also = [] }: Choice): Option<string> =>
  also.length > 0
    ? { value, labels: [label.replace(/\p{Nd}+/gu, ' '), ...also], whole: [label] }
    : { value, labels: [label] };

/** Where one answer is offered beside a person's own words: whether it was typed as "1", "yes" or "keep it". */
export const acceptsOffered = (said: Said): boolean =>
  !said.tap && (readYesNo(said.text) === 'yes' || saysToKeep(said.text) || /^\s*[1１]\s*[.)]?\s*$/.test(said.text));

/** The same as a reading that keeps the chosen value under `field`. */
export function keepChoice<Draft>(
  field: keyof Draft & string,
  said: Said,
  choices: readonly Choice[],
  turn: Turn,
): Reading<Draft> {
  const read = chooseFrom(said, choices, turn);
  return 'again' in read ? read : ({ keep: { [field]: read.chosen } } as Reading<Draft>);
}
