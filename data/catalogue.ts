import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ZodTypeAny, z } from 'zod';
import type { Catalogue } from '../membership/offer.js';
import { COUNTRIES, LINKS, OFFERS, problemsOf, SELLER } from './catalogue/schema.js';

export { TAX_NAMES } from './catalogue/schema.js';

/** The catalogue's files cannot be used. `problems` has a line for each fault: file, field, what it must be. */
export class CatalogueError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The catalogue cannot be used:\n${problems.join('\n')}`);
    this.name = 'CatalogueError';
    this.problems = problems;
  }
}

/**
 * Reads what is sold, by whom, where and under which terms: `offers.json`, `seller.json`, `countries.json` and
 * `links.json` in `folder`.
 * Prices are in minor units, tax rates in basis points. Rejects with one CatalogueError that names every problem of
 * every file. The default folder is found from this module: `data/catalogue` beside the bundle, else `catalogue`
 * beside this source file.
 */
export async function loadCatalogue(folder: string = catalogueFolder()): Promise<Catalogue> {
  const [offers, countries, links, seller] = await Promise.all([
    readChecked(folder, 'offers.json', OFFERS, offerProblems),
    readChecked(folder, 'countries.json', COUNTRIES, countryProblems),
    readChecked(folder, 'links.json', LINKS, () => []),
    readChecked(folder, 'seller.json', SELLER, () => []),
  ]);
  if (offers.ok && countries.ok && links.ok && seller.ok)
    return { ...offers.value, ...countries.value, ...links.value, ...seller.value };
  throw new CatalogueError([offers, countries, links, seller].flatMap((file) => (file.ok ? [] : file.problems)));
}

/** esbuild puts all code into one file with a copy of data/catalogue beside it; in the sources this file is in data/. */
function catalogueFolder(): string {
  const besideBundle = fileURLToPath(new URL('./data/catalogue', import.meta.url));
  return existsSync(besideBundle) ? besideBundle : fileURLToPath(new URL('./catalogue', import.meta.url));
}

type Checked<Value> = { ok: true; value: Value } | { ok: false; problems: string[] };

async function readChecked<Schema extends ZodTypeAny>(
  folder: string,
  file: string,
  schema: Schema,
  furtherProblems: (content: unknown) => string[],
): Promise<Checked<z.output<Schema>>> {
  const read = await readJson(folder, file);
  if (!read.ok) return read;
  const problems = [...problemsOf(file, schema, read.value), ...furtherProblems(read.value)];
  return problems.length ? { ok: false, problems } : { ok: true, value: schema.parse(read.value) };
}

async function readJson(folder: string, file: string): Promise<Checked<unknown>> {
  try {
    return { ok: true, value: JSON.parse(await readFile(path.join(folder, file), 'utf8')) };
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    return { ok: false, problems: [`${file}: the whole file must be JSON that can be read (${reason})`] };
  }
}

function offerProblems(content: unknown): string[] {
  const offers = entriesOf(content, 'offers');
  const ids = offers.map((offer, owner) => ({ owner, field: `offers[${owner}].id`, text: offer.id }));
  return [...contested('offers.json', ids), ...offers.flatMap(levelProblem)];
}

/** A competency is bought by those who attained its level; a pack has none (procedures.md, P1). */
function levelProblem(offer: Entry, index: number): string[] {
  const field = `offers.json: offers[${index}].level`;
  if (offer.kind === 'pack' && offer.level !== undefined) return [`${field} must not be there: a pack has no level`];
  if (offer.kind === 'competency' && offer.level === undefined) return [`${field} must be there for a competency`];
  return [];
}

/** Two countries that are written the same could not be told apart when a person types one. */
function countryProblems(content: unknown): string[] {
  return contested('countries.json', entriesOf(content, 'countries').flatMap(writtenAs));
}

function writtenAs(country: Entry, owner: number): Claim[] {
  const at = `countries[${owner}]`;
  const names = isEntry(country.name) ? Object.entries(country.name) : [];
  const aliases = Array.isArray(country.aliases) ? country.aliases : [];
  return [
    { owner, field: `${at}.code`, text: country.code },
    ...names.map(([language, text]) => ({ owner, field: `${at}.name.${language}`, text })),
    ...aliases.map((text: unknown, index) => ({ owner, field: `${at}.aliases[${index}]`, text })),
  ];
}

/** A text by which one entry of a list is known. */
interface Claim {
  owner: number;
  field: string;
  text: unknown;
}

function contested(file: string, claims: Claim[]): string[] {
  const firsts = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    if (typeof claim.text !== 'string' || !claim.text.trim()) return [];
    const key = claim.text.toLowerCase();
    const first = firsts.get(key) ?? claim;
    firsts.set(key, first);
    if (first.owner === claim.owner) return [];
    return [`${file}: ${claim.field} must be another than ${first.field}, but both are "${claim.text}"`];
  });
}

type Entry = Record<string, unknown>;

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of a list that may be damaged; what is not an object counts as an empty one, to keep the numbering. */
function entriesOf(content: unknown, list: string): Entry[] {
  const entries = isEntry(content) ? content[list] : undefined;
  return Array.isArray(entries) ? entries.map((entry) => (isEntry(entry) ? entry : {})) : [];
}
