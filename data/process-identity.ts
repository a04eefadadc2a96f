import { readFile } from 'node:fs/promises';

/** Which process it is: ids are used again, so the moment it started belongs to it. */
export interface ProcessIdentity {
  pid: number;
  /** Boot and clock ticks since; empty where the system has no `/proc`. */
  started: string;
}

/** This process. */
export const thisProcess = async (): Promise<ProcessIdentity> => ({
  pid: process.pid,
  started: (await startOf(process.pid)) ?? '',
});

/** Whether that very process still runs; where there is no `/proc`, whether one with its id does. */
export async function isRunning({ pid, started }: ProcessIdentity): Promise<boolean> {
  if (!answers(pid)) return false;
  const startedNow = await startOf(pid);
  return startedNow === undefined || started === '' || startedNow === started;
}

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    // Not allowed to signal it: it is there, and somebody else's.
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Undefined where it cannot be known; a zombie has ended and answers `ended`. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets, which may itself hold brackets and blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return 'ended';
    return `${(await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()}/${fields[19]}`;
  } catch {
    return undefined;
  }
}
