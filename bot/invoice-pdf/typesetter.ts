import { create, type Font } from 'fontkit';
import { type Face, type Family, familiesFor, fontFile, type Weight } from './fonts.js';
import { linesOf } from './lines.js';
import { type Run, runsOf } from './runs.js';
import type { InvoiceSheet } from './sheet.js';

/** How a text is set. Sizes in points. */
export interface TextStyle {
  size: number;
  color: string;
  weight?: Weight;
  align?: 'left' | 'right';
}

/** A font, with the name under which the document has it. */
interface OpenFont {
  name: Face;
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/** Four of them stand for the digits of a card. In the fonts for Han characters each is as wide as one of those. */
const BULLET = 0x2022;

/** From one baseline to the next, as a multiple of the size: for Latin and for characters that fill their square. */
const LEADING = 1.4;

/**
 * Sets texts of mixed scripts on the page of a document. Its fonts are opened for this document alone: what fontkit
 * remembers of glyphs would else find its way from one invoice into the next.
 */
export class Typesetter {
  private readonly open = new Map<Face, OpenFont>();
  private readonly families: Family[];

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly sheet: Pick<InvoiceSheet, 'language' | 'country'>,
  ) {
    this.families = familiesFor(sheet.language, sheet.country);
  }

  /**
   * Sets a text below `top`, broken into lines of `width`; answers where the next one can begin.
   * With `align: right` it ends at the right edge of the width.
   */
  text(text: string, x: number, top: number, width: number, style: TextStyle): number {
    const lines = this.linesIn(text, width, style);
    const step = style.size * LEADING;
    for (const [index, line] of lines.entries()) {
      const start = style.align === 'right' ? x + width - this.widthOf(line, style) : x;
      this.setLine(line, start, top + index * step + style.size, style);
    }
    return top + lines.length * step;
  }

  /** How high a text of this width will be. */
  heightOf(text: string, width: number, style: TextStyle): number {
    return this.linesIn(text, width, style).length * style.size * LEADING;
  }

  private linesIn(text: string, width: number, style: TextStyle): string[] {
    return linesOf(text, width, this.sheet.language, (part) => this.widthOf(part, style));
  }

  /** How wide a text is on one line. */
  widthOf(text: string, { size, weight }: TextStyle): number {
    return this.runs(text, weight).reduce((sum, run) => sum + this.widthOfRun(run, size), 0);
  }

  private widthOfRun({ font, text }: Run<OpenFont>, size: number): number {
    return this.document.font(font.name).fontSize(size).widthOfString(text);
  }

  private setLine(text: string, x: number, baseline: number, { size, color, weight }: TextStyle): void {
    let start = x;
    for (const run of this.runs(text, weight)) {
      const width = this.widthOfRun(run, size);
      this.document.fillColor(color).text(run.text, start, baseline, { lineBreak: false, baseline: 'alphabetic' });
      start += width;
    }
  }

  /** Semi-bold has no characters but those of our own texts: a name in others is set in the regular weight. */
  private runs(text: string, weight: Weight = 'Regular'): Run<OpenFont>[] {
    const weights: Weight[] = weight === 'SemiBold' ? ['SemiBold', 'Regular'] : ['Regular'];
    const faces = this.families.flatMap((family) => weights.map((each): Face => `${family}-${each}`));
    return runsOf(
      text,
      faces.map((face) => () => this.opened(face)),
    );
  }

  private opened(face: Face): OpenFont {
    const known = this.open.get(face);
    if (known) return known;
    const font = create(fontFile(face)) as Font;
    // pdfkit takes an opened font as well as a file, but its types do not say so.
    this.document.registerFont(face, font as unknown as PDFKit.Mixins.PDFFontSource);
    const isWide = !face.startsWith('NotoSans-');
    const opened = {
      name: face,
      hasGlyphForCodePoint: (codePoint: number) =>
        !(isWide && codePoint === BULLET) && font.hasGlyphForCodePoint(codePoint),
    };
    this.open.set(face, opened);
    return opened;
  }
}
