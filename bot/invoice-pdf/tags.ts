/** Sets something and answers where the next thing can begin. */
type Setting = () => number;
/** Sets the cells of a row; answers where each ends. */
export type Row = (cells: readonly Setting[]) => number[];

/** pdfkit knows the scope of a table's heads; its types do not. */
type Options = PDFKit.Mixins.StructureElementOptions & { scope?: 'Column' | 'Row' };

interface Table {
  /** A row of column heads. */
  head: Row;
  row: Row;
  /** A row whose first cell is the head of it. */
  fact: Row;
}

/** What a screen reader follows: the structure of the document, in the order in which things are set. */
export class Tags {
  private readonly root: PDFKit.PDFStructureElement;

  constructor(private readonly document: PDFKit.PDFDocument) {
    this.root = document.struct('Document');
    document.addStructure(this.root);
  }

  /** A heading or a paragraph. */
  text(type: 'H1' | 'H2' | 'P', set: Setting): number {
    return this.leaf(this.root, type, set);
  }

  /** Lines and the like: nothing to read. Between elements, never within one. */
  artifact(draw: () => unknown): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw();
    this.document.endMarkedContent();
  }

  table(fill: (table: Table) => number): number {
    const table = this.branch(this.root, 'Table');
    const column: Options = { scope: 'Column' };
    const bottom = fill({
      head: (cells) => this.row(table, cells, () => ['TH', column]),
      row: (cells) => this.row(table, cells, () => ['TD', {}]),
      fact: (cells) => this.row(table, cells, (index) => (index ? ['TD', {}] : ['TH', { scope: 'Row' }])),
    });
    table.end();
    return bottom;
  }

  end(): void {
    this.root.end();
  }

  private row(
    table: PDFKit.PDFStructureElement,
    cells: readonly Setting[],
    kindOf: (index: number) => [type: 'TH' | 'TD', options: Options],
  ): number[] {
    const row = this.branch(table, 'TR');
    const bottoms = cells.map((cell, index) => {
      const [type, options] = kindOf(index);
      return this.leaf(row, type, cell, options);
    });
    row.end();
    return bottoms;
  }

  private branch(parent: PDFKit.PDFStructureElement, type: string): PDFKit.PDFStructureElement {
    const element = this.document.struct(type);
    parent.add(element);
    return element;
  }

  /** The element is part of the document when its content is set, so that pdfkit runs the closure at once. */
  private leaf(parent: PDFKit.PDFStructureElement, type: string, set: Setting, options: Options = {}): number {
    let bottom = 0;
    const content = () => {
      bottom = set();
    };
    parent.add(this.document.struct(type, options, [content]));
    return bottom;
  }
}
