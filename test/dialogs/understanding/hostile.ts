/** Texts that no reader of this folder may stumble over. */
export const HOSTILE: readonly string[] = [
  '',
  ' ',
  '\u0000\u0007',
  '!!!???...',
  '🎉🎉🎉',
  '👨‍👩‍👧‍👦',
  '\ud800',
  '\udc00 x \ud83d',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '\u202ekcab',
  'e\u0301'.repeat(40),
  '\u0301\u0301',
  '𠮷野家',
  '<script>alert(1)</script>',
  "'; DROP TABLE partners; --",
  '%s%s%n',
  '９'.repeat(400),
];

/** A text as long as a channel lets through, made of one piece. */
export const longText = (piece: string): string => piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);

/** Pieces that make careless expressions slow. */
export const LONG_PIECES: readonly string[] = [
  'a',
  '!',
  '1 ',
  '4242 ',
  '更新',
  'ああ',
  '갱신 ',
  "n't ",
  'a@',
  'a.',
  '(1',
  'é',
  'yes ',
  ' ',
  '、a',
];

/** Milliseconds that one call takes. */
export function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
