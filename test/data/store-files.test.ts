import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { fileNameOf, keyOfFileName } from '../../data/file-name.js';
import { KeyedQueue } from '../../data/keyed-queue.js';
import { MarkJournal } from '../../data/mark-journal.js';
import { WriteGate } from '../../data/write-gate.js';
import { temporaryFolder } from '../support/temporary-folder.js';

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

describe('The journal of marks', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'marks.jsonl');
  });
  afterEach(() => folder.remove());

  const mark = (partner: string) => ({ partner, added: [{ kind: 'tenant' as const, key: 't\n1' }], removed: [] });

  it('has a mark on disk until everything that was marked is settled', async () => {
    const journal = await MarkJournal.open(path);
    await Promise.all([journal.append(mark('a')), journal.append(mark('b'))]);
    journal.settled();
    assert.equal((await readFile(path, 'utf8')).trim().split('\n').length, 2);
    journal.settled();
    assert.equal(await readFile(path, 'utf8'), '');
    journal.close();
  });

  it('loses no mark that comes while it is being emptied', async () => {
    const journal = await MarkJournal.open(path);
    await journal.append(mark('a'));
    const next = journal.append(mark('b'));
    journal.settled();
    await next;
    assert.match(await readFile(path, 'utf8'), /"b"/);
    journal.close();
  });

  it('finds the marks that were left, but for a half-written one', async () => {
    const journal = await MarkJournal.open(path);
    await journal.append(mark('a'));
    await appendFile(path, '\n{"partner":"hal');
    await journal.append(mark('b'));
    journal.close();
    const again = await MarkJournal.open(path);
    assert.deepEqual(again.left(), [mark('a'), mark('b')]);
    again.close();
  });

  it('is empty where the file holds no marks at all', async () => {
    await writeFile(path, 'null\n[]\n{"partner":1}\n');
    const journal = await MarkJournal.open(path);
    assert.deepEqual(journal.left(), []);
    journal.close();
  });
});
