import type { PartnerAccount } from '../membership/partner.js';
import type { Documents } from './documents.js';
import { DurableFiles } from './durable-files.js';
import { lockFolder } from './folder-lock.js';
import { claims, entriesOf } from './index-entries.js';
import { type JsonRecords, type JsonStoreOptions, openRecords, withDefaults } from './json-records.js';

/** What re-indexing found and did. */
interface Reindexed {
  partners: number;
  /** Entries that no account accounts for. */
  removed: number;
}

const AT_ONCE = 16;

/**
 * Makes all indexes of a folder from its accounts: what is missing or wrong is written, what nobody has is removed.
 * Reads every account. It can be stopped and run again; it rejects where the folder is in use.
 */
export async function reindex(folder: string, options: JsonStoreOptions = {}): Promise<Reindexed> {
  const lock = await lockFolder(folder);
  try {
    const settings = withDefaults(options);
    const records = await openRecords(folder, await DurableFiles.open(folder, settings.disk), settings);
    return await rebuild(records, settings.warn).finally(() => records.files.close());
  } finally {
    await lock.release();
  }
}

/** Raised when the indexes come to hold more than those of an older version of the program did. */
const INDEXES = '3';

/** Makes all indexes again where an older version of the program made them: once, at its first start. */
export async function indexAnew(records: JsonRecords, warn: (message: string) => void): Promise<void> {
  const { index, files } = records;
  if (files.read(index.versionFile)?.toString().trim() === INDEXES) return;
  await rebuild(records, warn);
  await files.change([{ path: index.versionFile, line: INDEXES }]);
  index.load();
}

async function rebuild(records: JsonRecords, warn: (message: string) => void): Promise<Reindexed> {
  // Before anything is removed: an account that cannot be read, being of a newer schema, stops it all here.
  const partners = await eachOf(records.partners.all(), (account) => indexAccount(records, account, warn));
  const removed = await removeUnclaimed(records);
  await records.files.settle();
  return { partners, removed };
}

async function indexAccount(
  { index, partners }: JsonRecords,
  account: PartnerAccount,
  warn: (message: string) => void,
): Promise<void> {
  for (const entry of entriesOf(account)) {
    const holder = index.readableHolderOf(entry);
    const rival = holder === undefined || holder === account.id ? undefined : await partners.read(holder);
    if (!rival || !claims(rival, entry)) await index.put(entry, account.id);
    else warn(`Partners "${rival.id}" and "${account.id}" both have ${entry.kind} "${entry.key}"; the first keeps it.`);
  }
}

async function removeUnclaimed({ index, partners }: JsonRecords): Promise<number> {
  let removed = 0;
  await eachOf(index.all(), async (stored) => {
    const account = await accountOf(partners, stored.partner);
    if (account && claims(account, stored.entry)) return;
    await index.remove(stored);
    removed += 1;
  });
  return removed;
}

const accountOf = async (partners: Documents<PartnerAccount>, id: string | undefined) =>
  id === undefined ? undefined : partners.read(id);

/** Does something with each of a long row, a few at a time, since most of the time is waiting for the disk. */
async function eachOf<Item>(items: AsyncIterable<Item>, work: (item: Item) => Promise<void>): Promise<number> {
  let count = 0;
  let batch: Item[] = [];
  for await (const item of items) {
    count += 1;
    if (batch.push(item) < AT_ONCE) continue;
    await Promise.all(batch.map(work));
    batch = [];
  }
  await Promise.all(batch.map(work));
  return count;
}
