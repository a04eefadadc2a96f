import type { TextKey } from '../../locales/text.js';
import type { Choice } from '../message.js';
import type { Reading } from '../procedure.js';
import type { Said, Turn } from '../turn.js';
import { readChoice } from '../understanding/choice.js';
import { readYesNo } from '../understanding/yes-no.js';

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
  const options = choices.map(({ value, label, also }) => ({ value, labels: [label, ...(also ?? [])] }));
  const read = readChoice(said.text, options);
  if (read.kind === 'chosen') return { chosen: read.value as Value };
  const key: TextKey = read.kind === 'ambiguous' ? 'choice.ambiguous' : 'choice.notUnderstood';
  return { again: turn.say(key, { count: choices.length }) };
}

/** Where one answer is offered beside a person's own words: whether it was typed as "1" or "yes". */
export const acceptsOffered = (said: Said): boolean =>
  !said.tap && (readYesNo(said.text) === 'yes' || /^\s*[1１]\s*[.)]?\s*$/.test(said.text));

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
