import { normalise } from './normalise.js';

/** The IANA zone that a person names: `Europe/Paris`, `europe/paris`, `Los Angeles`, `los_angeles`. */
export function zoneNamed(text: string): string | undefined {
  const wanted = plain(text);
  if (!wanted) return undefined;
  return zones().get(wanted);
}

const plain = (text: string): string => normalise(text).replace(/[_\s]+/g, ' ');

let known: Map<string, string> | undefined;

/** Zones by full name and by city, where only one zone has that city. */
function zones(): Map<string, string> {
  if (known) return known;
  known = new Map();
  for (const zone of ['UTC', ...Intl.supportedValuesOf('timeZone')]) {
    known.set(plain(zone), zone);
    const city = plain(zone.split('/').at(-1) as string);
    if (!known.has(city)) known.set(city, zone);
  }
  return known;
}
