import { type Lexicon, lexicon, scan } from './lexicon.js';
import { unitsOf } from './units.js';

/** An offer, and what it is called in all languages. */
export interface NamedOffer {
  value: string;
  names: string[];
}

/** Tags the name of an offer. */
export interface OfferTag {
  offer: string;
}

/** A shorter rest of a name says too little to stand for the offer. */
const SHORTEST_ALIAS = 2;

/**
 * The names of offers, and their short forms: what is left of a name without the words of `general` ("Silver" of
 * "Silver competency").
 */
export function offerLexicon<Tag>(offers: readonly NamedOffer[], general: Lexicon<Tag>): Lexicon<OfferTag> {
  const short = (name: string): string =>
    scan(unitsOf(name), general)
      .rest.map((unit) => unit.text)
      .join(' ');
  return lexicon(
    offers.map(({ value, names }) => {
      const aliases = names.map(short).filter((alias) => alias.replaceAll(' ', '').length >= SHORTEST_ALIAS);
      return [{ offer: value }, [...names, ...aliases]] as const;
    }),
  );
}
