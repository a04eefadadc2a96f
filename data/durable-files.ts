import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, unlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, readIfThere, syncFolder, unless, unlessMissing, writeSynced } from './disk.js';

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
    mkdirSync(files.#temporaryFolder);
    return files;
  }

  /** The bytes of a file; undefined where there is none. */
  read(path: string): Buffer | undefined {
    return readIfThere(path);
  }

  /** Names in a folder; none where there is no folder. */
  list(folder: string): string[] {
    return unlessMissing(() => readdirSync(folder)) ?? [];
  }

  /** Puts `text` in the place of whatever was there. */
  async write(path: string, text: string): Promise<void> {
    const temporary = await this.#temporaryFor(path, text);
    renameSync(temporary, path);
    await syncFolder(dirname(path));
  }

  /** Makes a file that was not there; false, and nothing done, where it already was. */
  async create(path: string, text: string): Promise<boolean> {
    const temporary = await this.#temporaryFor(path, text);
    // A hard link is the one way to make a file exclusively and with its content at once.
    const made = unless('EEXIST', () => linkSync(temporary, path) ?? true) ?? false;
    unlinkSync(temporary);
    if (made) await syncFolder(dirname(path));
    return made;
  }

  async remove(path: string): Promise<void> {
    const removed = unlessMissing(() => unlinkSync(path) ?? true);
    if (removed) await syncFolder(dirname(path));
  }

  async append(path: string, text: string): Promise<void> {
    await this.#folder(dirname(path));
    const isNew = !existsSync(path);
    await writeSynced(path, text, 'a');
    if (isNew) await syncFolder(dirname(path));
  }

  async rename(from: string, to: string): Promise<void> {
    renameSync(from, to);
    await syncFolder(dirname(to));
  }

  /** Removes a folder with everything in it, in one step as far as a crash can tell. */
  async removeFolder(folder: string): Promise<void> {
    const gone = this.#temporaryPath();
    unlessMissing(() => renameSync(folder, gone));
    await syncFolder(dirname(folder));
    this.#folders.clear();
    await rm(gone, { recursive: true, force: true });
  }

  async #temporaryFor(path: string, text: string): Promise<string> {
    await this.#folder(dirname(path));
    const temporary = this.#temporaryPath();
    await writeSynced(temporary, text);
    return temporary;
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
