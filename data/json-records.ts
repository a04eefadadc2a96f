import { join } from 'node:path';
import type { PartnerAccount } from '../membership/partner.js';
import type { RequestMessage } from '../membership/service-request.js';
import { AccountIndex } from './account-index.js';
import { DISK, type Disk } from './disk.js';
import type { DocumentKind, Migrations } from './document-kind.js';
import {
  CONVERSATION,
  COUNTER,
  type CounterRecord,
  MESSAGE,
  MIGRATIONS,
  PARTNER,
  PERSON,
  TESTER,
} from './document-kinds.js';
import { Documents } from './documents.js';
import type { DurableFiles } from './durable-files.js';
import { JournaledFiles, type JournalLimits, LIMITS } from './journaled-files.js';
import type { ConversationRecord, PersonRecord, TesterRecord } from './store.js';

/** How a JSON store is opened. */
export interface JsonStoreOptions {
  /** Told in a sentence about records that were set aside. The console by default. */
  warn?: (message: string) => void;
  /** Those of this version of the program by default. */
  migrations?: Migrations;
  /** How far the files may lag behind the journal; for tests. */
  limits?: JournalLimits;
  /** For how many milliseconds an answer of `isWritable` is good; for tests. */
  writableFor?: number;
  /** Where all but the lock is; for tests. */
  disk?: Disk;
}

const WRITABLE_FOR_MS = 3_000;

/** What is in `<folder>/records`: everything that a reset removes. */
export interface JsonRecords {
  partners: Documents<PartnerAccount>;
  conversations: Documents<ConversationRecord>;
  people: Documents<PersonRecord>;
  testers: Documents<TesterRecord>;
  messages: Documents<RequestMessage>;
  counters: Documents<CounterRecord>;
  index: AccountIndex;
  /** What all of these are kept in; to be closed. */
  files: JournaledFiles;
  /** Of delivered notices, one file a partner. */
  deliveries: string;
  /** Of files that people attached, as they came; not in the journal, which is for lines. */
  attachments: string;
}

export const recordsFolder = (folder: string): string => join(folder, 'records');

/** Opens the records of a folder that this process has locked. */
export async function openRecords(
  folder: string,
  durable: DurableFiles,
  options: Required<JsonStoreOptions>,
): Promise<JsonRecords> {
  const root = recordsFolder(folder);
  const files = await JournaledFiles.open(durable, { root, limits: options.limits, warn: options.warn });
  const within = (name: string) => join(root, name);
  const documents = <Document>(name: string, kind: DocumentKind<Document>) =>
    new Documents(within(name), kind, { files, warn: options.warn, migrations: options.migrations[kind.name] });
  const index = new AccountIndex(within('index'), files);
  index.load();
  return {
    partners: documents('partners', PARTNER),
    conversations: documents('conversations', CONVERSATION),
    people: documents('people', PERSON),
    testers: documents('tester', TESTER),
    messages: documents('messages', MESSAGE),
    counters: documents('counter', COUNTER),
    index,
    files,
    deliveries: within('deliveries'),
    attachments: within('attachments'),
  };
}

export const withDefaults = (options: JsonStoreOptions): Required<JsonStoreOptions> => ({
  warn: options.warn ?? console.warn,
  migrations: options.migrations ?? MIGRATIONS,
  limits: options.limits ?? LIMITS,
  writableFor: options.writableFor ?? WRITABLE_FOR_MS,
  disk: options.disk ?? DISK,
});
