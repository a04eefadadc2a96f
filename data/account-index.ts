import { join } from 'node:path';
import type { PartnerId } from '../membership/partner.js';
import { isFields, isText } from './document-kind.js';
import type { DurableFiles } from './durable-files.js';
import { fileNameOf, keyOfFileName, shardedPath } from './file-name.js';
import { type IndexEntry, isSetKind, SET_KINDS, type SetKind, UNIQUE_KINDS } from './index-entries.js';

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

  constructor(
    private readonly folder: string,
    private readonly files: DurableFiles,
  ) {}

  /** Reads the names in the sets. */
  async load(): Promise<void> {
    for (const kind of SET_KINDS) {
      this.#sets[kind].clear();
      for await (const { partner } of this.#entriesIn(join(this.folder, kind), kind)) {
        if (partner !== undefined) this.#sets[kind].add(partner);
      }
    }
  }

  partnersIn(kind: SetKind): PartnerId[] {
    return [...this.#sets[kind]];
  }

  /** Who has an entry. Throws where its file is damaged. */
  async holderOf(entry: IndexEntry): Promise<PartnerId | undefined> {
    const path = this.#pathOf(entry);
    const bytes = this.files.read(path);
    if (!bytes) return undefined;
    const partner = partnerIn(bytes);
    if (partner === undefined)
      throw new Error(`The index entry ${path} is damaged. Stop the bot and run "npm run reindex".`);
    return partner;
  }

  /** Gives an entry to a partner unless somebody has it; answers who has it then. */
  async reserve(entry: IndexEntry, partner: PartnerId): Promise<PartnerId> {
    this.#setOf(entry)?.add(partner);
    for (;;) {
      if (await this.files.create(this.#pathOf(entry), textOf(entry, partner))) return partner;
      const holder = await this.holderOf(entry);
      // It may have been given up in between.
      if (holder !== undefined) return holder;
    }
  }

  /** Gives an entry to a partner, whatever was there. Only for making the index right again. */
  async put(entry: IndexEntry, partner: PartnerId): Promise<void> {
    this.#setOf(entry)?.add(partner);
    const holder = await this.holderOf(entry).catch(() => undefined);
    if (holder !== partner) await this.files.write(this.#pathOf(entry), textOf(entry, partner));
  }

  /** Takes an entry from a partner, where it has it. */
  async release(entry: IndexEntry, partner: PartnerId): Promise<void> {
    this.#setOf(entry)?.delete(partner);
    if ((await this.holderOf(entry)) === partner) await this.files.remove(this.#pathOf(entry));
  }

  /** Removes an entry's file, damaged or not. */
  async remove({ path, entry }: StoredEntry): Promise<void> {
    this.#setOf(entry)?.delete(entry.key);
    await this.files.remove(path);
  }

  /** Every entry: a scan, for re-indexing only. */
  async *all(): AsyncGenerator<StoredEntry> {
    for (const kind of SET_KINDS) yield* this.#entriesIn(join(this.folder, kind), kind);
    for (const kind of UNIQUE_KINDS) {
      for (const shard of this.files.list(join(this.folder, kind))) {
        yield* this.#entriesIn(join(this.folder, kind, shard), kind);
      }
    }
  }

  /** The file is read only where its name does not say everything. */
  async *#entriesIn(folder: string, kind: IndexEntry['kind']): AsyncGenerator<StoredEntry> {
    for (const name of this.files.list(folder)) {
      const path = join(folder, name);
      const named = keyOfFileName(name.slice(0, -EXTENSION.length));
      if (isSetKind(kind) && named !== undefined) yield { path, entry: { kind, key: named }, partner: named };
      else yield { path, ...(await this.#readEntry(path, kind)) };
    }
  }

  async #readEntry(path: string, kind: IndexEntry['kind']): Promise<Omit<StoredEntry, 'path'>> {
    const fields = parse(this.files.read(path) ?? Buffer.alloc(0));
    const key = isFields(fields) && isText(fields.key) ? fields.key : '';
    return { entry: { kind, key }, partner: isFields(fields) && isText(fields.partner) ? fields.partner : undefined };
  }

  #pathOf(entry: IndexEntry): string {
    const folder = join(this.folder, entry.kind);
    // A set is one folder: it holds only what waits, and is listed once, at start.
    if (isSetKind(entry.kind)) return join(folder, fileNameOf(entry.key) + EXTENSION);
    return shardedPath(folder, entry.key, EXTENSION);
  }

  #setOf(entry: IndexEntry): Set<PartnerId> | undefined {
    return isSetKind(entry.kind) ? this.#sets[entry.kind] : undefined;
  }
}

const textOf = (entry: IndexEntry, partner: PartnerId): string => `${JSON.stringify({ key: entry.key, partner })}\n`;

function partnerIn(bytes: Buffer): PartnerId | undefined {
  const fields = parse(bytes);
  return isFields(fields) && isText(fields.partner) ? fields.partner : undefined;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
