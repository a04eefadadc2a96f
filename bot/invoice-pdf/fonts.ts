import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import type { Language } from '../../membership/offer.js';

export type Weight = 'Regular' | 'SemiBold';
/** A font file: family and weight. */
export type Face = `${Family}-${Weight}`;

/** One family for European scripts, and one for each region's forms of Han characters, with its syllables. */
export type Family = 'NotoSans' | 'NotoSansJP' | 'NotoSansKR' | 'NotoSansTC';

const OF_LANGUAGE: Record<Language, Family> = {
  en: 'NotoSans',
  fr: 'NotoSans',
  ja: 'NotoSansJP',
  ko: 'NotoSansKR',
  'zh-TW': 'NotoSansTC',
};

const OF_COUNTRY: Record<string, Family> = {
  JP: 'NotoSansJP',
  KR: 'NotoSansKR',
  TW: 'NotoSansTC',
  HK: 'NotoSansTC',
  MO: 'NotoSansTC',
};

/**
 * The families that are tried for a text, in order: that of the language, then for what it lacks the European one, the
 * one of the buyer's country, and the others.
 */
export function familiesFor(language: Language, country: string): Family[] {
  const region = OF_COUNTRY[country];
  const wanted: Family[] = [OF_LANGUAGE[language], 'NotoSans', ...(region ? [region] : [])];
  return [...new Set([...wanted, 'NotoSansJP', 'NotoSansTC', 'NotoSansKR'] as const)];
}

const files = new Map<Face, Buffer>();

/** A font's file, TrueType. They are kept compressed, and once unpacked stay for the worker's life. */
export function fontFile(face: Face): Buffer {
  const known = files.get(face);
  if (known) return known;
  const packed = readFileSync(fileURLToPath(new URL(`./fonts/${face}.ttf.br`, import.meta.url)));
  const unpacked = brotliDecompressSync(packed);
  files.set(face, unpacked);
  return unpacked;
}
