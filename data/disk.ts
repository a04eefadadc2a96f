import { closeSync, fsync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

// Only syncing waits for the disk, so it alone goes to the thread pool. The other calls work on the system's memory
// and take about 10 µs; handed to the pool they cost 100 µs of CPU each, most of what a turn's storage would cost.

const sync = promisify(fsync);

/** The bytes of a small file; undefined where there is none. */
export const readIfThere = (path: string): Buffer | undefined => unlessMissing(() => readFileSync(path));

/** Writes a file, or adds to its end, and waits until the content is on disk; its name may not be yet. */
export async function writeSynced(path: string, text: string, flag: 'w' | 'a' = 'w'): Promise<void> {
  const file = openSync(path, flag);
  try {
    writeFileSync(file, text);
    await sync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until what was made, renamed or removed in a folder is on disk. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and writes names through by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    await sync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a folder and those above it, each synced into the one that holds it. */
export async function makeFolder(folder: string): Promise<void> {
  const whole = resolve(folder);
  const first = mkdirSync(whole, { recursive: true });
  if (!first) return;
  for (let made = whole; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** What `work` answers; undefined where a file is missing. */
export const unlessMissing = <Value>(work: () => Value): Value | undefined => unless('ENOENT', work);

/** What `work` answers; undefined where it fails with this code. Every other fault stays one. */
export function unless<Value>(code: string, work: () => Value): Value | undefined {
  try {
    return work();
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== code) throw fault;
    return undefined;
  }
}
