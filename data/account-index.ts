import { join } from 'node:path';
import type { Instant } from '../membership/calendar.js';
import type { PartnerId } from '../membership/partner.js';
import { DueIndex } from './due-index.js';
import type { FileChange } from './file-change.js';
import { fileNameOf, keyOfFileName, shardedPath } from './file-name.js';
import {
  type IndexEdit,
  type IndexEntry,
  isSetKind,
  partsOfDue,
  SET_KINDS,
  type SetKind,
  UNIQUE_KINDS,
} from './index-entries.js';
import { indexLine, readIndexFile } from './index-file.js';
import type { JournaledFiles } from './journaled-files.js';

const EXTENSION = '.json';

/** What an entry's file says; undefined where the file is damaged. */
interface StoredEntry {
  path: string;
  entry: IndexEntry;
  partner?: PartnerId;
}

/**
 * The indexes on disk, one small file an entry, so that a question costs one read however many partners there are.
 * The sets are kept in memory too, because they are asked for whole; they hold only what waits.
 */
export class AccountIndex {
  readonly #sets: Record<SetKind, Set<PartnerId>> = { 'in-doubt': new Set(), notices: new Set() };
  readonly #due: DueIndex;
  /** Says which version of the program made the indexes. */
  readonly versionFile: string;
  /** By path: what is being given to somebody. */
  readonly #reserved = new Map<string, PartnerId>();

  constructor(
    private readonly folder: string,
    private readonly files: JournaledFiles,
  ) {
    this.versionFile = `${folder}-version.json`;
    this.#due = new DueIndex(join(folder, 'due'), {
      list: (path) => files.list(path),
      partnersIn: (path) => [...this.#entriesIn(path, 'due')].flatMap(({ partner }) => partner ?? []),
    });
  }

  /** Reads the names in the sets, and the minutes in which something falls due. */
  load(): void {
    this.#due.load();
    for (const kind of SET_KINDS) {
      this.#sets[kind].clear();
      for (const { partner } of this.#entriesIn(join(this.folder, kind), kind)) {
        if (partner !== undefined) this.#sets[kind].add(partner);
      }
    }
  }

  partnersIn(kind: SetKind): PartnerId[] {
    return [...this.#sets[kind]];
  }

  /** Partners with something that fell due by then, the earliest first. */
  partnersDue(now: Instant): PartnerId[] {
    return this.#due.upTo(now);
  }

  /** When the next thing falls due. */
  nextDue(): Instant | undefined {
    return this.#due.next();
  }

  /** Who has an entry. Throws where its file is damaged. */
  holderOf(entry: IndexEntry): PartnerId | undefined {
    const path = this.#pathOf(entry);
    const content = this.files.read(path);
    if (content === undefined) return undefined;
    const partner = readIndexFile(content).partner;
    if (partner === undefined)
      throw new Error(`The index entry ${path} is damaged. Stop the bot and run "npm run reindex".`);
    return partner;
  }

  /** Who has an entry; nobody where its file is damaged. */
  readableHolderOf(entry: IndexEntry): PartnerId | undefined {
    return readIndexFile(this.files.read(this.#pathOf(entry)) ?? '').partner;
  }

  /**
   * Edits what the index says of a partner: `write` makes the changes of files that come of it durable, together with
   * the partner's account. Where another partner has what would be added, nothing is done, and that one is answered.
   */
  async edit(
    { added, removed }: IndexEdit,
    partner: PartnerId,
    write: (changes: FileChange[]) => Promise<void>,
  ): Promise<{ entry: IndexEntry; holder: PartnerId } | undefined> {
    for (const entry of added) {
      const holder = this.#reserved.get(this.#pathOf(entry)) ?? this.holderOf(entry);
      if (holder !== undefined && holder !== partner) return { entry, holder };
    }
    const gone = removed.filter((entry) => this.holderOf(entry) === partner);
    // From here until it is durable nobody else gets it.
    for (const entry of added) this.#reserved.set(this.#pathOf(entry), partner);
    try {
      await write([...added.map((entry) => this.#giving(entry, partner)), ...gone.map((entry) => this.#taking(entry))]);
    } finally {
      for (const entry of added) this.#reserved.delete(this.#pathOf(entry));
    }
    for (const entry of added) this.#remember(entry);
    for (const entry of gone) this.#forget(entry);
    return undefined;
  }

  /** Gives an entry to a partner, whatever was there. Only for making the index right again. */
  async put(entry: IndexEntry, partner: PartnerId): Promise<void> {
    if (this.readableHolderOf(entry) !== partner) await this.files.change([this.#giving(entry, partner)]);
  }

  /** Removes an entry's file, damaged or not. Only for making the index right again. */
  async remove({ path }: StoredEntry): Promise<void> {
    await this.files.change([{ path, line: undefined }]);
  }

  /** Every entry: a scan, for re-indexing only. */
  async *all(): AsyncGenerator<StoredEntry> {
    await this.files.settle();
    for (const kind of SET_KINDS) yield* this.#entriesIn(join(this.folder, kind), kind);
    for (const minute of this.files.list(join(this.folder, 'due'))) {
      yield* this.#entriesIn(join(this.folder, 'due', minute), 'due');
    }
    for (const kind of UNIQUE_KINDS) {
      for (const shard of this.files.list(join(this.folder, kind))) {
        yield* this.#entriesIn(join(this.folder, kind, shard), kind);
      }
    }
  }

  /** The file is read only where its name does not say everything. */
  *#entriesIn(folder: string, kind: IndexEntry['kind']): Generator<StoredEntry> {
    for (const name of this.files.list(folder)) {
      const path = join(folder, name);
      const named = keyOfFileName(name.slice(0, -EXTENSION.length));
      if (isSetKind(kind) && named !== undefined) yield { path, entry: { kind, key: named }, partner: named };
      else {
        const { key = '', partner } = readIndexFile(this.files.read(path) ?? '');
        yield { path, entry: { kind, key }, partner };
      }
    }
  }

  #pathOf(entry: IndexEntry): string {
    const folder = join(this.folder, entry.kind);
    if (entry.kind === 'due') {
      const { minute, partner } = partsOfDue(entry.key);
      return join(folder, minute, fileNameOf(partner) + EXTENSION);
    }
    // A set is one folder: it holds only what waits, and is listed once, at start.
    if (isSetKind(entry.kind)) return join(folder, fileNameOf(entry.key) + EXTENSION);
    return shardedPath(folder, entry.key, EXTENSION);
  }

  #giving(entry: IndexEntry, partner: PartnerId): FileChange {
    return { path: this.#pathOf(entry), line: indexLine(entry.key, partner) };
  }

  #taking(entry: IndexEntry): FileChange {
    return { path: this.#pathOf(entry), line: undefined };
  }

  #remember({ kind, key }: IndexEntry): void {
    if (isSetKind(kind)) this.#sets[kind].add(key);
    const { minute, partner } = partsOfDue(key);
    if (kind === 'due') this.#due.add(minute, partner);
  }

  #forget({ kind, key }: IndexEntry): void {
    if (isSetKind(kind)) this.#sets[kind].delete(key);
    const { minute, partner } = partsOfDue(key);
    if (kind === 'due') this.#due.remove(minute, partner);
  }
}
