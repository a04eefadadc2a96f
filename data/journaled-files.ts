import type { DurableFiles } from './durable-files.js';
import type { FileChange } from './file-change.js';
import { Journal } from './journal.js';

/** How far files may lag behind the journal before they are written; twice as far, and writers wait for it. */
export interface JournalLimits {
  /** Files that wait to be written. */
  files: number;
  /** Characters in the journal. */
  size: number;
  milliseconds: number;
}

/** A start after a crash writes at most twice as many files: about a second. */
export const LIMITS: JournalLimits = { files: 1_000, size: 16_000_000, milliseconds: 5_000 };

interface JournaledFilesOptions {
  /** The folder that all files are in. */
  root: string;
  limits: JournalLimits;
  warn(message: string): void;
}

/**
 * Files whose changes are durable as soon as they stand in a journal. The files themselves are written later, each
 * once however often it changed; until then their content is in memory. Only what is durable can be read.
 */
export class JournaledFiles {
  readonly #waiting = new Map<string, FileChange>();
  #journal!: Journal;
  #checkpoint: Promise<void> | undefined;
  #fault: unknown;
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly files: DurableFiles,
    private readonly options: JournaledFilesOptions,
  ) {}

  /** Puts into the files what an earlier process left in the journal. */
  static async open(files: DurableFiles, options: JournaledFilesOptions): Promise<JournaledFiles> {
    const opened = new JournaledFiles(files, options);
    const { root, warn } = options;
    opened.#journal = await Journal.open({ root, warn, disk: files.disk, kept: (changes) => opened.#keep(changes) });
    await opened.settle().catch(async (fault) => {
      await opened.stop();
      throw fault;
    });
    return opened;
  }

  /** The content of a file; undefined where there is none. */
  read(path: string): Buffer | string | undefined {
    const waiting = this.#waiting.get(path);
    return waiting ? waiting.line : this.files.disk.read(path);
  }

  /** Names in a folder on disk: `settle` first. */
  list(folder: string): string[] {
    return this.files.disk.list(folder);
  }

  /** Durable, all or nothing, when it resolves. */
  async change(changes: readonly FileChange[]): Promise<void> {
    // Nothing is accepted that might have to wait for ever to get into its file.
    if (this.#fault !== undefined || this.#journal.isBroken || this.#lagsBy(2)) await this.#writeFiles();
    await this.#journal.append(changes).catch((fault) => {
      throw new Error(`Nothing can be saved in ${this.options.root}: ${String(fault)}`, { cause: fault });
    });
    if (this.#lagsBy(1)) this.#writeFilesSoon();
  }

  /** Everything that is durable by now is in its file when it resolves, and the journal empty. */
  async settle(): Promise<void> {
    await this.#checkpoint?.catch(() => undefined);
    await this.#writeFiles();
  }

  /** Gives a file another name, for good. It must not be waiting to be written. */
  rename(from: string, to: string): Promise<void> {
    return this.files.rename(from, to);
  }

  /** Settles as far as the disk lets it; what is left stays in the journal for the next start. */
  async close(): Promise<void> {
    await this.settle().catch(() => undefined);
    await this.stop();
  }

  /** Ends without settling. No change may be under way. */
  async stop(): Promise<void> {
    await this.#checkpoint?.catch(() => undefined);
    clearTimeout(this.#timer);
    await this.#journal.close();
  }

  #keep(changes: readonly FileChange[]): void {
    for (const change of changes) this.#waiting.set(change.path, change);
    this.#timer ??= setTimeout(() => this.#writeFilesSoon(), this.options.limits.milliseconds).unref();
  }

  #lagsBy(times: number): boolean {
    const { files, size } = this.options.limits;
    return this.#waiting.size >= files * times || this.#journal.size >= size * times;
  }

  #writeFilesSoon(): void {
    // Where it fails the operator is told; the changes stay where they are.
    this.#writeFiles().catch(() => undefined);
  }

  #writeFiles(): Promise<void> {
    this.#checkpoint ??= this.#writeAllFiles().finally(() => {
      this.#checkpoint = undefined;
    });
    return this.#checkpoint;
  }

  async #writeAllFiles(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await this.#journal.rotate();
      const written = [...this.#waiting.values()];
      await this.files.change(written);
      await this.#journal.forget();
      // What changed meanwhile is in the last segment, and waits for the next time.
      for (const change of written) if (this.#waiting.get(change.path) === change) this.#waiting.delete(change.path);
      this.#fault = undefined;
    } catch (fault) {
      throw this.#failed(fault);
    }
  }

  #failed(fault: unknown): Error {
    const problem = `The records in ${this.options.root} cannot be written: ${String(fault)}`;
    if (this.#fault === undefined) this.options.warn(`${problem}. What was saved is safe in the journal beside them.`);
    this.#fault = fault;
    this.#keep([]);
    return new Error(`${problem}. Nothing can be saved until they can.`, { cause: fault });
  }
}
