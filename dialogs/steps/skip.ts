import { sayIn, type TextKey } from '../../locales/text.js';
import { LANGUAGES } from '../../membership/offer.js';
import type { Choice } from '../message.js';
import type { Said, Turn } from '../turn.js';
import { normalise } from '../understanding/normalise.js';
import { readYesNo } from '../understanding/yes-no.js';

const SKIP = 'skip';

/** The button under a question that needs no answer. */
export const skipChoice = (turn: Turn): Choice => ({ value: SKIP, label: turn.say('label.skip') });

/**
 * Whether a question was passed over: by its button, its label in any language, the number of its button (`place`), or
 * a plain no. Beside a person's own words nothing else is taken for it.
 */
export function isSkip(said: Said, place = 1): boolean {
  if (said.tap) return said.tap.data.value === SKIP;
  return isLabel(said.text, 'label.skip', place) || readYesNo(said.text) === 'no';
}

/** Whether the whole text is a button's label, in any language, or its number. */
export function isLabel(text: string, label: TextKey, place: number): boolean {
  const typed = normalise(text);
  return typed === String(place) || LANGUAGES.some((language) => normalise(sayIn(language)(label)) === typed);
}
