import type { Instant } from '../membership/calendar.js';
import type { PartnerAccount, PartnerId, PersonId } from '../membership/partner.js';
import { type RequestNumber, requestNumberAt } from '../membership/request-number.js';
import type { Result } from '../membership/result.js';
import type { RequestMessage } from '../membership/service-request.js';
import { Accounts } from './accounts.js';
import { Attachments } from './attachments.js';
import { changeRecord } from './change-record.js';
import { Conversations } from './conversations.js';
import {
  blankCounter,
  blankPerson,
  blankTester,
  COUNTER_KEY,
  type CounterRecord,
  TESTER_KEY,
} from './document-kinds.js';
import { DurableFiles } from './durable-files.js';
import { shardedPath } from './file-name.js';
import { type FolderLock, lockFolder } from './folder-lock.js';
import type { UniqueKind } from './index-entries.js';
import { type JsonRecords, type JsonStoreOptions, openRecords, recordsFolder, withDefaults } from './json-records.js';
import { KeyedQueue } from './keyed-queue.js';
import { indexAnew } from './reindex.js';
import { messagesOf } from './request-messages.js';
import type { AccountChange, ConversationRecord, PersonRecord, Store, Taken, TesterRecord } from './store.js';
import { WriteGate } from './write-gate.js';
import { WriteProbe } from './write-probe.js';

/**
 * Opens the embedded store in a folder, which belongs to this process until `close`. Rejects where another process
 * has it. A damaged file costs its one record; `options.warn` is told. Starting does not read the partners.
 */
export async function openJsonStore(folder: string, options: JsonStoreOptions = {}): Promise<Store> {
  const lock = await lockFolder(folder);
  try {
    const settings = withDefaults(options);
    const files = await DurableFiles.open(folder, settings.disk);
    const store = new JsonStore(folder, files, lock, settings);
    await store.open();
    return store;
  } catch (fault) {
    await lock.release();
    throw fault;
  }
}

class JsonStore implements Store {
  readonly #gate = new WriteGate();
  readonly #conversations = new Conversations(this.#gate, () => this.#records.conversations);
  readonly #changes = new KeyedQueue();
  readonly #probe: WriteProbe;
  readonly #attachments: Attachments;
  #records!: JsonRecords;
  #accounts!: Accounts;

  constructor(
    private readonly folder: string,
    private readonly files: DurableFiles,
    private readonly lock: FolderLock,
    private readonly options: Required<JsonStoreOptions>,
  ) {
    const write = () => this.#gate.run(() => this.#tryToWrite());
    this.#probe = new WriteProbe({ write, warn: options.warn, milliseconds: options.writableFor });
    this.#attachments = new Attachments(this.#gate, files, () => this.#records.attachments);
  }

