import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readOwnWords } from '../../../dialogs/understanding/own-words.js';
import { HOSTILE, longText, milliseconds } from './hostile.js';

describe('What a person writes for somebody else', () => {
  const read: [typed: string, kept: string | undefined][] = [
    ['  We moved.  ', 'We moved.'],
    ['one\r\ntwo\n\n\n\nthree', 'one\ntwo\n\nthree'],
    ['a\tb   c', 'a b c'],
    ['解約します。', '解約します。'],
    ['e\u0301', 'é'],
    ['a\u202eb\u0000c', 'a b c'],
    ['3', '3'],
    ['', undefined],
    ['  \n ', undefined],
    ['…', undefined],
    ['👍', undefined],
  ];
  for (const [typed, kept] of read) {
    it(`${JSON.stringify(typed)} is ${kept === undefined ? 'not taken' : `kept as ${JSON.stringify(kept)}`}`, () => {
      assert.equal(readOwnWords(typed, 100), kept);
    });
  }

  it('goes into one line where it must', () => {
    assert.equal(readOwnWords('one\n two\n', 100, true), 'one two');
  });

  it('has a limit in characters, not in code units', () => {
    assert.equal(readOwnWords('𠮷'.repeat(100), 100)?.length, 200);
    assert.equal(readOwnWords('𠮷'.repeat(101), 100), undefined);
  });

  it('stays the same the second time, never throws, and is read quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const kept = readOwnWords(typed, 300);
        if (kept !== undefined) assert.equal(readOwnWords(kept, 300), kept);
      }),
    );
    for (const typed of HOSTILE) readOwnWords(typed, 100);
    assert.ok(milliseconds(() => readOwnWords(longText('a \n'), 2_000)) < 200);
  });
});
