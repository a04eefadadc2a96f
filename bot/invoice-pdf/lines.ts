import LineBreaker from 'linebreak';

/**
 * Breaks a text into lines of at most `width`, where the Unicode line breaking rules allow it; Korean only between
 * words, as it is printed. A word that is wider than a line is broken between characters.
 * @param measure the width of a text on one line, in the unit of `width`
 */
export function linesOf(text: string, width: number, language: string, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of partsOf(text, language)) {
    const fits = measure((line + part).trimEnd()) <= width;
    if (!fits && line) lines.push(line.trimEnd());
    line = fits ? line + part : part;
    while (measure(line.trimEnd()) > width) {
      const head = headOf(line, width, measure);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line.trimEnd()];
}

function partsOf(text: string, language: string): string[] {
  const breaker = new LineBreaker(text);
  const parts: string[] = [];
  let start = 0;
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const isInWord = language === 'ko' && next.position < text.length && !/\s/.test(text[next.position - 1] ?? '');
    if (isInWord) continue;
    parts.push(text.slice(start, next.position));
    start = next.position;
  }
  return parts;
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As much of a word as fits, one character at least. */
function headOf(word: string, width: number, measure: (text: string) => number): string {
  let head = '';
  for (const { segment } of GRAPHEMES.segment(word)) {
    if (head && measure(head + segment) > width) break;
    head += segment;
  }
  return head;
}
