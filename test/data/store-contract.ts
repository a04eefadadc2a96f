import type { Store } from '../../data/store.js';
import { describeAccounts } from './store-contract-accounts.js';
import { describeConversations } from './store-contract-conversations.js';
import { describeHealth } from './store-contract-health.js';
import { describeIndexes } from './store-contract-indexes.js';
import { describePeople } from './store-contract-people.js';
import { describeRequests } from './store-contract-requests.js';
import type { StoreUnderTest } from './store-under-test.js';

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
    describeRequests(under);
    describeConversations(under);
    describePeople(under);
    describeHealth(under);
  });
}
