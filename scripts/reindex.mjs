import path from 'node:path';
import { buildIfNeeded } from './build.mjs';

/**
 * `npm run reindex [folder]`: makes the indexes of a stopped bot's records again from its accounts. Wanted after files
 * were put back by hand, and where a warning says so.
 */
const folder = process.argv[2] ?? path.join(process.env.DATA_FOLDER ?? 'data-store', 'records');

try {
  const { reindex } = await import(path.join(path.dirname(await buildIfNeeded()), 'reindex.js'));
  const { partners, removed } = await reindex(folder);
  console.log(`Indexed ${partners} partners in ${folder}; removed ${removed} entries that no account has.`);
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
