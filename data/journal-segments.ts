import { join } from 'node:path';
import type { Disk } from './disk.js';
import { changesIn, type FileChange } from './file-change.js';

/** What a journal is opened with. */
export interface JournalOptions {
  /** The folder that all files are in; the journal's own is in it. */
  root: string;
  disk: Disk;
  warn(message: string): void;
  /** Told of every entry once it is on disk, in their order, those that an earlier process left first. */
  kept(changes: readonly FileChange[]): void;
}

export const segmentPath = (folder: string, number: number): string => join(folder, `${number}.journal`);

/** Tells of all entries in a journal's folder, oldest first. Answers the segments, and the highest number in use. */
export function readSegments(folder: string, options: JournalOptions): { numbers: number[]; last: number } {
  const names = options.disk.list(folder);
  const numbers = names.flatMap((name) => (/^\d+\.journal$/.test(name) ? [Number.parseInt(name, 10)] : []));
  numbers.sort((a, b) => a - b);
  for (const number of numbers) readSegment(segmentPath(folder, number), options);
  // Damaged segments that were kept have numbers too.
  return { numbers, last: Math.max(0, ...names.map((name) => Number.parseInt(name, 10) || 0)) };
}

/** What follows the last line break was being written when the process ended: nobody was told that it is durable. */
function readSegment(path: string, options: JournalOptions): void {
  const bytes = options.disk.read(path) ?? Buffer.alloc(0);
  const text = bytes.toString();
  const entries = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
  const found = entries.map((entry) => changesIn(entry, options.root));
  const damaged = found.filter((changes) => !changes).length;
  // Entries say what a file holds and not what changes in it: those after a damaged one are right without it.
  for (const changes of found) if (changes) options.kept(changes);
  if (damaged) keepAside(path, bytes, damaged, options);
}

function keepAside(path: string, bytes: Buffer, damaged: number, { disk, warn }: JournalOptions): void {
  const aside = `${path}.damaged`;
  const file = disk.open(aside, 'w');
  file.append(bytes);
  file.close();
  warn(
    `${damaged} entries of the journal ${path} are damaged, and what they said is lost; the others were taken. ` +
      `A copy is kept as ${aside}. Stop the bot and run "npm run reindex".`,
  );
}
