import type { Fact, InvoiceSheet, Party } from './sheet.js';
import { type Row, Tags } from './tags.js';
import { type TextStyle, Typesetter } from './typesetter.js';

const INK = '#1b1b1f';
const SOFT = '#5d5d66';
const RULE = '#d5d5dc';
const ACCENT = '#0f6cbd';
const TINT = '#f2f6fb';

const LABEL: TextStyle = { size: 8.5, color: SOFT };
const BODY: TextStyle = { size: 10, color: INK };
const QUIET: TextStyle = { size: 10, color: SOFT };
const NAME: TextStyle = { size: 11.5, color: INK };
const SMALL: TextStyle = { size: 9, color: SOFT };
const TOTAL: TextStyle = { size: 13, color: INK, weight: 'SemiBold' };
const toTheRight = (style: TextStyle): TextStyle => ({ ...style, align: 'right' });

const MARGIN = 60;
/** Between columns. */
const GAP = 20;

/** The page, from top to bottom. Every method draws below `top` and answers where the next one can begin. */
export class InvoicePage {
  private readonly type: Typesetter;
  private readonly tags: Tags;
  private readonly left = MARGIN;
  private readonly width: number;

  constructor(
    private readonly page: PDFKit.PDFDocument,
    private readonly sheet: InvoiceSheet,
  ) {
    this.type = new Typesetter(page, sheet);
    this.tags = new Tags(page);
    this.width = page.page.width - 2 * MARGIN;
  }

  draw(): void {
    const { heads, item, seller, buyer } = this.sheet;
    let top = this.heading(MARGIN - 8) + 28;
    top = this.facts(top) + 30;
    top = this.parties(seller, buyer, top) + 34;
    top = this.items(heads, item, top) + 14;
    top = Math.max(this.payment(top + 1.5), this.sums(top)) + 36;
    this.notes(top);
    this.footer();
    this.tags.end();
  }

  private heading(top: number): number {
    this.tags.artifact(() => this.page.rect(this.left, top, 40, 4).fill(ACCENT));
    const { heading, seller } = this.sheet;
    const half = this.width / 2;
    this.tags.text('H1', () =>
      this.type.text(heading, this.left, top + 20, half, { size: 27, color: INK, weight: 'SemiBold' }),
    );
    this.tags.text('P', () =>
      this.type.text(seller.name, this.left + half, top + 33.5, half, toTheRight({ size: 12, color: SOFT })),
    );
    return top + 58;
  }

  private facts(top: number): number {
    const { facts } = this.sheet;
    const step = this.width / facts.length;
    this.rule(top - 12, RULE);
    const bottoms = facts.map((fact, index) => this.fact(fact, this.left + index * step, top, step - GAP));
    return Math.max(...bottoms);
  }

  /** A label with its value below it. */
  private fact([label, value]: Fact, x: number, top: number, width: number): number {
    return this.tags.text('P', () => {
      const below = this.type.text(label, x, top, width, LABEL);
      return this.type.text(value, x, below + 2, width, BODY);
    });
  }

  private parties(seller: Party, buyer: Party, top: number): number {
    const half = this.width / 2;
    const first = this.party(seller, this.left, top, half - GAP);
    return Math.max(first, this.party(buyer, this.left + half, top, half));
  }

  private party({ role, name, lines }: Party, x: number, top: number, width: number): number {
    let below = this.tags.text('H2', () => this.type.text(role, x, top, width, LABEL)) + 3;
    below = this.tags.text('P', () => this.type.text(name, x, below, width, NAME)) + 2;
    for (const line of lines) below = this.tags.text('P', () => this.type.text(line, x, below, width, QUIET));
    return below;
  }

  private items(heads: InvoiceSheet['heads'], item: InvoiceSheet['item'], top: number): number {
    return this.tags.table((table) => {
      const headed = this.row(table.head, heads, top, LABEL) + 6;
      this.rule(headed, INK);
      const below = this.row(table.row, item, headed + 11, BODY) + 11;
      this.rule(below, RULE);
      return below;
    });
  }

  private row(row: Row, [item, term, amount]: InvoiceSheet['item'], top: number, style: TextStyle): number {
    const [wide, middle, narrow] = [0.36, 0.43, 0.21].map((share) => share * this.width) as [number, number, number];
    const cells = [
      () => this.type.text(item, this.left, top, wide - GAP, style),
      () => this.type.text(term, this.left + wide, top, middle - GAP, style),
      () => this.type.text(amount, this.left + wide + middle, top, narrow, toTheRight(style)),
    ];
    return Math.max(...row(cells));
  }

  private sums(top: number): number {
    const { sums, total } = this.sheet;
    const half = this.width / 2;
    const x = this.left + half;
    return this.tags.table((table) => {
      let below = top;
      for (const sum of sums) below = this.sum(table.fact, sum, below, QUIET, BODY) + 5;
      this.rule(below + 4, INK, x, half);
      return this.sum(table.fact, total, below + 13, { ...TOTAL, size: 11 }, TOTAL);
    });
  }

  private sum(row: Row, [label, value]: Fact, top: number, style: TextStyle, amount: TextStyle): number {
    const half = this.width / 2;
    const x = this.left + half;
    const narrow = this.type.widthOf(value, amount) + 1;
    const cells = [
      // Both stand on one line, whatever their sizes are.
      () => this.type.text(label, x, top + amount.size - style.size, half - narrow - GAP, style),
      () => this.type.text(value, x + half - narrow, top, narrow, toTheRight(amount)),
    ];
    return Math.max(...row(cells));
  }

  private payment(top: number): number {
    return this.fact(this.sheet.payment, this.left, top, this.width / 2 - GAP);
  }

  private notes(top: number): void {
    const { notice, closing } = this.sheet;
    const below = notice ? this.notice(notice, top) + 16 : top;
    this.tags.text('P', () => this.type.text(closing, this.left, below, this.width, SMALL));
  }

  /** In a box. What lies behind the text is drawn first, as high as the text is going to be. */
  private notice(notice: string, top: number): number {
    const inset = 14;
    const height = this.type.heightOf(notice, this.width - 2 * inset, BODY) + 2 * inset - 4;
    this.tags.artifact(() => {
      this.page.rect(this.left, top, this.width, height).fill(TINT);
      this.page.rect(this.left, top, 3, height).fill(ACCENT);
    });
    this.tags.text('P', () => this.type.text(notice, this.left + inset, top + inset - 2, this.width - 2 * inset, BODY));
    return top + height;
  }

  private footer(): void {
    const { title, page } = this.sheet;
    const top = this.page.page.height - 48;
    const half = this.width / 2;
    this.rule(top - 10, RULE);
    this.tags.artifact(() => {
      this.type.text(title, this.left, top, half, LABEL);
      this.type.text(page, this.left + half, top, half, toTheRight(LABEL));
    });
  }

  private rule(y: number, color: string, x = this.left, width = this.width): void {
    const drawn = () =>
      this.page
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.6)
        .strokeColor(color)
        .stroke();
    this.tags.artifact(drawn);
  }
}
