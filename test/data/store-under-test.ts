import type { Store } from '../../data/store.js';

/** A store that a contract's tests use; another one for each test, and empty. */
export interface StoreUnderTest {
  store: Store;
  /** Closes the store, and opens one again over the same records. */
  reopen(): Promise<void>;
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
