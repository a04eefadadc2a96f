import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What can be read in a PDF of one page, as a reader or a screen reader finds it. */
export interface ReadPdf {
  /** What stands in each marked element, in reading order, line by line. */
  texts: string[];
  /** Roles of the structure, outermost first, in reading order. */
  roles: string[];
  pages: number;
  /** In points. */
  size: [width: number, height: number];
  title: string;
  language: string;
  created: string;
  /** Names of the embedded fonts; those that are subsets have a tag before a `+`. */
  fonts: string[];
}

interface Node {
  role?: string;
  children?: Node[];
}

const rolesIn = ({ role, children = [] }: Node): string[] => [...(role ? [role] : []), ...children.flatMap(rolesIn)];

/** Reads a PDF with pdfjs-dist, and its font descriptors from the file itself. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const file = Buffer.from(bytes).toString('latin1');
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const page = await document.getPage(1);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const { info } = await document.getMetadata();
  const { Title, Language, CreationDate } = info as Record<string, string>;
  const { width, height } = page.getViewport({ scale: 1 });
  const read = {
    texts: textsIn(items as Item[]),
    roles: rolesIn((await page.getStructTree()) as Node),
    pages: document.numPages,
    size: [width, height] as [number, number],
    title: Title ?? '',
    language: Language ?? '',
    created: CreationDate ?? '',
    fonts: [...file.matchAll(/\/FontName \/(\S+)/g)].map(([, name = '']) => name),
  };
  await task.destroy();
  return read;
}

type Item = { type?: string; str?: string; hasEOL?: boolean };

function textsIn(items: Item[]): string[] {
  const texts: string[] = [];
  for (const { type, str = '', hasEOL } of items) {
    if (type?.startsWith('beginMarkedContent')) texts.push('');
    else texts.push(`${texts.pop() ?? ''}${str}${hasEOL ? '\n' : ''}`);
  }
  // No-break spaces, of whichever width, are spaces to who reads.
  return texts.map((text) => text.replace(/[\u00a0\u202f]/g, ' ').trim()).filter(Boolean);
}
