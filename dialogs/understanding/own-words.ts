// Control characters but line ends, and those that turn the direction of what stands after them.
const INVISIBLE = /(?:(?![\n\t])[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])+/gu;

/**
 * What a person wrote for somebody else to read, trimmed, with its line ends or (`oneLine`) without. Undefined where
 * there is no letter or digit in it, or more than `longest` characters.
 */
export function readOwnWords(text: string, longest: number, oneLine = false): string | undefined {
  const plain = text.normalize('NFC').replace(/\r\n?/g, '\n').replace(INVISIBLE, ' ');
  const words = (
    oneLine ? plain.replace(/\s+/g, ' ') : plain.replace(/[^\S\n]+/g, ' ').replace(/\n{3,}/g, '\n\n')
  ).trim();
  return /[\p{L}\p{N}]/u.test(words) && Array.from(words).length <= longest ? words : undefined;
}
