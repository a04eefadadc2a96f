import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';

/** An append-only file of lines. What `append` has resolved for is on disk, whatever happens to the process. */
export interface Journal {
  /** Adds a line. Lines that are asked for while the disk is busy share the next sync. */
  append(line: string): Promise<void>;
  /** Resolves when every line asked for so far is on disk; lines that could not be written are tried again. */
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
  return { journal: journalOn(handle, whole), lines: content.toString('utf8', 0, whole).split('\n').slice(0, -1) };
}

function journalOn(handle: FileHandle, size: number): Journal {
  let waiting: string[] = [];
  let flushing = Promise.resolve();
  let scheduled: Promise<void> | undefined;
  /** Bytes that are known to be on disk; what stands after them is cut off before it is written again. */
  let good = size;
  let isDoubtful = false;

  async function flush(): Promise<void> {
    const lines = waiting;
    waiting = [];
    scheduled = undefined;
    const content = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    try {
      if (isDoubtful) await handle.truncate(good);
      isDoubtful = true;
      await handle.appendFile(content);
      await handle.datasync();
    } catch (fault) {
      // They are not forgotten: whoever asks next tries again, when the disk has room, say.
      waiting = [...lines, ...waiting];
      throw fault;
    }
    isDoubtful = false;
    good += content.length;
  }

  function schedule(): Promise<void> {
    scheduled ??= flushing.catch(() => undefined).then(flush);
    flushing = scheduled;
    return scheduled;
  }

  return {
    append: (line) => {
      waiting.push(line);
      return schedule();
    },
    settled: () => (waiting.length > 0 ? schedule() : flushing),
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
