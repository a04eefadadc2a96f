import type { Store } from '../../data/store.js';
import { describeAccounts } from './store-contract-accounts.js';
import { describeConversations } from './store-contract-conversations.js';
import { describeIndexes } from './store-contract-indexes.js';
import { describePeople } from './store-contract-people.js';

/** A store that a contract's tests use; another one for each test, and empty. */
export interface StoreUnderTest {
  store: Store;
  /** Closes the store, and opens one again over the same records. */
  reopen(): Promise<void>;
}

/**
 * What every store does, whatever its engine. `open` opens one and the same place each time; every test clears it
 * first. It is called inside mocha's hooks, so that it can use what a `before` of the caller has made.
 */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`Contract of a store: ${name}`, () => {
    const under = {} as StoreUnderTest;

    beforeEach(async () => {
      under.store = await open();
      under.reopen = async () => {
        await under.store.close();
        under.store = await open();
      };
      await under.store.clear();
    });
    afterEach(() => under.store.close());

    describeAccounts(under);
    describeIndexes(under);
    describeConversations(under);
    describePeople(under);
  });
}

/** Keys that a person or a channel could send, each another record. */
export const HOSTILE_KEYS = [
  '../../etc',
  '/etc/passwd',
  'a/b',
  'a\\b',
  'a',
  'A',
  'con',
  '.',
  '..',
  '',
  ' ',
  '_',
  '~',
  '~0041',
  '%2e%2e',
  'nul\u0000byte',
  '線上合作夥伴',
  '👩‍👩‍👧‍👦',
  'é',
  'e\u0301',
  '\ud800',
  '\ud801',
  '__proto__',
  'constructor',
  'x'.repeat(300),
  'X'.repeat(300),
  `${'x'.repeat(299)}y`,
];
