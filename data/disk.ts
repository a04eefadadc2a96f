import {
  closeSync,
  fdatasync,
  fstatSync,
  fsync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

// Only syncing waits for the disk, so it alone goes to the thread pool. The other calls work on the system's memory
// and take about 10 µs; handed to the pool they cost 100 µs of CPU each, most of what a turn's storage would cost.

const sync = promisify(fsync);
const syncData = promisify(fdatasync);

/** A file that is being written. Whoever opened it closes it. */
export interface DiskFile {
  size(): number;
  append(content: string | Buffer): void;
  /** Waits until what was appended is on disk. The file's name may not be yet. */
  sync(): Promise<void>;
  close(): void;
}

/** What the store asks of a disk; tests put one in between that fails, counts, or loses its power. */
export interface Disk {
  /** The bytes of a small file; undefined where there is none. */
  read(path: string): Buffer | undefined;
  /** Names in a folder; none where there is no folder. */
  list(folder: string): string[];
  /** To append to a file, or to write it anew. */
  open(path: string, how: 'a' | 'w'): DiskFile;
  rename(from: string, to: string): void;
  /** False where there was no such file. */
  remove(path: string): boolean;
  removeFolder(folder: string): Promise<void>;
  /** Makes a folder and those above it, each synced into the one that holds it. */
  makeFolder(folder: string): Promise<void>;
  /** Waits until what was made, renamed or removed in a folder is on disk. */
  syncFolder(folder: string): Promise<void>;
}

/** The disk of this computer. */
export const DISK: Disk = {
  read: (path) => unlessMissing(() => readFileSync(path)),
  list: (folder) => unlessMissing(() => readdirSync(folder)) ?? [],
  open: openFile,
  rename: renameSync,
  remove: (path) => unlessMissing(() => unlinkSync(path) ?? true) ?? false,
  removeFolder: (folder) => rm(folder, { recursive: true, force: true }),
  makeFolder,
  syncFolder,
};

function openFile(path: string, how: 'a' | 'w'): DiskFile {
  const file = openSync(path, how);
  return {
    size: () => fstatSync(file).size,
    append: (content) => writeFileSync(file, content),
    sync: () => syncData(file),
    close: () => closeSync(file),
  };
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and writes names through by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    await sync(handle);
  } finally {
    closeSync(handle);
  }
}

async function makeFolder(folder: string): Promise<void> {
  const whole = resolve(folder);
  const first = mkdirSync(whole, { recursive: true });
  if (!first) return;
  for (let made = whole; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** What `work` answers; undefined where a file is missing. */
function unlessMissing<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault;
    return undefined;
  }
}
