import { normalise } from './normalise.js';
import { placesIn } from './ordinal.js';
import { unitsOf } from './units.js';
import { readYesNo } from './yes-no.js';

/**
 * Which of the offers under a message is meant (from 0): its label as a whole, its place among them, or a yes where there
 * is just one. Nothing else, since a message that only offers is no question.
 */
export function readOffered(text: string, labels: readonly string[]): number | undefined {
  const byLabel = labels.findIndex((label) => normalise(label) === normalise(text));
  if (byLabel >= 0) return byLabel;
  const [place, ...others] = placesIn(unitsOf(text), labels.length);
  if (place !== undefined) return !others.length && labels[place - 1] !== undefined ? place - 1 : undefined;
  return labels.length === 1 && readYesNo(text) === 'yes' ? 0 : undefined;
}
