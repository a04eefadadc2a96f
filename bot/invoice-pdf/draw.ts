import PDFDocument from 'pdfkit';
import { InvoicePage } from './page.js';
import type { InvoiceSheet } from './sheet.js';

/** pdfkit knows it, its types do not. */
const ACCESSIBLE = 'PDF/UA' as string as PDFKit.PDFDocumentOptions['subset'];

/**
 * Sets an invoice into a PDF of one page: tagged for screen readers, with its language, fonts embedded as subsets. The
 * same sheet gives the same bytes.
 */
export async function drawInvoice(sheet: InvoiceSheet): Promise<Buffer> {
  const document = new PDFDocument({
    size: sheet.paper,
    margin: 0,
    pdfVersion: '1.7',
    subset: ACCESSIBLE,
    tagged: true,
    lang: sheet.language,
    displayTitle: true,
    // No standard font: it would be one that is not embedded.
    font: '',
    info: {
      Title: sheet.title,
      Author: sheet.seller.name,
      Creator: 'Partner Membership Bot',
      CreationDate: new Date(`${sheet.issuedOn}T00:00:00Z`),
    },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => document.once('end', resolve).once('error', reject));
  new InvoicePage(document, sheet).draw();
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
