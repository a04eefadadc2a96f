import { join } from 'node:path';
import type { DiskFile } from './disk.js';
import { entryOf, type FileChange } from './file-change.js';
import { type JournalOptions, readSegments, segmentPath } from './journal-segments.js';

/**
 * Makes changes of files durable by writing them down, many with one sync: an entry that comes while others are being
 * synced shares the next sync. A journal is a row of segments, so that the older ones can go while the last one grows.
 *
 * Where a segment cannot be written nothing is accepted until it is forgotten: an entry whose writer was told that it
 * failed may be in it all the same, and may come after a crash, but never in front of entries that do not know of it.
 */
export class Journal {
  readonly #folder: string;
  #older: number[] = [];
  #number = 0;
  #file: DiskFile | undefined;
  #size = 0;
  #broken: { number: number; fault: unknown } | undefined;
  #group: (readonly FileChange[])[] = [];
  #nextGroup: Promise<void> | undefined;
  #tail: Promise<void> = Promise.resolve();

  private constructor(private readonly options: JournalOptions) {
    this.#folder = join(options.root, 'journal');
  }

  static async open(options: JournalOptions): Promise<Journal> {
    const journal = new Journal(options);
    await options.disk.makeFolder(journal.#folder);
    const { numbers, last } = readSegments(journal.#folder, options);
    journal.#older = numbers;
    journal.#number = last;
    await journal.#begin();
    return journal;
  }

  /** Characters in the last segment. */
  get size(): number {
    return this.#size;
  }

  get isBroken(): boolean {
    return this.#broken !== undefined;
  }

  /** On disk, all or nothing, when it resolves. */
  append(changes: readonly FileChange[]): Promise<void> {
    this.#group.push(changes);
    this.#nextGroup ??= this.#inTurn(() => this.#writeGroup());
    return this.#nextGroup;
  }

  /** Begins a segment. Everything that was kept until it resolves is in the older ones. */
  rotate(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#size === 0 && !this.#broken) return;
      this.#older.push(this.#number);
      await this.#begin().catch((fault) => {
        this.#older.pop();
        throw fault;
      });
    });
  }

  /** Removes the segments before the last one, whose changes have been made by now. */
  async forget(): Promise<void> {
    for (const number of [...this.#older]) {
      // One after the other: a segment that stayed when a newer one had gone would undo what that one said.
      this.options.disk.remove(segmentPath(this.#folder, number));
      await this.options.disk.syncFolder(this.#folder);
      this.#older.shift();
    }
    if (this.#broken && this.#broken.number !== this.#number) this.#broken = undefined;
  }

  /** Leaves a file behind only where there is something in it. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#file?.close();
      if (this.#size === 0 && !this.#broken) this.options.disk.remove(segmentPath(this.#folder, this.#number));
    });
  }

  async #begin(): Promise<void> {
    const file = this.options.disk.open(segmentPath(this.#folder, this.#number + 1), 'a');
    try {
      await this.options.disk.syncFolder(this.#folder);
    } catch (fault) {
      file.close();
      throw fault;
    }
    this.#file?.close();
    this.#file = file;
    this.#number += 1;
    this.#size = 0;
  }

  async #writeGroup(): Promise<void> {
    const group = this.#group;
    this.#group = [];
    this.#nextGroup = undefined;
    if (this.#broken) throw this.#broken.fault;
    try {
      const text = group.map((changes) => entryOf(changes, this.options.root)).join('');
      this.#file?.append(text);
      await this.#file?.sync();
      this.#size += text.length;
    } catch (fault) {
      this.#broken = { number: this.#number, fault };
      throw fault;
    }
    for (const changes of group) this.options.kept(changes);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#tail.then(work);
    this.#tail = done.catch(() => undefined);
    return done;
  }
}
