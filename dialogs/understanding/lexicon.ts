import { fold } from './fold.js';
import { type Unit, unitsOf } from './units.js';

interface Node<Tag> {
  next: Map<string, Node<Tag>>;
  tags: Tag[];
}

/** Phrases and what they are tagged with, as a tree of units. */
export type Lexicon<Tag> = Node<Tag>;

/** What was found in a text: the tags in order, and the units that no phrase covers. */
export interface Scan<Tag> {
  tags: Tag[];
  rest: Unit[];
}

/** Phrases of a word list, folded: separated by `|` or line ends. */
export const phrases = (list: string): string[] =>
  fold(list.replaceAll('\n', '|'))
    .split('|')
    .map((phrase) => phrase.trim())
    .filter(Boolean);

/** A lexicon of phrases, each with its tag; a phrase that is listed twice has both. */
export function lexicon<Tag>(entries: Iterable<readonly [Tag, readonly string[]]>): Lexicon<Tag> {
  const root: Node<Tag> = { next: new Map(), tags: [] };
  for (const [tag, list] of entries) for (const phrase of list) insert(root, unitsOf(phrase), tag);
  return root;
}

/** Goes through the units from the left, always taking the longest phrase that any of the lexicons has there. */
export function scan<Tag>(units: readonly Unit[], ...lexicons: Lexicon<Tag>[]): Scan<Tag> {
  const found: Scan<Tag> = { tags: [], rest: [] };
  for (let at = 0; at < units.length; ) {
    const best = lexicons.map((each) => longest(each, units, at)).reduce(longer);
    if (best.end > at) found.tags.push(...best.tags);
    else found.rest.push(units[at] as Unit);
    at = Math.max(best.end, at + 1);
  }
  return found;
}

/** The tags of a text that consists of known phrases only; undefined where anything else stands in it. */
export function scanWhole<Tag>(text: string, ...lexicons: Lexicon<Tag>[]): Tag[] | undefined {
  const { tags, rest } = scan(unitsOf(text), ...lexicons);
  return rest.length === 0 ? tags : undefined;
}

function insert<Tag>(root: Node<Tag>, units: Unit[], tag: Tag): void {
  if (units.length === 0) return;
  let node = root;
  for (const { text } of units) {
    const child = node.next.get(text) ?? { next: new Map(), tags: [] };
    node.next.set(text, child);
    node = child;
  }
  if (!node.tags.includes(tag)) node.tags.push(tag);
}

interface Match<Tag> {
  end: number;
  tags: Tag[];
}

function longest<Tag>(root: Node<Tag>, units: readonly Unit[], from: number): Match<Tag> {
  let found: Match<Tag> = { end: -1, tags: [] };
  let node: Node<Tag> | undefined = root;
  for (let at = from; node; at += 1) {
    if (node.tags.length > 0) found = { end: at, tags: node.tags };
    node = node.next.get(units[at]?.text ?? '');
  }
  return found;
}

const longer = <Tag>(a: Match<Tag>, b: Match<Tag>): Match<Tag> => (b.end > a.end ? b : a);
