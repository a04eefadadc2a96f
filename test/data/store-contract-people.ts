import assert from 'node:assert/strict';
import { HOSTILE_KEYS, type StoreUnderTest } from './store-under-test.js';

export function describePeople(under: StoreUnderTest): void {
  describe('people outside accounts', () => {
    it('does not know a person of whom nothing was kept', async () => {
      assert.equal(await under.store.person('p1'), undefined);
    });

    it('keeps what a change made of a person, from a blank one on', async () => {
      const kept = await under.store.changePerson('p1', (person) => ({ ...person, language: 'ko' }));
      assert.deepEqual(kept, { schema: 1, id: 'p1', version: 1, language: 'ko', places: [] });
      await under.reopen();
      assert.deepEqual(await under.store.person('p1'), kept);
    });

    it('writes nothing when the person stays the same', async () => {
      await under.store.changePerson('p1', (person) => person);
      assert.equal(await under.store.person('p1'), undefined);
    });

    it('counts each of many changes that are asked for at once', async () => {
      const place = (number: number) => ({ conversation: `c${number}`, reference: {}, seenAt: '2026-06-23T10:00:00Z' });
      const numbers = Array.from({ length: 20 }, (_, number) => number);
      await Promise.all(
        numbers.map((number) =>
          under.store.changePerson('p1', (person) => ({ ...person, places: [...person.places, place(number)] })),
        ),
      );
      assert.deepEqual(
        (await under.store.person('p1'))?.places.map((each) => each.conversation),
        numbers.map((number) => `c${number}`),
      );
    });

    it('takes any id, and keeps them apart', async () => {
      for (const id of HOSTILE_KEYS) await under.store.changePerson(id, (person) => ({ ...person, language: 'ja' }));
      for (const id of HOSTILE_KEYS) assert.equal((await under.store.person(id))?.id, id);
    });
  });

  describe('tester mode', () => {
    it('remembers nothing until something is changed', async () => {
      assert.equal(await under.store.tester(), undefined);
    });

    it('keeps the clock and who plays whom', async () => {
      await under.store.changeTester((tester) => ({ ...tester, clockOffset: -60 }));
      await under.store.changeTester((tester) => ({ ...tester, personas: { 'emulator//u1': 'contoso-admin' } }));
      await under.reopen();
      const tester = { schema: 1, version: 2, clockOffset: -60, personas: { 'emulator//u1': 'contoso-admin' } };
      assert.deepEqual(await under.store.tester(), tester);
    });
  });

  describe('delivered notices', () => {
    it('records them for any partner, at once or one by one', async () => {
      const lines = Array.from({ length: 10 }, (_, number) => ({ number }));
      await Promise.all(lines.map((line) => under.store.recordDelivered('a/b', line)));
      await under.store.recordDelivered('x'.repeat(300), { number: 1 });
    });
  });
}
