import { createHash } from 'node:crypto';
import { join } from 'node:path';

const LONGEST = 160;

/**
 * A file name (without extension) for any key: readable where the key is, and safe on every file system. Everything
 * but `a-z 0-9 _ -` is written as `~` and its UTF-16 code in hex, capitals too, because some systems do not tell
 * them apart; a long key becomes its digest. The leading `_` keeps names such as `con` away from Windows.
 */
export function fileNameOf(key: string): string {
  const escaped = key.replace(/[^a-z0-9_-]/g, (unit) => `~${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return escaped.length <= LONGEST ? `_${escaped}` : `~~${digest(key)}`;
}

/** The key that a file name was made of, or undefined where it is a digest. */
export function keyOfFileName(name: string): string | undefined {
  if (name.startsWith('~~')) return undefined;
  return name.slice(1).replace(/~([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** `<folder>/<shard>/<file name><extension>`: 256 shards, so that 100,000 keys make folders of 400 files. */
export const shardedPath = (folder: string, key: string, extension: string): string =>
  join(folder, digest(key).slice(0, 2), fileNameOf(key) + extension);

// UTF-16 and not UTF-8, which would make all lone surrogates the same key.
const digest = (key: string): string => createHash('sha256').update(Buffer.from(key, 'utf16le')).digest('hex');
