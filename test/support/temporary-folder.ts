import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder. Whoever made it calls `remove` when done. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'partner-membership-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
