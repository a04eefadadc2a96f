import { basename, join } from 'node:path';
import { Low } from 'lowdb';
import { refuse } from '../membership/result.js';
import { DocumentFile, type DocumentFolder } from './document-file.js';
import type { DocumentKind, Migration } from './document-kind.js';
import { decode } from './document-schema.js';
import type { FileChange } from './file-change.js';
import { fileNameOf, shardedPath } from './file-name.js';
import type { JournaledFiles } from './journaled-files.js';

const EXTENSION = '.json';

/** What documents of every kind are opened with. */
interface DocumentsOptions {
  files: JournaledFiles;
  /** From schema 1 on. */
  migrations?: readonly Migration[];
  warn(message: string): void;
}

/** All documents of one kind, each a lowdb database in a file of its own. What was written last may still be on its way there. */
export class Documents<Document> {
  readonly #shared: DocumentFolder<Document>;

  constructor(
    private readonly folder: string,
    private readonly kind: DocumentKind<Document>,
    private readonly options: DocumentsOptions,
  ) {
    const decodeAt = (content: Buffer | string, path: string) => this.#decode(content, path);
    this.#shared = { ...options, decode: decodeAt };
  }

  /** A document of its own for every caller; undefined where there is none, or a damaged one was set aside. */
  read(key: string): Promise<Document | undefined> {
    return this.#readFile(shardedPath(this.folder, key, EXTENSION));
  }

  /** Durable when it resolves, all or nothing with the changes of other files that belong to it. */
  async write(document: Document, alongside: readonly FileChange[] = []): Promise<void> {
    const database = this.#open(shardedPath(this.folder, this.kind.keyOf(document), EXTENSION), alongside);
    database.data = document;
    await database.write();
  }

  /** What writing a document changes, for a write that it belongs to. */
  changeOf(document: Document): FileChange {
    return { path: shardedPath(this.folder, this.kind.keyOf(document), EXTENSION), line: JSON.stringify(document) };
  }

  /** Every document, folder by folder: a scan, for re-indexing only. */
  async *all(): AsyncGenerator<Document> {
    await this.options.files.settle();
    for (const shard of this.options.files.list(this.folder)) {
      for (const name of this.options.files.list(join(this.folder, shard))) {
        const document = name.endsWith(EXTENSION) && (await this.#readFile(join(this.folder, shard, name)));
        if (document) yield document;
      }
    }
  }

  async #readFile(path: string): Promise<Document | undefined> {
    const database = this.#open(path);
    await database.read();
    return database.data ?? undefined;
  }

  #open(path: string, alongside?: readonly FileChange[]): Low<Document | null> {
    return new Low<Document | null>(new DocumentFile(this.#shared, path, alongside), null);
  }

  #decode(content: Buffer | string, path: string) {
    const found = decode(content, this.kind, this.options.migrations ?? []);
    if (!found.ok || fileNameOf(this.kind.keyOf(found.value)) + EXTENSION === basename(path)) return found;
    return refuse({ code: 'damaged' as const, why: 'it holds the record of another key' });
  }
}
