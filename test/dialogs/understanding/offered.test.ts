import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readOffered } from '../../../dialogs/understanding/offered.js';
import { HOSTILE } from './hostile.js';

describe('What a message offers', () => {
  const ONE = ['Subscribe now'];
  const TWO = ['My pending order', 'Close'];
  const READ: [string, string[], number][] = [
    ['1', ONE, 0],
    ['yes', ONE, 0],
    ['oui', ONE, 0],
    ['はい、お願いします', ONE, 0],
    ['subscribe now!', ONE, 0],
    ['the first one', ONE, 0],
    ['2', TWO, 1],
    ['the last one', TWO, 1],
    ['두 번째', TWO, 1],
    ['close', TWO, 1],
  ];
  for (const [text, labels, place] of READ) {
    it(`is meant by "${text}" among ${labels.length}`, () => assert.equal(readOffered(text, labels), place));
  }

  it('is not meant by a yes to several, a place that there is not, part of a label, or anything else', () => {
    const none: [string, string[]][] = [
      ['yes', TWO],
      ['2', ONE],
      ['0', ONE],
      ['1 or 2', TWO],
      ['order', TWO],
      ['no', ONE],
      ['I don’t want to subscribe now', ONE],
      ['1', []],
      ['yes', []],
    ];
    for (const [text, labels] of [...none, ...HOSTILE.map((text): [string, string[]] => [text, TWO])])
      assert.equal(readOffered(text, labels), undefined, text);
  });

  it('is always one of them or none, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 1 }), { maxLength: 6 }), (text, labels) => {
        const place = readOffered(text, labels);
        assert.ok(place === undefined || labels[place] !== undefined);
      }),
    );
  });
});
