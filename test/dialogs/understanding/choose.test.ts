import assert from 'node:assert/strict';
import { chooseFrom } from '../../../dialogs/steps/choose.js';
import type { Turn } from '../../../dialogs/turn.js';
import { OFFERS } from './offers.js';

const TURN = { say: (key: string) => key } as unknown as Turn;
const PRICES = ['$475', '$1,670', '$5,160'];
const PRICED = OFFERS.map(({ value, names }, at) => ({
  value,
  label: `${names[0]} – ${PRICES[at]} a year`,
  also: names,
}));

const typed = (text: string) => chooseFrom({ text }, PRICED, TURN);

describe('A choice between offers with their prices', () => {
  it('is made by place, whatever digits the labels hold', () => {
    for (const [at, { value }] of PRICED.entries())
      for (const text of [`${at + 1}`, `${at + 1}.`, `option ${at + 1}`, `${at + 1}番`])
        assert.deepEqual(typed(text), { chosen: value }, text);
    assert.deepEqual(typed('475'), { again: 'choice.notUnderstood' });
  });

  it('is made by label, by name and by part of a name', () => {
    for (const { value, label, also } of PRICED)
      for (const text of [label, `${label} please`, ...also]) assert.deepEqual(typed(text), { chosen: value }, text);
    assert.deepEqual(typed('the silver one'), { chosen: 'silver' });
    assert.deepEqual(typed('competency'), { again: 'choice.ambiguous' });
  });

  it('is not made by a word that several labels hold beside their digits', () => {
    const cards = [
      { value: 'visa', label: 'Card Visa •••• 4242', also: ['4242', 'Visa'] },
      { value: 'new', label: 'Add another card', also: ['New card'] },
    ];
    assert.deepEqual(chooseFrom({ text: 'card' }, cards, TURN), { again: 'choice.ambiguous' });
    for (const text of ['4242', 'visa', '1', 'Card Visa •••• 4242'])
      assert.deepEqual(chooseFrom({ text }, cards, TURN), { chosen: 'visa' }, text);
  });

  it('is made by what was tapped, while it is still offered', () => {
    const tap = (value: string) => chooseFrom({ text: '', tap: { act: 'answer', data: { value } } }, PRICED, TURN);
    assert.deepEqual(tap('gold'), { chosen: 'gold' });
    assert.deepEqual(tap('platinum'), { again: 'choice.outdated' });
  });
});
