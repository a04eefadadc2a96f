import type { Documents } from './documents.js';

/** Changes one record of its own, counting its writes. The same object back: nothing is written. */
export async function changeRecord<Kept extends { version: number }>(
  documents: Documents<Kept>,
  key: string,
  blank: Kept,
  change: (record: Kept) => Kept,
): Promise<Kept> {
  const record = (await documents.read(key)) ?? blank;
  const changed = change(record);
  if (changed === record) return record;
  const kept = { ...changed, version: record.version + 1 };
  await documents.write(kept);
  return kept;
}
