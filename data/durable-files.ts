import { dirname, join } from 'node:path';
import type { Disk } from './disk.js';
import type { FileChange } from './file-change.js';

/** Files that are synced at the same time: enough to keep a disk busy, and few enough to leave it to others too. */
const AT_ONCE = 4;

/** As much as a turn writes, and more than what may be free at the end of some file of a disk that is full. */
const SOME_ROOM = ' '.repeat(16_384);

/**
 * Files that are on disk when a promise resolves: content is written to a temporary file, synced, and moved to its
 * place, and the folder is synced too. A file is therefore always whole, whenever the process stops.
 */
export class DurableFiles {
  readonly #temporaryFolder: string;
  readonly #folders = new Map<string, Promise<void>>();
  #written = 0;

  private constructor(
    root: string,
    readonly disk: Disk,
  ) {
    this.#temporaryFolder = join(root, 'tmp');
  }

  /** Clears away what an earlier process left half written. Only the holder of the folder's lock may call it. */
  static async open(root: string, disk: Disk): Promise<DurableFiles> {
    const files = new DurableFiles(root, disk);
    await disk.removeFolder(files.#temporaryFolder);
    await disk.makeFolder(files.#temporaryFolder);
    return files;
  }

  /** Makes many changes, each file on its own. Where one fails the others may have been made; none is under way then. */
  async change(changes: readonly FileChange[]): Promise<void> {
    await eachOf(changes, (change) => this.#change(change));
    const folders = new Set(changes.map(({ path }) => dirname(path)));
    await eachOf([...folders], (folder) => this.disk.syncFolder(folder));
  }

  async append(path: string, text: string): Promise<void> {
    await this.#folder(dirname(path));
    const file = this.disk.open(path, 'a');
    try {
      const isNew = file.size() === 0;
      file.append(text);
      await file.sync();
      if (isNew) await this.disk.syncFolder(dirname(path));
    } finally {
      file.close();
    }
  }

  /** Bytes in a file of their own. */
  async write(path: string, content: Uint8Array): Promise<void> {
    await this.#folder(dirname(path));
    this.disk.rename(await this.#temporaryOf(Buffer.from(content)), path);
    await this.disk.syncFolder(dirname(path));
  }

  async remove(path: string): Promise<void> {
    if (this.disk.remove(path)) await this.disk.syncFolder(dirname(path));
  }

  async rename(from: string, to: string): Promise<void> {
    this.disk.rename(from, to);
    await this.disk.syncFolder(dirname(to));
  }

  /** Removes a folder with everything in it, in one step as far as a crash can tell. */
  async removeFolder(folder: string): Promise<void> {
    const gone = this.#temporaryPath();
    this.disk.rename(folder, gone);
    await this.disk.syncFolder(dirname(folder));
    this.#folders.clear();
    await this.disk.removeFolder(gone);
  }

  /** Rejects where a new file cannot be written. One is, and removed again. */
  async tryToWrite(): Promise<void> {
    this.disk.remove(await this.#temporaryOf(SOME_ROOM));
  }

  async #change({ path, line }: FileChange): Promise<void> {
    // Made also for a file that goes, since the folder is synced afterwards.
    await this.#folder(dirname(path));
    if (line === undefined) this.disk.remove(path);
    else this.disk.rename(await this.#temporaryOf(`${line}\n`), path);
  }

  async #temporaryOf(content: string | Buffer): Promise<string> {
    const path = this.#temporaryPath();
    const file = this.disk.open(path, 'w');
    try {
      file.append(content);
      await file.sync();
      return path;
    } catch (fault) {
      // Half of a file would take up room on a disk that has none left, once more with every try.
      this.disk.remove(path);
      throw fault;
    } finally {
      file.close();
    }
  }

  #temporaryPath(): string {
    this.#written += 1;
    return join(this.#temporaryFolder, String(this.#written));
  }

  // Remembered as a promise, so that nobody writes into a folder whose own entry is not on disk yet.
  #folder(folder: string): Promise<void> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const made = this.disk.makeFolder(folder);
    this.#folders.set(folder, made);
    made.catch(() => this.#folders.delete(folder));
    return made;
  }
}

/** Does something with each, a few at a time. Rejects only when nothing is under way any more. */
async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
