import type { Load } from './channel.js';
import type { Line } from './send.js';

type Conversations = Load['conversations'];

/** Every tenth conversation buys. */
const BUYERS_SHARE = 0.1;
/** Lines of a stock conversation, as many as a renewal by bank transfer has that stops at the review. */
const LINES = 8;

const lines = (...pairs: [text: string, expect: string][]): Line[] => pairs.map(([text, expect]) => ({ text, expect }));

/** Up to the way to pay. */
const LOOK = lines(['renew', 'Microsoft Action Pack'], ['next', 'terms'], ['accept', 'bank transfer']);

const RENEWAL_STOPPED = [
  ...LOOK,
  ...lines(
    ['bank transfer', 'name'],
    ['Camille Lefèvre', 'phone'],
    ['+33 1 99 00 01 03', 'email'],
    ['camille@northwindtraders.com', '"buy"'],
    ['stop', 'Nothing'],
  ),
];

const RENEWAL_BOUGHT = [...LOOK, ...lines(['visa 4242', '"buy"'], ['yes', 'Receipt'])];

/** Who talks in a round: the same people each time, and buyers that have not bought before. */
export interface People {
  talkers: number;
  buyersInRound: number;
  /** Of all rounds. */
  total: number;
}

export function peopleFor(conversations: number, rounds: number): People {
  const buyersInRound = Math.round(conversations * BUYERS_SHARE);
  const talkers = conversations - buyersInRound;
  return { talkers, buyersInRound, total: talkers + buyersInRound * rounds };
}

/** First words, so that in what is measured nobody is welcomed. */
export const greetings = ({ total }: People): Conversations =>
  range(0, total).map((person) => ({ person, lines: [{ text: 'hello', expect: 'text' }] }));

/** Our renewals of one round. */
export function renewals({ talkers, buyersInRound }: People, round: number): Conversations {
  const stopped = range(0, talkers).map((person) => ({ person, lines: RENEWAL_STOPPED }));
  const first = talkers + round * buyersInRound;
  const bought = range(first, buyersInRound).map((person) => ({ person, lines: RENEWAL_BOUGHT }));
  return spread(stopped, bought);
}

/** As many conversations for a stock bot, of as many lines. */
export const plainTalks = ({ talkers, buyersInRound }: People): Conversations =>
  range(0, talkers + buyersInRound).map((person) => ({
    person,
    lines: range(1, LINES).map((line) => ({ text: `answer ${line}`, expect: 'text' })),
  }));

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);

/** Puts the few evenly between the many. */
function spread<Item>(many: Item[], few: Item[]): Item[] {
  const every = Math.ceil(many.length / Math.max(1, few.length));
  return many.flatMap((item, index) => {
    const between = index % every === 0 ? few.slice(index / every, index / every + 1) : [];
    return [...between, item];
  });
}
