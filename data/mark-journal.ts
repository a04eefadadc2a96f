import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFields, isText } from './document-kind.js';
import { makeFolder, syncFolder } from './durable-files.js';
import type { IndexEdit } from './index-entries.js';

/** That a partner's account and its index entries may disagree. */
export interface Mark extends IndexEdit {
  partner: string;
}

/**
 * The marks that stand before account writes (house.md): a mark is on disk before its account and its entries are
 * touched, and goes when all of them are on disk. What is found in here at start has to be indexed again.
 */
export class MarkJournal {
  #unsettled = 0;
  #emptied: Promise<unknown> = Promise.resolve();

  private constructor(private readonly file: FileHandle) {}

  static async open(path: string): Promise<MarkJournal> {
    await makeFolder(dirname(path));
    const journal = new MarkJournal(await open(path, 'a+'));
    await syncFolder(dirname(path));
    return journal;
  }

  /** The marks that an earlier process left. Each counts as unsettled until `settled` was called for it. */
  async left(): Promise<Mark[]> {
    const { size } = await this.file.stat();
    const { buffer } = await this.file.read(Buffer.alloc(size), 0, size, 0);
    const marks = buffer.toString().split('\n').flatMap(markIn);
    this.#unsettled += marks.length;
    return marks;
  }

  /** On disk when it resolves. Every mark has to be settled once. */
  async append(mark: Mark): Promise<void> {
    this.#unsettled += 1;
    await this.#emptied;
    // Begins on a line of its own even where an append before it failed half way.
    await this.file.appendFile(`\n${JSON.stringify(mark)}`);
    await this.file.datasync();
  }

  /** Says that everything that a mark was about is on disk. The journal is emptied when that holds for all. */
  async settled(): Promise<void> {
    this.#unsettled -= 1;
    if (this.#unsettled > 0) return;
    // Not emptied for once: the same marks are settled again at the next start, which changes nothing.
    this.#emptied = this.file.truncate(0).catch(() => undefined);
    await this.#emptied;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** A half-written mark is no mark: what it announced had not begun. */
function markIn(line: string): Mark[] {
  try {
    const mark: unknown = JSON.parse(line);
    return isFields(mark) && isText(mark.partner) ? [mark as unknown as Mark] : [];
  } catch {
    return [];
  }
}
