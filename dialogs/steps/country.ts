import { type Country, knownCountry, type Language } from '../../membership/offer.js';
import type { Choice } from '../message.js';
import { catalogueOf, type Said, type Turn } from '../turn.js';
import { placesIn } from '../understanding/ordinal.js';
import { isForeignPlace } from '../understanding/places.js';
import { unitsOf } from '../understanding/units.js';
import { readYesNo } from '../understanding/yes-no.js';
import { acceptsOffered, chooseFrom } from './choose.js';

/** Where most partners who read a language are; any other country is typed. */
const LIKELY_COUNTRIES: Record<Language, string[]> = {
  en: ['US', 'GB', 'CA', 'AU', 'IN'],
  fr: ['FR', 'BE', 'CH', 'CA', 'LU'],
  ja: ['JP'],
  ko: ['KR'],
  'zh-TW': ['TW', 'HK', 'MO'],
};

/** Codes that are words, too: in small letters they name no country but one of those that are offered. */
const WORDS = new Set(['at', 'be', 'do', 'in', 'is', 'it', 'ma', 'my', 'no', 'sa', 'se', 'si']);

/** Buttons of the likely countries, the one that was chosen before first. */
export function countryChoices(before: string | undefined, turn: Turn): Choice[] {
  return offered(before, turn).map((country) => choiceOf(country, turn));
}

function offered(before: string | undefined, turn: Turn): Country[] {
  const codes = new Set([...(before ? [before] : []), ...LIKELY_COUNTRIES[turn.language]]);
  return [...codes].map((code) => knownCountry(catalogueOf(turn), code));
}

const choiceOf = (country: Country, turn: Turn): Choice => ({
  value: country.code,
  label: country.name[turn.language],
  also: [...Object.values(country.name), ...country.aliases],
});

/**
 * A country by its button, number or place among the buttons, else by its name among all of them; its code where it
 * stands alone. Undefined for everything else, and for places that are no country of the catalogue.
 */
export function readCountry(said: Said, before: string | undefined, turn: Turn): string | undefined {
  const { countries } = catalogueOf(turn);
  if (before && acceptsOffered(said)) return before;
  const among = offered(before, turn);
  if (!said.tap) {
    const byCode = countryOfCode(said.text.trim(), countries, among);
    if (byCode) return byCode.code;
    if (isForeignPlace(said.text, countries)) return undefined;
  }
  const isPlace = !said.tap && placesIn(unitsOf(said.text), among.length).length > 0;
  const choices = (isPlace ? among : countries).map((country) => choiceOf(country, turn));
  const read = chooseFrom(said, choices, turn);
  return 'chosen' in read ? read.chosen : undefined;
}

function countryOfCode(typed: string, all: Country[], among: Country[]): Country | undefined {
  if (readYesNo(typed) || typed === 'in') return undefined;
  const from = WORDS.has(typed) ? among : all;
  return from.find(({ code }) => code === typed || code.toLowerCase() === typed);
}
