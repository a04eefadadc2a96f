import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { openJournal } from '../../../membership/payments/journal.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('The journal of the sandbox', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let file: string;
  let restore = () => {};
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = path.join(folder.path, 'journal.jsonl');
  });
  afterEach(async () => {
    restore();
    await folder.remove();
  });
  const lines = async () => (await openJournal(file)).lines;

  /** From now on half of what is written gets through, and the disk is full: until `restore`. */
  async function fillDisk(): Promise<void> {
    const handle = await open(file, 'a');
    const prototype = Object.getPrototypeOf(handle);
    const { appendFile } = prototype;
    await handle.close();
    prototype.appendFile = async function (content: Buffer) {
      await appendFile.call(this, content.subarray(0, content.length / 2));
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    };
    restore = () => Object.assign(prototype, { appendFile });
  }

  it('writes what a full disk did not take once there is room again, whole and in order', async () => {
    const { journal } = await openJournal(file);
    await journal.append('one');
    await fillDisk();
    await assert.rejects(journal.append('two'), /no space/);
    await assert.rejects(journal.append('three'), /no space/);
    await assert.rejects(journal.settled(), /no space/);
    restore();
    await journal.settled();
    await journal.append('four');
    assert.deepEqual(await lines(), ['one', 'two', 'three', 'four']);
    await journal.close();
  });

  it('drops half a line that a full disk left behind, when the process ends before there is room', async () => {
    const { journal } = await openJournal(file);
    await journal.append('one');
    await fillDisk();
    await assert.rejects(journal.append('two and some more'), /no space/);
    await journal.close();
    restore();
    assert.deepEqual(await lines(), ['one']);
  });
});
