import { Worker } from 'node:worker_threads';
import type { InvoiceSheet } from './sheet.js';
import type { Drawn } from './worker.js';

/** An invoice takes some 50 ms, and the first a few hundred; one that takes this long will not come. */
const PATIENCE_MS = 5_000;
/** How long an idle worker, with its fonts, is kept. */
const IDLE_MS = 60_000;

/** Invoices that may wait: all that are made within about the time that somebody would wait for one. */
const MOST_WAITING = 100;

/** A PDF could not be made. */
export class PrintingFailed extends Error {
  override name = 'PrintingFailed';
}

export interface PrinterOptions {
  worker?: URL;
  patienceMs?: number;
  idleMs?: number;
}

interface Job {
  sheet: InvoiceSheet;
  done(pdf: Uint8Array): void;
  failed(fault: Error): void;
}

/**
 * Makes PDFs off the event loop, one at a time, in one worker thread: started for the first invoice, ended when there
 * has been none for a minute. What goes wrong with an invoice is a fault for who asked for it, and for nobody else: a
 * worker that fails or hangs is ended, and the next invoice gets a new one.
 */
export class InvoicePrinter {
  private readonly waiting: Job[] = [];
  private current?: Job;
  private worker?: Worker;
  private timer?: NodeJS.Timeout;

  constructor(private readonly options: PrinterOptions = {}) {}

  /** The PDF of a sheet. @throws PrintingFailed */
  print(sheet: InvoiceSheet): Promise<Uint8Array> {
    if (this.waiting.length >= MOST_WAITING) return Promise.reject(new PrintingFailed('Too many invoices are waiting'));
    return new Promise((done, failed) => {
      this.waiting.push({ sheet, done, failed });
      this.next();
    });
  }

  /** Ends the worker. Who still waits for an invoice gets a fault. */
  async close(): Promise<void> {
    for (const job of this.waiting.splice(0)) job.failed(new PrintingFailed('The service is ending'));
    await this.end('The service is ending');
  }

  private next(): void {
    if (this.current) return;
    const job = this.waiting.shift();
    clearTimeout(this.timer);
    if (job) this.begin(job);
    else this.timer = setTimeout(() => void this.end('idle'), this.options.idleMs ?? IDLE_MS).unref();
  }

  private begin(job: Job): void {
    this.current = job;
    this.worker ??= this.start();
    this.worker.ref();
    this.timer = setTimeout(() => void this.end('it took too long'), this.options.patienceMs ?? PATIENCE_MS);
    this.worker.postMessage(job.sheet);
  }

  private start(): Worker {
    const worker = new Worker(this.options.worker ?? WORKER);
    worker.on('message', (drawn: Drawn) => this.finish(worker, drawn));
    worker.on('error', (fault) => void this.end(`the worker failed: ${fault}`, worker));
    worker.on('exit', (code) => void this.end(`the worker exited with ${code}`, worker));
    return worker;
  }

  private finish(worker: Worker, drawn: Drawn): void {
    const job = this.current;
    if (worker !== this.worker || !job) return;
    this.current = undefined;
    // Nothing waits for it now: it does not keep the process alive.
    worker.unref();
    if ('pdf' in drawn) job.done(drawn.pdf);
    else job.failed(new PrintingFailed(drawn.fault));
    this.next();
  }

  /** Ends the worker (or hears that this one has ended); the job under way fails, and the next one is begun. */
  private async end(why: string, ended = this.worker): Promise<void> {
    if (!ended || ended !== this.worker) return;
    const job = this.current;
    this.worker = undefined;
    this.current = undefined;
    clearTimeout(this.timer);
    job?.failed(new PrintingFailed(`An invoice could not be made: ${why}`));
    if (this.waiting.length) this.next();
    await ended.terminate();
  }
}

/** esbuild puts the worker beside the service as one file; in the sources it is beside this one. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './invoice-worker.js',
  import.meta.url,
);
