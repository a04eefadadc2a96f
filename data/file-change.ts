import { relative, resolve, sep } from 'node:path';
import { crc32 } from 'node:zlib';

/** What becomes of a file. */
export interface FileChange {
  path: string;
  /** Its one line, as JSON.stringify makes it: without line breaks or tabs; undefined: there is no such file. */
  line: string | undefined;
}

/**
 * An entry of the journal: changes that take place together, as a line `checksum ⇥ path ⇥ line ⇥ path ⇥ line …`.
 * JSON has no tabs of its own and file names neither, so that nothing needs to be escaped, which would cost more than
 * all the rest. Paths are below `root`, so that a folder can be moved or copied.
 */
export function entryOf(changes: readonly FileChange[], root: string): string {
  const fields = changes.flatMap(({ path, line }) => [relative(root, path), line ?? '']);
  const text = fields.join('\t');
  return `${checksum(text)}\t${text}\n`;
}

/** The changes of an entry; undefined where it is not as it was written. */
export function changesIn(entry: string, root: string): FileChange[] | undefined {
  const end = entry.indexOf('\t');
  const text = entry.slice(end + 1);
  if (end < 0 || entry.slice(0, end) !== checksum(text)) return undefined;
  const fields = text.split('\t');
  const changes: FileChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    changes.push({ path: resolve(root, fields[at] ?? ''), line: fields[at + 1] || undefined });
  }
  return changes.every(({ path }) => path.startsWith(resolve(root) + sep)) ? changes : undefined;
}

const checksum = (text: string): string => crc32(text).toString(16);
