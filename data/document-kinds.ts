import type { PartnerAccount } from '../membership/partner.js';
import type { RequestNumber } from '../membership/request-number.js';
import type { RequestMessage } from '../membership/service-request.js';
import {
  type DocumentKind,
  type Fields,
  isCount,
  isFields,
  isListOf,
  isText,
  type Migrations,
} from './document-kind.js';
import type { ConversationRecord, PersonRecord, TesterRecord } from './store.js';

/** What a partner's account of schema 1 lacks: everything that came with the years that pass and the support desk. */
const accountOfSchema2 = (account: Fields): Fields => ({
  approvals: [],
  forgetting: [],
  invitations: [],
  requests: [],
  ...account,
});

/** The migrations of this version of the program, for each kind from schema 1 on. */
export const MIGRATIONS: Migrations = { partner: [accountOfSchema2] };

const TEXTS_OF_ACCOUNT = ['id', 'organisation', 'mpnId', 'country', 'currency', 'zone', 'joinedOn'];
const LISTS_OF_ACCOUNT = ['subscriptions', 'invoices', 'cards', 'paymentLinks', 'approvals', 'invitations', 'notices'];

const isMember = (value: unknown): boolean => isFields(value) && isText(value.person) && Array.isArray(value.roles);
const isOrder = (value: unknown): boolean => isFields(value) && isText(value.status);
const isRequest = (value: unknown): boolean =>
  isFields(value) && isText(value.number) && isText(value.status) && isCount(value.messages);
const isOptional = (value: unknown, passes: (value: unknown) => boolean): boolean =>
  value === undefined || passes(value);

export const PARTNER: DocumentKind<PartnerAccount> = {
  name: 'partner',
  keyOf: (account) => account.id,
  hasShape: (fields: Fields) =>
    isCount(fields.version) &&
    TEXTS_OF_ACCOUNT.every((name) => isText(fields[name])) &&
    isOptional(fields.tenant, isText) &&
    isListOf(fields.attained, isText) &&
    isListOf(fields.forgetting, isText) &&
    isListOf(fields.members, isMember) &&
    isListOf(fields.orders, isOrder) &&
    isListOf(fields.requests, isRequest) &&
    LISTS_OF_ACCOUNT.every((name) => isListOf(fields[name], isFields)),
};

export const CONVERSATION: DocumentKind<ConversationRecord> = {
  name: 'conversation',
  keyOf: (record) => record.key,
  hasShape: (fields: Fields) =>
    isText(fields.key) &&
    isCount(fields.version) &&
    isListOf(fields.seen, isText) &&
    isListOf(fields.answers, isFields),
};

export const PERSON: DocumentKind<PersonRecord> = {
  name: 'person',
  keyOf: (person) => person.id,
  hasShape: (fields: Fields) => isText(fields.id) && isCount(fields.version) && isListOf(fields.places, isFields),
};

/** The key of a message: its request's number, and its place in it. */
export const messageKey = (request: RequestNumber, index: number): string => `${request}/${index}`;

export const MESSAGE: DocumentKind<RequestMessage> = {
  name: 'message',
  keyOf: (message) => messageKey(message.request, message.index),
  hasShape: (fields: Fields) =>
    isText(fields.request) && isCount(fields.index) && isText(fields.text) && isFields(fields.from),
};

/** How many request numbers were given out. */
export interface CounterRecord {
  schema: 1;
  version: number;
  requests: number;
}

/** There is one counter, so that its key is always the same. */
export const COUNTER_KEY = 'counter';

export const COUNTER: DocumentKind<CounterRecord> = {
  name: 'counter',
  keyOf: () => COUNTER_KEY,
  hasShape: (fields: Fields) => isCount(fields.version) && isCount(fields.requests),
};

export const blankCounter = (): CounterRecord => ({ schema: 1, version: 0, requests: 0 });

/** There is one tester record, so that its key is always the same. */
export const TESTER_KEY = 'tester';

export const TESTER: DocumentKind<TesterRecord> = {
  name: 'tester',
  keyOf: () => TESTER_KEY,
  hasShape: (fields: Fields) =>
    isCount(fields.version) && typeof fields.clockOffset === 'number' && isFields(fields.personas),
};

export const blankConversation = (key: string): ConversationRecord => ({
  schema: 1,
  key,
  version: 0,
  personal: false,
  greeted: false,
  seen: [],
  answers: [],
});

export const blankPerson = (id: string): PersonRecord => ({ schema: 1, id, version: 0, places: [] });

export const blankTester = (): TesterRecord => ({ schema: 1, version: 0, clockOffset: 0, personas: {} });
