import assert from 'node:assert/strict';
import { InvoicePrinter, PrintingFailed } from '../../../bot/invoice-pdf/printer.js';
import { type InvoiceSheet, sheetOf } from '../../../bot/invoice-pdf/sheet.js';
import { invoiceWith, readerOf } from '../../support/invoices.js';
import { readPdf } from '../../support/read-pdf.js';

const ODD = new URL('./odd-worker.mjs', import.meta.url);
const sheet = (title: string) => ({ title }) as InvoiceSheet;

describe('The printer of invoices', function () {
  this.timeout(20_000);
  let printer: InvoicePrinter;
  const open = (options = {}) => {
    printer = new InvoicePrinter({ worker: ODD, ...options });
    return printer;
  };
  const threadOf = async () => (await printer.print(sheet('thread')))[0];

  afterEach(() => printer.close());

  it('makes PDFs in a thread of its own, and leaves the event loop free', async () => {
    printer = new InvoicePrinter();
    const wanted = sheetOf(invoiceWith(), await readerOf('en'));
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const pdfs = await Promise.all(Array.from({ length: 5 }, () => printer.print(wanted)));
    clearInterval(beat);
    assert.ok(pdfs.every((pdf) => Buffer.compare(pdf, pdfs[0] as Uint8Array) === 0));
    assert.equal((await readPdf(pdfs[0] as Uint8Array)).title, 'Invoice 4690418-2026-0001');
    assert.ok(longest < 1500, `${longest} ms`);
  });

  it('uses one thread for all, one invoice after the other', async () => {
    open();
    const threads = await Promise.all([threadOf(), threadOf(), threadOf()]);
    assert.equal(new Set(threads).size, 1);
  });

  for (const [title, why] of [
    ['crash', /the worker failed: Error: out of order/],
    ['exit', /the worker exited with 3/],
    ['hang', /it took too long/],
    ['fault', /no such font/],
  ] as const) {
    it(`fails one invoice alone where it comes to a ${title}, and makes the others`, async () => {
      open({ patienceMs: 1000 });
      const before = printer.print(sheet('thread'));
      const bad = printer.print(sheet(title));
      const after = printer.print(sheet('thread'));
      const failed = assert.rejects(bad, (fault: Error) => fault instanceof PrintingFailed && why.test(fault.message));
      assert.equal((await before).length, 1);
      await failed;
      assert.equal((await after).length, 1);
    });
  }

  it('ends its thread when there is nothing to do, and starts another', async () => {
    open({ idleMs: 30 });
    const first = await threadOf();
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.notEqual(await threadOf(), first);
  });

  it('fails what still waits when the service ends', async () => {
    open();
    const waiting = [printer.print(sheet('hang')), printer.print(sheet('thread'))];
    const failed = Promise.all(waiting.map((each) => assert.rejects(each, PrintingFailed)));
    await printer.close();
    await failed;
  });

  it('takes no more than it can make in good time', async () => {
    open();
    const waiting = Array.from({ length: 101 }, () => printer.print(sheet('hang')).catch(() => 'failed'));
    await assert.rejects(printer.print(sheet('thread')), /too many/i);
    await printer.close();
    assert.equal((await Promise.all(waiting)).length, 101);
  });
});
