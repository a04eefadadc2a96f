/**
 * `npm run reindex [folder]`: makes the indexes of a stopped bot's data folder again from its accounts. Wanted after
 * files were put back by hand, and where a warning says so.
 */
import { reindex } from '../data/reindex.js';

const folder = process.argv[2] ?? 'data-store';

try {
  const { partners, removed } = await reindex(folder);
  console.log(`Indexed ${partners} partners in ${folder}; removed ${removed} entries that no account has.`);
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
