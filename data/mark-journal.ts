import { closeSync, fdatasync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { makeFolder, syncFolder } from './disk.js';
import { isFields, isText } from './document-kind.js';
import type { IndexEdit } from './index-entries.js';

const sync = promisify(fdatasync);

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

  private constructor(
    private readonly path: string,
    private readonly file: number,
  ) {}

  static async open(path: string): Promise<MarkJournal> {
    await makeFolder(dirname(path));
    const journal = new MarkJournal(path, openSync(path, 'a'));
    await syncFolder(dirname(path));
    return journal;
  }

  /** The marks that an earlier process left. Each has to be settled, as those that are appended. */
  left(): Mark[] {
    const marks = readFileSync(this.path, 'utf8').split('\n').flatMap(markIn);
    this.#unsettled += marks.length;
    return marks;
  }

  /** On disk when it resolves. Every mark has to be settled once. */
  async append(mark: Mark): Promise<void> {
    this.#unsettled += 1;
    try {
      // Begins on a line of its own even where an append before it failed half way.
      writeFileSync(this.file, `\n${JSON.stringify(mark)}`);
      await sync(this.file);
    } catch (fault) {
      this.settled();
      throw fault;
    }
  }

  /** Says that everything that a mark was about is on disk. The journal is emptied when that holds for all. */
  settled(): void {
    this.#unsettled -= 1;
    if (this.#unsettled > 0) return;
    try {
      ftruncateSync(this.file);
    } catch {
      // Marks that stay, here or by a power cut, are settled again at the next start, which changes nothing.
    }
  }

  close(): void {
    closeSync(this.file);
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
