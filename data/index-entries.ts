import { nextDueAt } from '../membership/duties.js';
import { ordersInDoubt } from '../membership/order.js';
import type { PartnerAccount, PartnerId } from '../membership/partner.js';
import { dueFolderOf } from './due-index.js';

/** What only one partner can have. Each is reserved across all partners before it is used. */
export const UNIQUE_KINDS = ['mpn-id', 'tenant', 'person', 'request', 'invitation'] as const;
export type UniqueKind = (typeof UNIQUE_KINDS)[number];

/** Sets of partners for which something waits. */
export const SET_KINDS = ['in-doubt', 'notices'] as const;
export type SetKind = (typeof SET_KINDS)[number];

/**
 * One line of an index: it leads from a key to a partner. In a set the key is the partner's own id; what falls `due` is
 * under the minute in which it does, and the partner's id.
 */
export interface IndexEntry {
  kind: UniqueKind | SetKind | 'due';
  key: string;
}

/** The two parts of the key of an entry that is `due`. */
export function partsOfDue(key: string): { minute: string; partner: PartnerId } {
  const slash = key.indexOf('/');
  return { minute: key.slice(0, slash), partner: key.slice(slash + 1) };
}

/** How a write changes what the indexes say of a partner. */
export interface IndexEdit {
  added: IndexEntry[];
  removed: IndexEntry[];
}

export const isUniqueKind = (kind: string): kind is UniqueKind => UNIQUE_KINDS.some((unique) => unique === kind);

export const isSetKind = (kind: string): kind is SetKind => SET_KINDS.some((set) => set === kind);

export const sameEntry = (a: IndexEntry, b: IndexEntry): boolean => a.kind === b.kind && a.key === b.key;

/** Whether an account gives rise to this entry. */
export const claims = (account: PartnerAccount, entry: IndexEntry): boolean =>
  entriesOf(account).some((own) => sameEntry(own, entry));

/**
 * Everything that the indexes should say of an account, in one order for all accounts, so that of two that reserve
 * the same things at once one gets them all.
 */
export function entriesOf(account: PartnerAccount): IndexEntry[] {
  const dueAt = nextDueAt(account);
  const people = [...new Set(account.members.map((member) => member.person))].sort();
  return [
    { kind: 'mpn-id', key: account.mpnId },
    ...(account.tenant === undefined ? [] : [{ kind: 'tenant' as const, key: account.tenant }]),
    ...account.invitations.map(({ code }) => ({ kind: 'invitation' as const, key: code })),
    ...people.map((person) => ({ kind: 'person' as const, key: person })),
    ...account.requests.map(({ number }) => ({ kind: 'request' as const, key: number })),
    ...(ordersInDoubt(account).length + account.forgetting.length > 0
      ? [{ kind: 'in-doubt' as const, key: account.id }]
      : []),
    ...(account.notices.length > 0 ? [{ kind: 'notices' as const, key: account.id }] : []),
    ...(dueAt === undefined ? [] : [{ kind: 'due' as const, key: `${dueFolderOf(dueAt)}/${account.id}` }]),
  ];
}

/** What a write adds to the indexes and takes away; `before` is undefined for a new account. */
export function editOf(before: PartnerAccount | undefined, after: PartnerAccount): IndexEdit {
  const had = before ? entriesOf(before) : [];
  const has = entriesOf(after);
  const without = (entries: IndexEntry[], others: IndexEntry[]) =>
    entries.filter((entry) => !others.some((other) => sameEntry(entry, other)));
  return { added: without(has, had), removed: without(had, has) };
}
