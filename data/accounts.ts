import type { PartnerAccount, PartnerId } from '../membership/partner.js';
import { ok, type Result, refuse } from '../membership/result.js';
import type { RequestMessage } from '../membership/service-request.js';
import type { AccountIndex } from './account-index.js';
import { deepFreeze } from './deep-freeze.js';
import type { Documents } from './documents.js';
import type { FileChange } from './file-change.js';
import { claims, editOf, entriesOf, type IndexEntry, isUniqueKind, type UniqueKind } from './index-entries.js';
import { KeyedQueue } from './keyed-queue.js';
import { RecentlyUsed } from './recently-used.js';
import type { AccountChange, Taken } from './store.js';

/** Accounts kept as they were parsed: a turn asks for its own several times. */
const MOST_IN_MEMORY = 500;

/** What accounts are kept with. */
interface AccountParts {
  documents: Documents<PartnerAccount>;
  messages: Documents<RequestMessage>;
  index: AccountIndex;
  warn(message: string): void;
}

/** Partners' accounts and the indexes over them, kept in agreement. */
export class Accounts {
  readonly #queue = new KeyedQueue();
  readonly #recent = new RecentlyUsed<PartnerAccount>(MOST_IN_MEMORY);
  #writes = 0;

  constructor(private readonly parts: AccountParts) {}

  /** Frozen, since others get the same. */
  async read(id: PartnerId): Promise<PartnerAccount | undefined> {
    const recent = this.#recent.get(id);
    if (recent) return recent;
    const writes = this.#writes;
    const account = deepFreeze(await this.parts.documents.read(id));
    // What was written while it was read may be newer.
    if (account && this.#writes === writes) this.#recent.set(id, account);
    return account;
  }

  /** As `Store.create`; an id that exists is `taken` where they share something unique, and a fault otherwise. */
  create(account: PartnerAccount): Promise<Result<PartnerAccount, Taken>> {
    return this.#queue.run(account.id, async () => {
      const present = await this.read(account.id);
      if (present) return alreadyThere(present, account);
      return this.#keep(undefined, { ...account, version: 1 });
    });
  }

  /** As `Store.change`. */
  change<Value, Problem extends { code: string }>(
    id: PartnerId,
    change: AccountChange<Value, Problem>,
  ): Promise<Result<Value, Problem | Taken>> {
    return this.#queue.run(id, async () => {
      const account = await this.read(id);
      if (!account) throw new Error(`There is no partner "${id}" to change`);
      const changed = change(account);
      if (!changed.ok) return changed;
      if (changed.value.account === account) return this.#unchanged(changed.value);
      const next = { ...changed.value.account, version: account.version + 1 };
      const kept = await this.#keep(account, next, changed.value.messages);
      return kept.ok ? ok(changed.value.value) : kept;
    });
  }

  /** The partner whose account has this. One that cannot be read keeps what is its own: its people are no strangers. */
  async partnerWith(kind: UniqueKind, key: string): Promise<PartnerId | undefined> {
    const entry = { kind, key };
    const partner = this.#holder(entry);
    const account = partner === undefined ? undefined : await this.read(partner);
    return !account || claims(account, entry) ? partner : undefined;
  }

  #unchanged<Value>({ value, messages }: { value: Value; messages?: readonly RequestMessage[] }): Result<Value, never> {
    if (messages?.length) throw new Error('A message is counted in the change that writes it, but nothing changed');
    return ok(value);
  }

  /**
   * The account, what the index says of it and the messages that it counts are one write, so that no crash can leave
   * them disagreeing.
   */
  async #keep(
    before: PartnerAccount | undefined,
    after: PartnerAccount,
    messages: readonly RequestMessage[] = [],
  ): Promise<Result<PartnerAccount, Taken>> {
    if (before && before.id !== after.id) throw new Error(`A change must not make partner "${before.id}" another one`);
    const written = messages.map((message) => this.parts.messages.changeOf(message));
    const taken = await this.parts.index.edit(editOf(before, after), after.id, (changes) =>
      this.#write(after, [...changes, ...written]),
    );
    return taken ? refuse(takenBy(taken.holder, taken.entry)) : ok(after);
  }

  async #write(account: PartnerAccount, alongside: FileChange[]): Promise<void> {
    await this.parts.documents.write(account, alongside);
    // Parsed again from what was written, so that readers get before a restart what they get after it.
    this.#recent.delete(account.id);
    this.#writes += 1;
  }

  #holder(entry: IndexEntry): PartnerId | undefined {
    try {
      return this.parts.index.holderOf(entry);
    } catch (fault) {
      this.parts.warn(String(fault));
      return undefined;
    }
  }
}

function takenBy(holder: PartnerId, { kind }: IndexEntry): Taken {
  if (!isUniqueKind(kind)) throw new Error(`The index "${kind}" has partner "${holder}" under another's name`);
  return { code: 'taken', what: kind, by: holder };
}

function alreadyThere(present: PartnerAccount, account: PartnerAccount): Result<never, Taken> {
  const shared = entriesOf(account).find((entry) => isUniqueKind(entry.kind) && claims(present, entry));
  if (!shared) throw new Error(`There already is another partner "${account.id}"`);
  return refuse(takenBy(present.id, shared));
}
