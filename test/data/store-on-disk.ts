import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { Order } from '../../membership/order.js';
import type { PartnerAccount } from '../../membership/partner.js';

/** All files below a folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** What the index files of a data folder say, as sorted lines `kind key → partner`. */
export async function indexOnDisk(folder: string): Promise<string[]> {
  const paths = await filesBelow(join(folder, 'records/index'));
  const texts = new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const)));
  return indexLines(folder, paths, (path) => texts.get(path) ?? '');
}

/** The same of some paths and their texts. */
export function indexLines(folder: string, paths: string[], textOf: (path: string) => string): string[] {
  const index = join(folder, 'records', 'index', sep);
  const lines = paths
    .filter((path) => path.startsWith(index))
    .map((path) => {
      const { key, partner } = JSON.parse(textOf(path));
      return `${path.slice(index.length).split(sep)[0]} ${key} → ${partner}`;
    });
  return lines.sort();
}

/** What the indexes should say, said once more in other words than the store's. */
export function indexOfAccounts(accounts: PartnerAccount[]): string[] {
  const lines = accounts.flatMap((account) =>
    [
      `mpn-id ${account.mpnId}`,
      ...(account.tenant === undefined ? [] : [`tenant ${account.tenant}`]),
      ...new Set(account.members.map(({ person }) => `person ${person}`)),
      ...account.requests.map(({ number }) => `request ${number}`),
      ...(account.orders.some(({ status }) => /^(charging|awaiting-confirmation)$/.test(status))
        ? [`in-doubt ${account.id}`]
        : []),
      ...account.orders.flatMap(({ status, transfer }) =>
        status === 'pending-transfer' ? [dueLine(account, transfer)] : [],
      ),
      ...(account.notices.length ? [`notices ${account.id}`] : []),
    ].map((line) => `${line} → ${account.id}`),
  );
  return lines.sort();
}

/** The day after the last one starts at 22:00 UTC of that one: the sample partners are in Paris, in summer. */
const dueLine = ({ id }: PartnerAccount, transfer: Order['transfer']) => `due ${transfer?.until}T2200Z/${id}`;

/** Fails where a document was set aside. */
export async function assertNothingDamaged(folder: string): Promise<void> {
  const damaged = (await filesBelow(folder)).filter((file) => basename(file).includes('.damaged-'));
  assert.deepEqual(damaged, []);
}
