import type { Instant } from '../membership/calendar.js';
import type { Language } from '../membership/offer.js';
import type { PartnerAccount, PartnerId, PersonId } from '../membership/partner.js';
import type { RequestNumber } from '../membership/request-number.js';
import type { Result } from '../membership/result.js';
import type { RequestMessage } from '../membership/service-request.js';

/**
 * What a change of an account answers: the account to keep (the same object: nothing is written), a value, and the
 * messages of its service requests that it counts from now on, which are written with it or not at all.
 */
export type AccountChange<Value, Problem extends { code: string }> = (
  account: PartnerAccount,
) => Result<{ account: PartnerAccount; value: Value; messages?: readonly RequestMessage[] }, Problem>;

/** Something that only one partner can have was already another's. */
export interface Taken {
  code: 'taken';
  what: 'mpn-id' | 'tenant' | 'person' | 'request' | 'invitation';
  by: PartnerId;
}

/** How a conversation was reached last; a Bot Framework conversation reference, kept as it came. */
export type ConversationReference = Record<string, unknown>;

/** Where a conversation stands. `dialog` is the dialog stack; what is in it is the conversation's own business. */
export interface ConversationRecord {
  schema: 1;
  key: string;
  version: number;
  reference?: ConversationReference;
  personal: boolean;
  /** Who spoke last. */
  person?: PersonId;
  greeted: boolean;
  /** The client's locale of the last typed message: a tap may name another, an installation none. */
  locale?: string;
  lastTurnAt?: Instant;
  dialog?: unknown;
  /** The procedures that the last message offers to begin, where it asks nothing: "1" or a label means one of them. */
  offered?: { procedure: string; label: string; draft?: Record<string, unknown> }[];
  /** What the bot said of its own accord and the channel did not take: it stands at the head of the next turn. */
  unsaid?: unknown[];
  /** File offers of the bot whose files are uploaded, newest last. */
  uploads?: string[];
  /** Ids of the last activities that were acted on, newest last. */
  seen: string[];
  /** What the last turns answered, for a channel that delivers one again: by activity id, newest last. */
  answers: { activity: string; replies: unknown[]; invoke?: unknown }[];
}

/** A person outside any partner's account: the language they chose and where they can be reached. */
export interface PersonRecord {
  schema: 1;
  id: PersonId;
  version: number;
  language?: Language;
  /** Personal conversations, the latest last. */
  places: { conversation: string; reference: ConversationReference; seenAt: Instant }[];
}

/** What tester mode remembers: its clock and who plays whom. Absent outside tester mode. */
export interface TesterRecord {
  schema: 1;
  version: number;
  /** Seconds by which the tester's clock runs ahead of (or behind) the wall clock. */
  clockOffset: number;
  /** The instant for which demo data was seeded. */
  seededAt?: Instant;
  /** Persona by user address (channel, service, user). */
  personas: Record<string, string>;
}

/**
 * Where records live, in the words of membership. Every write is durable when its promise resolves. One change at
 * a time per record; a change is retried from fresh data when another process got there first, so it must be pure.
 */
export interface Store {
  account(id: PartnerId): Promise<PartnerAccount | undefined>;
  /** Adds a partner, reserving its MPN ID, tenant and members across all partners first. */
  create(account: PartnerAccount): Promise<Result<PartnerAccount, Taken>>;
  /**
   * The one way to change an account. A refusal of the change is passed on and nothing is written; an unknown id is
   * a fault. A new member who already belongs to another partner is refused as `taken`.
   */
  change<Value, Problem extends { code: string }>(
    id: PartnerId,
    change: AccountChange<Value, Problem>,
  ): Promise<Result<Value, Problem | Taken>>;

  /** The partner that this person is a member of. */
  partnerOfPerson(person: PersonId): Promise<PartnerId | undefined>;
  partnerOfTenant(tenant: string): Promise<PartnerId | undefined>;
  partnerOfMpnId(mpnId: string): Promise<PartnerId | undefined>;
  partnerOfRequest(number: RequestNumber): Promise<PartnerId | undefined>;
  /** The partner that an invitation code leads to, while the account has it. */
  partnerOfInvitation(code: string): Promise<PartnerId | undefined>;
  /** Partners with an order of which only the gateway knows how it ended, or a card that it has still to forget. */
  partnersWithOrdersInDoubt(): Promise<PartnerId[]>;
  /** Partners with a notice that waits to be sent. */
  partnersWithNotices(): Promise<PartnerId[]>;

  /** Partners with something that fell due by then (membership/duties.ts), the earliest first. */
  partnersDue(now: Instant): Promise<PartnerId[]>;
  /** When the next thing falls due, for any partner; undefined where nothing lies ahead. */
  nextDue(): Promise<Instant | undefined>;

  /** A request number that nobody has had before; one that is not used in the end leaves a gap. */
  nextRequestNumber(): Promise<RequestNumber>;
  /** The messages that a service request counts, oldest first; none where there is no such request. */
  requestMessages(number: RequestNumber): Promise<RequestMessage[]>;

  /** Keeps the bytes of a file under a new id, so that an account may name it. One that none names does no harm. */
  keepFile(id: string, content: Uint8Array): Promise<void>;
  file(id: string): Promise<Uint8Array | undefined>;
  /** Forgets a file that no account names. */
  dropFile(id: string): Promise<void>;

  person(id: PersonId): Promise<PersonRecord | undefined>;
  changePerson(id: PersonId, change: (person: PersonRecord) => PersonRecord): Promise<PersonRecord>;

  tester(): Promise<TesterRecord | undefined>;
  changeTester(change: (tester: TesterRecord) => TesterRecord): Promise<TesterRecord>;

  /**
   * The turn lock: runs `turn` while no other turn of this conversation runs, with the record as it stands. The
   * turn calls `save` when it has something to keep; what it saved last is what the next turn reads.
   */
  withConversation<Value>(
    key: string,
    turn: (record: ConversationRecord, save: (record: ConversationRecord) => Promise<void>) => Promise<Value>,
  ): Promise<Value>;

  /** Appends to a partner's journal of delivered notices; never read by the bot itself. */
  recordDelivered(id: PartnerId, line: Record<string, unknown>): Promise<void>;

  /**
   * Whether a change would be saved now. Found out by trying, which changes no record and is done at most once in a
   * few seconds, however often it is asked; so an answer may be that old.
   */
  isWritable(): Promise<boolean>;

  /** Removes every record. Only for tester mode's reset, and tests. */
  clear(): Promise<void>;
  close(): Promise<void>;
}
