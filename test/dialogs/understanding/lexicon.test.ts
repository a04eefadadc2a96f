import assert from 'node:assert/strict';
import { lexicon, phrases, scan, scanWhole } from '../../../dialogs/understanding/lexicon.js';
import { unitsOf } from '../../../dialogs/understanding/units.js';
import { ALL_WORDS } from '../../../dialogs/understanding/words/all-words.js';

describe('A lexicon', () => {
  const words = lexicon([
    ['off', ['turn off', 'disable']],
    ['turn', ['turn']],
    ['no', ['ううん']],
    ['yes', ['うん']],
  ] as const);

  it('takes the longest phrase that stands at a place', () => {
    assert.deepEqual(scanWhole('turn off', words), ['off']);
    assert.deepEqual(scanWhole('turn turn off', words), ['turn', 'off']);
    assert.deepEqual(scanWhole('ううん', words), ['no']);
    assert.deepEqual(scanWhole('うんうん', words), ['yes', 'yes']);
  });

  it('gives what no phrase covers as the rest', () => {
    const { tags, rest } = scan(unitsOf('turn the lights off'), words);
    assert.deepEqual(tags, ['turn']);
    assert.deepEqual(
      rest.map((unit) => unit.text),
      ['the', 'lights', 'off'],
    );
  });

  it('gives all tags of a phrase that is listed twice', () => {
    const twice = lexicon([
      ['a', ['x']],
      ['b', ['x']],
    ]);
    assert.deepEqual(scanWhole('x', twice), ['a', 'b']);
  });

  it('knows nothing of the prototype of objects', () => {
    assert.equal(scanWhole('constructor', words), undefined);
    assert.equal(scanWhole('__proto__', words), undefined);
  });

  it('holds a yes and a no of no language that mean the opposite in another', () => {
    const no = new Set(ALL_WORDS.flatMap((each) => phrases(each.no)));
    const both = ALL_WORDS.flatMap((each) => phrases(each.yes)).filter((phrase) => no.has(phrase));
    assert.deepEqual(both, []);
  });
});
