import type { RequestNumber } from '../../membership/request-number.js';
import { readCommand } from './command.js';
import { invoiceNumberIn, yearIn } from './invoice-number.js';
import { namesLanguage } from './language.js';
import { type Lexicon, lexicon, phrases, scan } from './lexicon.js';
import { nearMiss } from './near-miss.js';
import { type NamedOffer, type OfferTag, offerLexicon } from './offer-names.js';
import { requestNumberIn } from './request-number.js';
import { type Unit, unitsOf } from './units.js';
import { type Intent, REMINDERS, RULES, type Rule, type Tag } from './wish-rules.js';
import { ALL_WORDS } from './words/all-words.js';
import { CONCEPTS, type Command } from './words/language-words.js';

export type { Intent, NamedOffer };

/** What a person wants, and what they said about it. */
export interface Wish {
  intent: Intent;
  /** The offer that was named, where it was exactly one. */
  offer?: string;
  /** The way to pay that was named, where it was exactly one. */
  way?: 'card' | 'transfer';
  /** The number of the service request that was named, where it was exactly one. */
  request?: RequestNumber;
  /** The number of the invoice that was named, where it was exactly one, or the year from which one is wanted. */
  invoice?: string;
  year?: string;
}

/** Longer texts tell a story; what they want is not guessed from single words. */
const LONGEST_WISH = 300;

const WORDS: Lexicon<Tag> = lexicon<Tag>(
  ALL_WORDS.flatMap((words): [Tag, string[]][] => [
    ...CONCEPTS.map((concept): [Tag, string[]] => [concept, phrases(words.concepts[concept] ?? '')]),
    ['filler', phrases(words.filler)],
  ]),
);

const BY_COMMAND = new Map<Command, Intent>([
  ['stop', 'stop'],
  ['help', 'help'],
  ['person', 'person'],
  ['language', 'language'],
]);

/**
 * What a person wants, read from concepts and the rules over them. A message has to be understood whole: a negation,
 * a question about an act, an object that is not ours or an unknown word next to an act gives undefined.
 * @param offers the offers, with their names in all languages
 */
export function readWish(text: string, offers: readonly NamedOffer[]): Wish | undefined {
  if (text.length > LONGEST_WISH) return undefined;
  const command = readCommand(text);
  const intent = command && BY_COMMAND.get(command);
  if (command) return intent && { intent };
  if (namesLanguage(text)) return { intent: 'language' };
  const units = unitsOf(text);
  const numbers = { request: requestNumberIn(text), invoice: invoiceNumberIn(text), year: yearIn(text) };
  if (numbers.request || numbers.invoice) return readConcepts(units, offers, numbers);
  return readConcepts(units, offers, numbers) ?? readMisspelt(units, offers);
}

/** Words whose misspelling is understood: of acts that ask again before anything happens, never of ending something. */
const CORRECTED = phrases(
  'renew | renewal | subscribe | subscription | purchase | renouveler | renouvellement | abonnement | souscrire',
);
const MISSPELT_INTENTS: readonly Intent[] = ['renew', 'check-renewal', 'subscribe', 'my-membership'];
const LONGEST_MISSPELT = 6;

/** A short message with the words in no list put right where they are near misses with the same first and last letter. */
function readMisspelt(units: Unit[], offers: readonly NamedOffer[]): Wish | undefined {
  if (units.length > LONGEST_MISSPELT) return undefined;
  const { rest } = scan<Tag | OfferTag>(units, wordsOf(offers), WORDS);
  const corrected = units.map((unit) => (rest.includes(unit) ? { ...unit, text: correctedWord(unit.text) } : unit));
  const wish = readConcepts(corrected, offers);
  return wish && MISSPELT_INTENTS.includes(wish.intent) ? wish : undefined;
}

const correctedWord = (typed: string): string =>
  CORRECTED.find((word) => word[0] === typed[0] && word.at(-1) === typed.at(-1) && nearMiss(typed, word)) ?? typed;

/** What a text names by a number. */
type Numbers = Pick<Wish, 'request' | 'invoice' | 'year'>;

function readConcepts(units: Unit[], offers: readonly NamedOffer[], numbers: Numbers = {}): Wish | undefined {
  const { tags, rest } = scan<Tag | OfferTag>(units, wordsOf(offers), WORDS);
  const named = new Set(tags.filter((tag) => typeof tag === 'object').map((tag) => tag.offer));
  const meant = new Set(tags.map((tag) => (typeof tag === 'object' ? 'offer' : tag)));
  if (numbers.request) meant.add('request-number');
  if (numbers.invoice) meant.add('invoice-number');
  // "Can you renew it?" asks for the act; "can I renew?" asks whether it is possible.
  if (meant.has('would-you')) meant.delete('can');
  const unknown = unknownWords(rest);
  const rule = meant.has('foreign') ? undefined : RULES.find((each) => fits(each, meant, unknown));
  return rule && { intent: rule.intent, ...offerOf(named), ...wayOf(meant), ...aboutOf(rule.intent, numbers) };
}

function aboutOf(intent: Intent, { request, invoice, year }: Numbers): Numbers {
  if (intent === 'request-status') return request ? { request } : {};
  if (intent !== 'invoice') return {};
  return { ...(invoice ? { invoice } : {}), ...(year ? { year } : {}) };
}

function fits(rule: Rule, meant: ReadonlySet<Tag>, unknown: number): boolean {
  const has = (tag: Tag): boolean => meant.has(tag);
  const closed = rule.only ? [...meant].every((tag) => tag === 'filler' || rule.only?.includes(tag)) : true;
  const asked = (rule.all ?? []).every(has) && (rule.some?.some(has) ?? true);
  const aside = REMINDERS.some(has) && !rule.all?.some((tag) => REMINDERS.includes(tag));
  return asked && closed && !aside && !rule.none?.some(has) && unknown <= rule.unknown;
}

/** Words that are in no list. Endings in hiragana or hangul, numbers and single letters don't count. */
function unknownWords(rest: Unit[]): number {
  return rest.filter((unit, at) => {
    if (unit.script === 'word') return unit.text.length > 1;
    if (unit.script === 'hangul') return unit.first;
    return (
      (unit.script === 'han' || unit.script === 'katakana') && (unit.first || rest[at - 1]?.script !== unit.script)
    );
  }).length;
}

function offerOf(named: ReadonlySet<string>): Pick<Wish, 'offer'> {
  const [offer] = named;
  return offer !== undefined && named.size === 1 ? { offer } : {};
}

function wayOf(meant: ReadonlySet<Tag>): Pick<Wish, 'way'> {
  if (meant.has('card') && meant.has('instead')) return { way: 'card' };
  if (meant.has('card') === meant.has('transfer')) return {};
  return { way: meant.has('card') ? 'card' : 'transfer' };
}

const lexicons = new WeakMap<readonly NamedOffer[], Lexicon<OfferTag>>();

// The catalogue's names are the same at every turn: they are compiled once.
function wordsOf(offers: readonly NamedOffer[]): Lexicon<OfferTag> {
  const known = lexicons.get(offers) ?? offerLexicon(offers, WORDS);
  lexicons.set(offers, known);
  return known;
}
