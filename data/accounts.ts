import type { PartnerAccount, PartnerId } from '../membership/partner.js';
import { ok, type Result, refuse } from '../membership/result.js';
import type { AccountIndex } from './account-index.js';
import { deepFreeze } from './deep-freeze.js';
import type { Documents } from './documents.js';
import { claims, editOf, entriesOf, type IndexEntry, isSetKind, sameEntry, type UniqueKind } from './index-entries.js';
import { KeyedQueue } from './keyed-queue.js';
import type { Mark, MarkJournal } from './mark-journal.js';
import type { AccountChange, Taken } from './store.js';

/** What accounts are kept with. */
interface AccountParts {
  documents: Documents<PartnerAccount>;
  index: AccountIndex;
  journal: MarkJournal;
  warn(message: string): void;
}

/** Partners' accounts and the indexes over them, kept in agreement through crashes. */
export class Accounts {
  readonly #queue = new KeyedQueue();

  constructor(private readonly parts: AccountParts) {}

  read(id: PartnerId): Promise<PartnerAccount | undefined> {
    return this.parts.documents.read(id);
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
      const changed = change(deepFreeze(account));
      if (!changed.ok) return changed;
      if (changed.value.account === account) return ok(changed.value.value);
      const kept = await this.#keep(account, { ...changed.value.account, version: account.version + 1 });
      return kept.ok ? ok(changed.value.value) : kept;
    });
  }

  /** The partner whose account has this; the account is asked too, since an entry comes before it and goes after it. */
  async partnerWith(kind: UniqueKind, key: string): Promise<PartnerId | undefined> {
    const entry = { kind, key };
    const partner = await this.#holder(entry);
    const account = partner === undefined ? undefined : await this.read(partner);
    return account && claims(account, entry) ? partner : undefined;
  }

  /** Indexes again every partner that a crash may have left in disagreement. */
  async recover(): Promise<void> {
    for (const mark of this.parts.journal.left()) {
      try {
        await this.#settle(mark);
        this.parts.journal.settled();
      } catch (fault) {
        // Its mark stays for the next start; the other partners go on.
        this.parts.warn(`Partner "${mark.partner}" could not be indexed again: ${String(fault)}`);
      }
    }
  }

  async #keep(before: PartnerAccount | undefined, after: PartnerAccount): Promise<Result<PartnerAccount, Taken>> {
    if (before && before.id !== after.id) throw new Error(`A change must not make partner "${before.id}" another one`);
    const edit = editOf(before, after);
    if (edit.added.length + edit.removed.length > 0) return this.#keepIndexed({ partner: after.id, ...edit }, after);
    await this.parts.documents.write(after);
    return ok(after);
  }

  async #keepIndexed(mark: Mark, after: PartnerAccount): Promise<Result<PartnerAccount, Taken>> {
    await this.parts.journal.append(mark);
    try {
      const taken = await this.#write(mark, after);
      if (taken) await this.#settle(mark);
      this.parts.journal.settled();
      return taken ? refuse(taken) : ok(after);
    } catch (fault) {
      await this.#settle(mark).then(
        () => this.parts.journal.settled(),
        // The mark stays in the journal, so that the next start settles it.
        () => undefined,
      );
      throw fault;
    }
  }

  /** New entries before the account, old ones after it: what an account has is never free for others. */
  async #write(mark: Mark, after: PartnerAccount): Promise<Taken | undefined> {
    for (const entry of mark.added) {
      const holder = await this.parts.index.reserve(entry, after.id);
      if (holder !== after.id) return takenBy(holder, entry);
    }
    await this.parts.documents.write(after);
    await Promise.all(mark.removed.map((entry) => this.parts.index.release(entry, after.id)));
    return undefined;
  }

  /** Makes the index say of a partner what its account says, whatever of the marked write took place. */
  async #settle(mark: Mark): Promise<void> {
    const account = await this.read(mark.partner);
    const wanted = account ? entriesOf(account) : [];
    for (const entry of wanted) await this.parts.index.put(entry, mark.partner);
    const named = [...mark.added, ...mark.removed];
    const unwanted = named.filter((entry) => !wanted.some((other) => sameEntry(entry, other)));
    for (const entry of unwanted) await this.parts.index.release(entry, mark.partner);
  }

  #holder(entry: IndexEntry): Promise<PartnerId | undefined> {
    return this.parts.index.holderOf(entry).catch((fault) => {
      this.parts.warn(String(fault));
      return undefined;
    });
  }
}

function takenBy(holder: PartnerId, { kind }: IndexEntry): Taken {
  if (isSetKind(kind)) throw new Error(`The index "${kind}" has partner "${holder}" under another's name`);
  return { code: 'taken', what: kind, by: holder };
}

function alreadyThere(present: PartnerAccount, account: PartnerAccount): Result<never, Taken> {
  const shared = entriesOf(account).find((entry) => !isSetKind(entry.kind) && claims(present, entry));
  if (!shared) throw new Error(`There already is another partner "${account.id}"`);
  return refuse(takenBy(present.id, shared));
}
