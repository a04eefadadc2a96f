const PUNCTUATION: [RegExp, string][] = [
  [/[‘’ʼ′`´‛]/g, "'"],
  [/[“”„«»「」『』]/g, '"'],
  [/[‐‑‒–—−]/g, '-'],
  [/[。｡]/g, '.'],
  [/[、､]/g, ','],
  [/[～〜]/g, '~'],
  [/…/g, '...'],
];

// Letters, digits, kana, Han and hangul with single spaces between are normalised already. Most messages and all
// of our word lists are such, and the lists are read when the service starts.
const PLAIN =
  /^[a-z0-9\u3041-\u3094\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]+(?:[ '][a-z0-9\u3041-\u3094\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]+)*$/;

/**
 * A text as the readers of this folder compare it: NFC (never NFKC, which breaks Korean jamo), full-width Latin,
 * digits and punctuation as ASCII, half-width katakana as full, lower case, straight quotes, spaces collapsed,
 * punctuation and emoji dropped at both ends. Currency signs stay. Idempotent; takes any string.
 */
export function normalise(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  const plain = foldWidth(text.normalize('NFC').replace(/[\p{Cs}\u200b-\u200f\u2060\ufeff]/gu, ''));
  const ascii = PUNCTUATION.reduce((result, [from, to]) => result.replace(from, to), plain);
  return trimmed(ascii.toLowerCase().replace(/\s+/g, ' ').normalize('NFC'));
}

/** The words of a text, normalised: runs of letters and digits, an apostrophe inside one kept. */
export const words = (text: string): string[] => wordsOf(normalise(text));

/** The words of a text that is normalised already. */
export const wordsOf = (normalised: string): string[] => normalised.match(/[\p{L}\p{N}\p{M}]+(?:'\p{L}+)*/gu) ?? [];

/** Full-width Latin, digits and punctuation as ASCII, half-width katakana as full. Case and the rest stay. */
export function foldWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[\uff65-\uff9f]+/g, (kana) => kana.normalize('NFKC'))
    .normalize('NFC');
}

// A loop from both ends: a regular expression for the end would go over long runs of punctuation again and again.
function trimmed(text: string): string {
  const chars = Array.from(text);
  let start = 0;
  let end = chars.length;
  while (start < end && (isEdge(chars[start]) || /^\p{M}/u.test(chars[start] ?? ''))) start += 1;
  while (end > start && isEdge(chars[end - 1])) end -= 1;
  return chars.slice(start, end).join('');
}

const isEdge = (char = ''): boolean => /^(?!\p{Sc})(?:[\p{P}\p{S}\p{Z}\p{C}]|\ufe0f|\u20e3)/u.test(char);
