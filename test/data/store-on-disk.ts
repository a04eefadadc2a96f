import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PartnerAccount } from '../../membership/partner.js';

/** All files below a folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** What the index files of a data folder say, as sorted lines `kind key → partner`. */
export async function indexOnDisk(folder: string): Promise<string[]> {
  const index = join(folder, 'records', 'index');
  const files = await filesBelow(index);
  const lines = files.map(async (file) => {
    const { key, partner } = JSON.parse(await readFile(file, 'utf8'));
    return `${file.slice(index.length + 1).split(/[\\/]/)[0]} ${key} → ${partner}`;
  });
  return (await Promise.all(lines)).sort();
}

/** What the indexes should say, said once more in other words than the store's. */
export function indexOfAccounts(accounts: PartnerAccount[]): string[] {
  const lines = accounts.flatMap((account) =>
    [
      `mpn-id ${account.mpnId}`,
      ...(account.tenant === undefined ? [] : [`tenant ${account.tenant}`]),
      ...new Set(account.members.map(({ person }) => `person ${person}`)),
      ...(account.orders.some(({ status }) => /^(charging|awaiting-confirmation)$/.test(status))
        ? [`in-doubt ${account.id}`]
        : []),
      ...(account.notices.length ? [`notices ${account.id}`] : []),
    ].map((line) => `${line} → ${account.id}`),
  );
  return lines.sort();
}

/** Fails where a document was set aside. */
export async function assertNothingDamaged(folder: string): Promise<void> {
  const damaged = (await filesBelow(folder)).filter((file) => basename(file).includes('.damaged-'));
  assert.deepEqual(damaged, []);
}