  async open(): Promise<void> {
    this.#records = await openRecords(this.folder, this.files, this.options);
    await indexAnew(this.#records, this.options.warn);
    const { partners: documents, messages, index } = this.#records;
    this.#accounts = new Accounts({ documents, messages, index, warn: this.options.warn });
  }

  async account(id: PartnerId): Promise<PartnerAccount | undefined> {
    this.#gate.assertOpen();
    return this.#accounts.read(id);
  }

  create(account: PartnerAccount): Promise<Result<PartnerAccount, Taken>> {
    return this.#gate.run(() => this.#accounts.create(account));
  }

  change<Value, Problem extends { code: string }>(
    id: PartnerId,
    change: AccountChange<Value, Problem>,
  ): Promise<Result<Value, Problem | Taken>> {
    return this.#gate.run(() => this.#accounts.change(id, change));
  }

  partnerOfPerson(person: PersonId): Promise<PartnerId | undefined> {
    return this.#partnerWith('person', person);
  }

  partnerOfTenant(tenant: string): Promise<PartnerId | undefined> {
    return this.#partnerWith('tenant', tenant);
  }

  partnerOfMpnId(mpnId: string): Promise<PartnerId | undefined> {
    return this.#partnerWith('mpn-id', mpnId);
  }

  partnerOfRequest(number: RequestNumber): Promise<PartnerId | undefined> {
    return this.#partnerWith('request', number);
  }

  async nextRequestNumber(): Promise<RequestNumber> {
    const count = (record: CounterRecord) => ({ ...record, requests: record.requests + 1 });
    const inTurn = () => changeRecord(this.#records.counters, COUNTER_KEY, blankCounter(), count);
    const { requests } = await this.#gate.run(() => this.#changes.run('counter', inTurn));
    return requestNumberAt(requests);
  }

  async requestMessages(number: RequestNumber): Promise<RequestMessage[]> {
    const partner = await this.partnerOfRequest(number);
    const account = partner === undefined ? undefined : await this.account(partner);
    return messagesOf(this.#records.messages, account, number);
  }

  keepFile(id: string, content: Uint8Array): Promise<void> {
    return this.#attachments.keep(id, content);
  }

  file(id: string): Promise<Uint8Array | undefined> {
    return this.#attachments.read(id);
  }

  dropFile(id: string): Promise<void> {
    return this.#attachments.drop(id);
  }

  partnerOfInvitation(code: string): Promise<PartnerId | undefined> {
    return this.#partnerWith('invitation', code);
  }

  async partnersWithOrdersInDoubt(): Promise<PartnerId[]> {
    this.#gate.assertOpen();
    return this.#records.index.partnersIn('in-doubt');
  }

  async partnersWithNotices(): Promise<PartnerId[]> {
    this.#gate.assertOpen();
    return this.#records.index.partnersIn('notices');
  }

  async partnersDue(now: Instant): Promise<PartnerId[]> {
    this.#gate.assertOpen();
    return this.#records.index.partnersDue(now);
  }

  async nextDue(): Promise<Instant | undefined> {
    this.#gate.assertOpen();
    return this.#records.index.nextDue();
  }

  async person(id: PersonId): Promise<PersonRecord | undefined> {
    this.#gate.assertOpen();
    return this.#records.people.read(id);
  }

  changePerson(id: PersonId, change: (person: PersonRecord) => PersonRecord): Promise<PersonRecord> {
    const inTurn = () => changeRecord(this.#records.people, id, blankPerson(id), change);
    return this.#gate.run(() => this.#changes.run(`person ${id}`, inTurn));
  }

  async tester(): Promise<TesterRecord | undefined> {
    this.#gate.assertOpen();
    return this.#records.testers.read(TESTER_KEY);
  }

  changeTester(change: (tester: TesterRecord) => TesterRecord): Promise<TesterRecord> {
    const inTurn = () => changeRecord(this.#records.testers, TESTER_KEY, blankTester(), change);
    return this.#gate.run(() => this.#changes.run('tester', inTurn));
  }

  withConversation<Value>(
    key: string,
    turn: (record: ConversationRecord, save: (record: ConversationRecord) => Promise<void>) => Promise<Value>,
  ): Promise<Value> {
    return this.#conversations.run(key, turn);
  }

  recordDelivered(id: PartnerId, line: Record<string, unknown>): Promise<void> {
    const text = `${JSON.stringify(line)}\n`;
    const append = () => this.files.append(shardedPath(this.#records.deliveries, id, '.jsonl'), text);
    return this.#gate.run(() => this.#changes.run(`delivered ${id}`, append));
  }

  async isWritable(): Promise<boolean> {
    this.#gate.assertOpen();
    return this.#probe.ask();
  }

  clear(): Promise<void> {
    return this.#gate.alone(async () => {
      await this.#records.files.stop();
      // The journal goes with the records that it is about.
      await this.files.removeFolder(recordsFolder(this.folder)).finally(() => this.open());
    });
  }

  close(): Promise<void> {
    return this.#gate.close(async () => {
      await this.#records.files.close();
      await this.lock.release();
    });
  }

  /** Makes a change of nothing the way that all are made, then sees whether there is room for more than nothing. */
  async #tryToWrite(): Promise<void> {
    await this.#records.files.change([]);
    await this.files.tryToWrite();
  }

  async #partnerWith(kind: UniqueKind, key: string): Promise<PartnerId | undefined> {
    this.#gate.assertOpen();
    return this.#accounts.partnerWith(kind, key);
  }
}
