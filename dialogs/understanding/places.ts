import { LANGUAGES } from '../../membership/offer.js';
import { fold } from './fold.js';
import { type Lexicon, lexicon, scan } from './lexicon.js';
import { unitsOf } from './units.js';

/** A country as the catalogue has it. */
interface Named {
  code: string;
  name: Record<string, string>;
  aliases: string[];
}

const lexicons = new WeakMap<readonly Named[], Lexicon<'ours' | 'foreign'>>();

/**
 * Whether a text names a country or region of the world that is none of `countries`, such as "North Korea": nobody
 * who writes it means its neighbour with nearly the same name.
 */
export function isForeignPlace(text: string, countries: readonly Named[]): boolean {
  const words = lexicons.get(countries) ?? placesOfTheWorld(countries);
  lexicons.set(countries, words);
  const { tags } = scan(unitsOf(text), words);
  return tags.includes('foreign') && !tags.includes('ours');
}

/** All regions by their names in our languages (CLDR's). A name that one of ours has, too, is not foreign. */
function placesOfTheWorld(countries: readonly Named[]): Lexicon<'ours' | 'foreign'> {
  const codes = new Set(countries.map(({ code }) => code));
  const own = countries.flatMap(({ name, aliases }) => [...Object.values(name), ...aliases]);
  const ours = [...own, ...[...codes].flatMap(namesOf)].map(fold);
  const foreign = regionCodes().flatMap((code) => (codes.has(code) ? [] : namesOf(code)));
  return lexicon([
    ['ours', ours],
    ['foreign', foreign.map(fold)],
  ]);
}

const REGIONS = LANGUAGES.map((language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }));

const namesOf = (code: string): string[] => REGIONS.flatMap((names) => names.of(code) ?? []);

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const regionCodes = (): string[] => LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`));
