import type { Adapter } from 'lowdb';
import type { Result } from '../membership/result.js';
import type { Damaged } from './document-schema.js';
import type { FileChange } from './file-change.js';
import type { JournaledFiles } from './journaled-files.js';

/** What document files share. */
export interface DocumentFolder<Document> {
  files: JournaledFiles;
  decode(content: Buffer | string, path: string): Result<Document, Damaged>;
  warn(message: string): void;
}

/** lowdb's way to one document: a file that is written durably, and set aside where it is damaged. */
export class DocumentFile<Document> implements Adapter<Document | null> {
  constructor(
    private readonly folder: DocumentFolder<Document>,
    private readonly path: string,
    /** Changes of other files that belong to the write: all take place, or none. */
    private readonly alongside: readonly FileChange[] = [],
  ) {}

  /** Null where there is no document, or a damaged one. */
  async read(): Promise<Document | null> {
    const found = this.#decode();
    if (found && !found.ok) return this.#setAside();
    return found ? found.value : null;
  }

  async write(document: Document | null): Promise<void> {
    // Made into text before anything is awaited, so that what happens to the object meanwhile does not get in.
    const line = JSON.stringify(document);
    await this.folder.files.change([{ path: this.path, line }, ...this.alongside]);
  }

  #decode(): Result<Document, Damaged> | undefined {
    const content = this.folder.files.read(this.path);
    return content === undefined ? undefined : this.folder.decode(content, this.path);
  }

  /** Looks again first: another reader may have set it aside, and a writer put a good one there. */
  async #setAside(): Promise<Document | null> {
    // So that there is a file to set aside, and none that is still to come takes its place.
    await this.folder.files.settle();
    const found = this.#decode();
    if (!found || found.ok) return found ? found.value : null;
    const aside = `${this.path}.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
    await this.folder.files.rename(this.path, aside);
    this.folder.warn(`Damaged document set aside as ${aside}: ${found.problem.why}. ${ADVICE}`);
    return null;
  }
}

const ADVICE =
  'The record counts as absent. To repair it, stop the bot, put a good file back, and run "npm run reindex".';
