import { fold } from './fold.js';
import { phrases } from './lexicon.js';
import { CITIES } from './words/cities.js';

/**
 * The IANA zone that a person names: `Europe/Paris`, `europe/paris`, `Los Angeles`, a city in one of our languages
 * (`東京`, `Genève`), or whole hours from UTC (`UTC+9`).
 */
export function zoneNamed(text: string): string | undefined {
  const wanted = plain(text);
  if (!wanted) return undefined;
  return zones().get(wanted) ?? zoneAtOffset(wanted);
}

const plain = (text: string): string => fold(text).replace(/[_\s]+/g, ' ');

const OFFSET = /^(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::?00)?$/;

/** The zones of `Etc` count westward: `Etc/GMT-9` is nine hours ahead of UTC. From UTC-12 to UTC+14. */
function zoneAtOffset(wanted: string): string | undefined {
  const [, sign, digits] = OFFSET.exec(wanted) ?? [];
  if (!sign) return undefined;
  const hours = Number(digits);
  if (hours === 0) return 'UTC';
  if (hours > (sign === '+' ? 14 : 12)) return undefined;
  return `Etc/GMT${sign === '+' ? '-' : '+'}${hours}`;
}

let known: Map<string, string> | undefined;

/** Zones by full name and by city, where only one zone has that city. */
function zones(): Map<string, string> {
  if (known) return known;
  known = new Map([['gmt', 'UTC']]);
  for (const [zone, cities] of Object.entries(CITIES)) {
    for (const name of [zone, ...phrases(cities)]) known.set(plain(name), zone);
  }
  for (const zone of ['UTC', ...Intl.supportedValuesOf('timeZone'), ...Object.keys(CITIES)]) {
    known.set(plain(zone), zone);
    const city = plain(zone.split('/').at(-1) as string);
    if (!known.has(city)) known.set(city, zone);
  }
  return known;
}
