import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConversationRecord } from '../../data/store.js';
import { HOSTILE_KEYS, type StoreUnderTest } from './store-under-test.js';

export function describeConversations(under: StoreUnderTest): void {
  const read = (key: string) => under.store.withConversation(key, async (record) => record);
  const greet = (key: string) =>
    under.store.withConversation(key, (record, save) => save({ ...record, greeted: true, dialog: { of: key } }));

  describe('conversations', () => {
    it('begins with a blank record that is not kept by itself', async () => {
      const blank = { schema: 1, key: 'c', version: 0, personal: false, greeted: false, seen: [], answers: [] };
      assert.deepEqual(await read('c'), blank);
      assert.deepEqual(await read('c'), blank);
    });

    it('gives the next turn what the last one saved, one version later', async () => {
      await greet('c');
      const record = await read('c');
      assert.deepEqual([record.greeted, record.version, record.dialog], [true, 1, { of: 'c' }]);
    });

    it('keeps the last of several saves of one turn', async () => {
      await under.store.withConversation('c', async (record, save) => {
        await save({ ...record, seen: ['a1'] });
        await save({ ...record, seen: ['a1', 'a2'] });
      });
      const { seen, version } = await read('c');
      assert.deepEqual([seen, version], [['a1', 'a2'], 2]);
    });

    it('keeps the record as it was when it was saved, whatever the turn does to it afterwards', async () => {
      await under.store.withConversation('c', async (record, save) => {
        const saved = save(record);
        record.seen.push('later');
        await saved;
      });
      assert.deepEqual((await read('c')).seen, []);
    });

    it('runs the turns of one conversation one after another, in the order of asking', async () => {
      const events: string[] = [];
      const turn = (name: string) =>
        under.store.withConversation('c', async (record, save) => {
          events.push(`${name} begins`);
          await sleep(5);
          await save({ ...record, seen: [...record.seen, name] });
          events.push(`${name} ends`);
        });
      await Promise.all(['a', 'b', 'c', 'd'].map(turn));
      assert.deepEqual(
        events,
        ['a', 'b', 'c', 'd'].flatMap((name) => [`${name} begins`, `${name} ends`]),
      );
      assert.deepEqual((await read('c')).seen, ['a', 'b', 'c', 'd']);
    });

    it('runs turns of different conversations side by side', async () => {
      let second = () => {};
      const met = new Promise<void>((resolve) => {
        second = resolve;
      });
      // The first turn ends only because the second one runs meanwhile.
      await Promise.all([
        under.store.withConversation('one', () => met),
        under.store.withConversation('two', async () => second()),
      ]);
    });

    it('passes on what a turn throws, keeps what it saved before, and lets the next one in', async () => {
      const broken = under.store.withConversation('c', async (record, save) => {
        await save({ ...record, greeted: true });
        throw new Error('in the middle of a turn');
      });
      await assert.rejects(broken, /in the middle/);
      assert.equal((await read('c')).greeted, true);
    });

    it('answers what the turn answers', async () => {
      assert.equal(await under.store.withConversation('c', async () => 42), 42);
    });

    it('refuses a save after the turn, and one under another key', async () => {
      let late: ((record: ConversationRecord) => Promise<void>) | undefined;
      const record = await under.store.withConversation('c', async (found, save) => {
        late = save;
        await assert.rejects(save({ ...found, key: 'other' }));
        return found;
      });
      await assert.rejects(async () => late?.(record));
      assert.equal((await read('c')).version, 0);
    });

    it('can be cleared from inside a turn, which then saves its own record', async () => {
      await greet('other');
      await under.store.withConversation('c', async (record, save) => {
        await under.store.clear();
        await save({ ...record, greeted: true });
      });
      assert.equal((await read('other')).greeted, false);
      assert.equal((await read('c')).greeted, true);
    });

    it('takes any key, and keeps them apart', async () => {
      await Promise.all(HOSTILE_KEYS.map(greet));
      await under.reopen();
      for (const key of HOSTILE_KEYS) assert.deepEqual((await read(key)).dialog, { of: key });
    });
  });
}
