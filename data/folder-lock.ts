import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DISK } from './disk.js';
import { isRunning, type ProcessIdentity, thisProcess } from './process-identity.js';

/** The right to use a folder. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this process; throws an error that names the folder and the process where another has it. What
 * a dead process left is taken over.
 *
 * The lock is a numbered file, `lock.<n>`, and the highest number counts. Whoever finds it abandoned makes the next
 * number, which only one can; a single file would have to be removed first, and a slow process would then remove the
 * lock of the quicker one. The highest file is never removed, only emptied when its process is done.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await DISK.makeFolder(folder);
  const me = await thisProcess();
  for (;;) {
    const last = await highestLock(folder);
    const owner = await ownerOf(folder, last);
    if (owner && (await isRunning(owner))) throw inUse(folder, owner.pid);
    if (await claim(folder, last + 1, me)) return { release: () => truncate(pathOf(folder, last + 1)) };
  }
}

async function claim(folder: string, number: number, me: ProcessIdentity): Promise<boolean> {
  if (!(await createLock(folder, number, me))) return false;
  // The number may be free because others have come and gone since we looked; then a higher one is there.
  if ((await highestLock(folder)) === number) return tidy(folder, number);
  await unlink(pathOf(folder, number));
  return false;
}

/** Written aside and linked, so that nobody ever reads a lock without its owner. */
async function createLock(folder: string, number: number, me: ProcessIdentity): Promise<boolean> {
  const aside = join(folder, `claim-${randomUUID()}`);
  await writeFile(aside, JSON.stringify(me));
  try {
    await link(aside, pathOf(folder, number));
    return true;
  } catch (fault) {
    // EEXIST: somebody has that number. ENOENT: somebody has the lock, and tidied.
    if (['EEXIST', 'ENOENT'].includes((fault as NodeJS.ErrnoException).code ?? '')) return false;
    throw fault;
  } finally {
    await unlink(aside).catch(unlessMissing);
  }
}

/** Removes what others left: older locks, and claims of processes that died while making them. */
async function tidy(folder: string, number: number): Promise<true> {
  const names = await readdir(folder);
  const left = names.filter((name) => name.startsWith('claim-') || (numberOf(name) ?? number) < number);
  await Promise.all(left.map((name) => unlink(join(folder, name)).catch(unlessMissing)));
  return true;
}

/** Undefined where it was released, or written by a process that did not live to see it on disk. */
async function ownerOf(folder: string, number: number): Promise<ProcessIdentity | undefined> {
  const text = await readFile(pathOf(folder, number), 'utf8').catch(unlessMissing);
  try {
    const owner = JSON.parse(text ?? '') as Partial<ProcessIdentity>;
    return { pid: Number(owner.pid), started: String(owner.started) };
  } catch {
    return undefined;
  }
}

const highestLock = async (folder: string): Promise<number> =>
  Math.max(0, ...(await readdir(folder)).map((name) => numberOf(name) ?? 0));

const numberOf = (name: string): number | undefined => (/^lock\.\d+$/.test(name) ? Number(name.slice(5)) : undefined);

const pathOf = (folder: string, number: number): string => join(folder, `lock.${number}`);

const inUse = (folder: string, pid: number): Error =>
  new Error(
    `The data folder ${folder} is in use by process ${pid}. Stop that process first, or choose another folder.`,
  );

function unlessMissing(fault: NodeJS.ErrnoException): undefined {
  if (fault.code !== 'ENOENT') throw fault;
}
