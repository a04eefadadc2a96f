import { parentPort } from 'node:worker_threads';
import { drawInvoice } from './draw.js';
import type { InvoiceSheet } from './sheet.js';

/** What comes back for a sheet: the PDF, or what went wrong with this one. */
export type Drawn = { pdf: Uint8Array } | { fault: string };

/** Runs in a thread of its own (printer.ts): a sheet comes in, its PDF goes out, one after the other. */
parentPort?.on('message', (sheet: InvoiceSheet) => {
  drawInvoice(sheet).then(
    (pdf) => send({ pdf }),
    (fault: unknown) => send({ fault: fault instanceof Error ? `${fault.stack}` : String(fault) }),
  );
});

const send = (drawn: Drawn): void => parentPort?.postMessage(drawn);
