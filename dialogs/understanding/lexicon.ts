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

/** Phrases of a word list: separated by `|` or line ends. */
export const phrases = (list: string): string[] =>
  list
    .split(/[|\n]/)
    .map((phrase) => phrase.trim())
    .filter(Boolean);

/** A lexicon of phrases. `*` after the last word stands for any ending: `renew*` finds "renewal". */
export function lexicon<Tag>(entries: Iterable<readonly [Tag, readonly string[]]>): Lexicon<Tag> {
  const root: Node<Tag> = { next: new Map(), tags: [] };
  for (const [tag, list] of entries) for (const phrase of list) insert(root, keysOf(phrase), tag);
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

function keysOf(phrase: string): string[] {
  const keys = unitsOf(phrase).map((unit) => unit.text);
  return phrase.endsWith('*') ? [...keys.slice(0, -1), `${keys.at(-1)}*`] : keys;
}

function insert<Tag>(root: Node<Tag>, keys: string[], tag: Tag): void {
  if (keys.length === 0) return;
  let node = root;
  for (const key of keys) {
    const child = node.next.get(key) ?? { next: new Map(), tags: [] };
    node.next.set(key, child);
    node = child;
  }
  if (!node.tags.includes(tag)) node.tags.push(tag);
}

interface Match<Tag> {
  end: number;
  tags: Tag[];
}

function longest<Tag>(node: Node<Tag>, units: readonly Unit[], at: number): Match<Tag> {
  const here = { end: node.tags.length > 0 ? at : -1, tags: node.tags };
  const unit = units[at];
  if (!unit) return here;
  return children(node, unit).reduce((best, child) => longer(best, longest(child, units, at + 1)), here);
}

const longer = <Tag>(a: Match<Tag>, b: Match<Tag>): Match<Tag> => (b.end > a.end ? b : a);

const LONGEST_STEM = 24;
const SHORTEST_STEM = 3;

function children<Tag>(node: Node<Tag>, unit: Unit): Node<Tag>[] {
  const found = [node.next.get(unit.text)];
  if (unit.script === 'word') {
    for (let size = Math.min(unit.text.length, LONGEST_STEM); size >= SHORTEST_STEM; size -= 1)
      found.push(node.next.get(`${unit.text.slice(0, size)}*`));
  }
  return found.filter((child) => child !== undefined);
}
