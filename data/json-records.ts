import { join } from 'node:path';
import type { PartnerAccount } from '../membership/partner.js';
import { AccountIndex } from './account-index.js';
import type { DocumentKind, Migrations } from './document-kind.js';
import { CONVERSATION, MIGRATIONS, PARTNER, PERSON, TESTER } from './document-kinds.js';
import { Documents } from './documents.js';
import type { DurableFiles } from './durable-files.js';
import { MarkJournal } from './mark-journal.js';
import type { ConversationRecord, PersonRecord, TesterRecord } from './store.js';

/** How a JSON store is opened. */
export interface JsonStoreOptions {
  /** Told in a sentence about records that were set aside. The console by default. */
  warn?: (message: string) => void;
  /** Those of this version of the program by default. */
  migrations?: Migrations;
}

/** What is in `<folder>/records`: everything that a reset removes. */
export interface JsonRecords {
  partners: Documents<PartnerAccount>;
  conversations: Documents<ConversationRecord>;
  people: Documents<PersonRecord>;
  testers: Documents<TesterRecord>;
  index: AccountIndex;
  journal: MarkJournal;
  /** Of delivered notices, one file a partner. */
  deliveries: string;
}

export const recordsFolder = (folder: string): string => join(folder, 'records');

/** Opens the records of a folder that this process has locked. */
export async function openRecords(
  folder: string,
  files: DurableFiles,
  options: Required<JsonStoreOptions>,
): Promise<JsonRecords> {
  const within = (name: string) => join(recordsFolder(folder), name);
  const documents = <Document>(name: string, kind: DocumentKind<Document>) =>
    new Documents(within(name), kind, { files, warn: options.warn, migrations: options.migrations[kind.name] });
  const index = new AccountIndex(within('index'), files);
  await index.load();
  return {
    partners: documents('partners', PARTNER),
    conversations: documents('conversations', CONVERSATION),
    people: documents('people', PERSON),
    testers: documents('tester', TESTER),
    index,
    journal: await MarkJournal.open(within('index-marks.jsonl')),
    deliveries: within('deliveries'),
  };
}

export const withDefaults = (options: JsonStoreOptions): Required<JsonStoreOptions> => ({
  warn: options.warn ?? console.warn,
  migrations: options.migrations ?? MIGRATIONS,
});
