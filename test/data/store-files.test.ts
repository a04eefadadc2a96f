import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileNameOf, keyOfFileName } from '../../data/file-name.js';
import { KeyedQueue } from '../../data/keyed-queue.js';
import { RecentlyUsed } from '../../data/recently-used.js';
import { WriteGate } from '../../data/write-gate.js';

describe('File names of keys', () => {
  const anyKey = fc.string({ unit: 'binary', maxLength: 400 });

  it('are safe on every file system', () => {
    fc.assert(fc.property(anyKey, (key) => /^[a-z0-9_~-]{1,170}$/.test(fileNameOf(key))));
  });

  it('lead back to the key, unless it is long', () => {
    fc.assert(fc.property(anyKey, (key) => [key, undefined].includes(keyOfFileName(fileNameOf(key)))));
    assert.equal(keyOfFileName(fileNameOf('A/b é👩')), 'A/b é👩');
  });

  it('differ wherever the keys differ', () => {
    fc.assert(fc.property(anyKey, anyKey, (a, b) => (a === b) === (fileNameOf(a) === fileNameOf(b))));
  });

  it('can be read where the key can', () => {
    assert.equal(fileNameOf('northwind-traders_1'), '_northwind-traders_1');
  });
});

describe('The queue of a key', () => {
  it('forgets a key when its work is done, failed or not', async () => {
    const queue = new KeyedQueue();
    const works = ['a', 'a', 'b'].map((key) => queue.run(key, async () => assert.notEqual(key, 'b')));
    assert.equal(queue.size, 2);
    await Promise.allSettled(works);
    assert.equal(queue.size, 0);
  });
});

describe('The gate before writes', () => {
  it('clears while no write is under way, and lets the later ones wait', async () => {
    const gate = new WriteGate();
    const events: string[] = [];
    const say = (event: string) => async () => {
      events.push(`${event} begins`);
      await new Promise(setImmediate);
      events.push(event);
    };
    await Promise.all([gate.run(say('write')), gate.alone(say('clear')), gate.run(say('later'))]);
    assert.deepEqual(events, ['write begins', 'write', 'clear begins', 'clear', 'later begins', 'later']);
  });

  it('lets writes in again after a clearing that failed', async () => {
    const gate = new WriteGate();
    await assert.rejects(gate.alone(() => Promise.reject(new Error('disk'))));
    assert.equal(await gate.run(async () => 1), 1);
  });
});

describe('The values that were used last', () => {
  it('are so many at most, and what was not used for longest goes first', () => {
    const recent = new RecentlyUsed<number>(3);
    for (let number = 0; number < 10; number += 1) {
      recent.set(String(number), number);
      // Asked for all the time, and so it stays.
      assert.equal(recent.get('0'), 0);
    }
    assert.equal(recent.size, 3);
    assert.deepEqual(
      ['0', '7', '8', '9'].map((key) => recent.get(key)),
      [0, undefined, 8, 9],
    );
    recent.delete('8');
    assert.equal(recent.get('8'), undefined);
  });
});
