import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';

/** An append-only file of lines. What `append` has resolved for is on disk, whatever happens to the process. */
export interface Journal {
  /** Adds a line. Lines that are asked for while the disk is busy share the next sync. */
  append(line: string): Promise<void>;
  /** Resolves when every line asked for so far is on disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the journal in `file`, making it where there is none, and answers its whole lines. Rest of a line that a
 * killed process did not finish is dropped: nobody was answered for it.
 */
export async function openJournal(file: string): Promise<{ journal: Journal; lines: string[] }> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'a+');
  const content = await handle.readFile();
  const whole = content.lastIndexOf(0x0a) + 1;
  if (whole < content.length) await handle.truncate(whole);
  await handle.sync();
  await syncFolder(path.dirname(file));
  return { journal: journalOn(handle), lines: content.toString('utf8', 0, whole).split('\n').slice(0, -1) };
}

function journalOn(handle: FileHandle): Journal {
  let waiting: string[] = [];
  let flushing = Promise.resolve();
  let scheduled: Promise<void> | undefined;

  async function flush(): Promise<void> {
    const lines = waiting;
    waiting = [];
    scheduled = undefined;
    await handle.appendFile(lines.map((line) => `${line}\n`).join(''));
    await handle.datasync();
  }

  // After a write that failed, what is in the file is unknown: every later append fails too, until it is opened anew.
  function append(line: string): Promise<void> {
    waiting.push(line);
    if (!scheduled) {
      scheduled = flushing.then(flush);
      flushing = scheduled;
    }
    return scheduled;
  }

  return {
    append,
    settled: () => flushing,
    close: async () => {
      await flushing.catch(() => undefined);
      await handle.close();
    },
  };
}

/** Without this a new file's name may be lost in a power cut. Windows has no such thing, and refuses. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
