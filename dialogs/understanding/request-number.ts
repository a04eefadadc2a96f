import type { RequestNumber } from '../../membership/request-number.js';
import { foldWidth } from './normalise.js';

/** Six digits as people write them, with our prefix or without; not a part of a longer number, a date or a reference. */
const NUMBER =
  /(?<![\p{Script=Latin}\d]|\d[\s.,/-])(?:sr[\s#:.-]{0,3})?([1-9]\d{2})[\s-]?(\d{3})(?!\d|[\s.,/:-]\d|-T\d)/giu;

/** The one service request number in a text; undefined for none, or for two different ones. */
export function requestNumberIn(text: string): RequestNumber | undefined {
  const plain = foldWidth(text).replace(/[‐‑‒–—−ー]/g, '-');
  const found = new Set([...plain.matchAll(NUMBER)].map(([, begin, end]) => `${begin}${end}`));
  const [number] = found;
  return found.size === 1 ? number : undefined;
}
