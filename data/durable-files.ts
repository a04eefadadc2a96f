import { link, mkdir, open, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * Files that are on disk when a promise resolves: content is written to a temporary file, synced, and moved to its
 * place, and the folder is synced too. A file is therefore always whole, whenever the process stops.
 */
export class DurableFiles {
  readonly #temporaryFolder: string;
  readonly #folders = new Map<string, Promise<void>>();
  #written = 0;

  private constructor(root: string) {
    this.#temporaryFolder = join(root, 'tmp');
  }

  /** Clears away what an earlier process left half written. Only the holder of the folder's lock may call it. */
  static async open(root: string): Promise<DurableFiles> {
    const files = new DurableFiles(root);
    await rm(files.#temporaryFolder, { recursive: true, force: true });
    await mkdir(files.#temporaryFolder);
    return files;
  }

  /** The bytes of a file; undefined where there is none. */
  read(path: string): Promise<Buffer | undefined> {
    return readFile(path).catch(unlessMissing);
  }

  /** Names in a folder; none where there is no folder. */
  async list(folder: string): Promise<string[]> {
    return (await readdir(folder).catch(unlessMissing)) ?? [];
  }

  /** Puts `text` in the place of whatever was there. */
  async write(path: string, text: string): Promise<void> {
    const [temporary] = await Promise.all([this.#temporary(text), this.#folder(dirname(path))]);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  }

  /** Makes a file that was not there; false, and nothing done, where it already was. */
  async create(path: string, text: string): Promise<boolean> {
    const [temporary] = await Promise.all([this.#temporary(text), this.#folder(dirname(path))]);
    // A hard link is the one way to make a file exclusively and with its content at once.
    const made = await link(temporary, path).then(() => true, unlessPresent);
    await Promise.all([unlink(temporary), made && syncFolder(dirname(path))]);
    return made;
  }

  async remove(path: string): Promise<void> {
    await unlink(path).catch(unlessMissing);
    await syncFolder(dirname(path)).catch(unlessMissing);
  }

  async append(path: string, text: string): Promise<void> {
    await this.#folder(dirname(path));
    const file = await open(path, 'a');
    try {
      const isNew = (await file.stat()).size === 0;
      await file.appendFile(text);
      await file.sync();
      if (isNew) await syncFolder(dirname(path));
    } finally {
      await file.close();
    }
  }

  async rename(from: string, to: string): Promise<void> {
    await rename(from, to);
    await syncFolder(dirname(to));
  }

  /** Removes a folder with everything in it, in one step as far as a crash can tell. */
  async removeFolder(folder: string): Promise<void> {
    const gone = this.#temporaryPath();
    await rename(folder, gone).catch(unlessMissing);
    await syncFolder(dirname(folder));
    this.#folders.clear();
    await rm(gone, { recursive: true, force: true });
  }

  async #temporary(text: string): Promise<string> {
    const path = this.#temporaryPath();
    await writeFile(path, text, { flush: true });
    return path;
  }

  #temporaryPath(): string {
    this.#written += 1;
    return join(this.#temporaryFolder, String(this.#written));
  }

  // Remembered as a promise, so that nobody writes into a folder whose own entry is not on disk yet.
  #folder(folder: string): Promise<void> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const made = makeFolder(folder);
    this.#folders.set(folder, made);
    made.catch(() => this.#folders.delete(folder));
    return made;
  }
}

/** Makes a folder and those above it, each synced into the one that holds it. */
export async function makeFolder(folder: string): Promise<void> {
  const whole = resolve(folder);
  const first = await mkdir(whole, { recursive: true });
  if (!first) return;
  for (let made = whole; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Waits until what was made, renamed or removed in a folder is on disk. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and writes its names through by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** For `catch`: a missing file is undefined, every other fault stays one. */
export function unlessMissing(fault: NodeJS.ErrnoException): undefined {
  if (fault.code !== 'ENOENT') throw fault;
}

function unlessPresent(fault: NodeJS.ErrnoException): false {
  if (fault.code !== 'EEXIST') throw fault;
  return false;
}
