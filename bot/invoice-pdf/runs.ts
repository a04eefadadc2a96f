/** A piece of a text that one font sets. */
export interface Run<Font> {
  font: Font;
  text: string;
}

/** What is needed to know of a font here. */
interface Coverage {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/** Joiners, variation selectors and the like: they are nothing to see, and few fonts have them. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/** Stands for what no font has. */
const UNKNOWN = '\u25A1';

/**
 * Splits a text into runs, each in the first font that has all of it: a name in characters that the language's own
 * font lacks is set in one other font as a whole where there is such a font, and else character by character.
 * @param fonts the language's own first; opened only when they are asked for
 */
export function runsOf<Font extends Coverage>(text: string, fonts: readonly (() => Font)[]): Run<Font>[] {
  const [own] = fonts;
  if (!own) throw new RangeError('A text cannot be set without a font');
  const runs: Run<Font>[] = [];
  for (const piece of piecesOf(text.replace(INVISIBLE, ''), own())) {
    const whole = fonts.find((font) => covers(font(), piece));
    const parts = whole ? [{ font: whole(), text: piece }] : [...piece].flatMap((sign) => signIn(sign, fonts));
    for (const part of parts) add(runs, part);
  }
  return runs;
}

const covers = (font: Coverage, text: string): boolean =>
  [...text].every((sign) => font.hasGlyphForCodePoint(sign.codePointAt(0) as number));

/** Stretches that the language's own font has, or lacks, in turn. */
function piecesOf(text: string, own: Coverage): string[] {
  const pieces: { text: string; isOwn: boolean }[] = [];
  for (const sign of text) {
    const isOwn = covers(own, sign);
    const last = pieces.at(-1);
    if (last?.isOwn === isOwn) last.text += sign;
    else pieces.push({ text: sign, isOwn });
  }
  return pieces.map((piece) => piece.text);
}

function signIn<Font extends Coverage>(sign: string, fonts: readonly (() => Font)[]): Run<Font>[] {
  const having = (text: string) => fonts.find((font) => covers(font(), text));
  const font = having(sign);
  if (font) return [{ font: font(), text: sign }];
  const box = having(UNKNOWN);
  return box ? [{ font: box(), text: UNKNOWN }] : [];
}

function add<Font>(runs: Run<Font>[], run: Run<Font>): void {
  const last = runs.at(-1);
  if (last?.font === run.font) last.text += run.text;
  else runs.push({ ...run });
}
