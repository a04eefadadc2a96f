import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Option, readChoice } from '../../../dialogs/understanding/choice.js';
import { fold } from '../../../dialogs/understanding/fold.js';
import { HOSTILE, LONG_PIECES, longText, milliseconds } from './hostile.js';

const OFFERS: Option<string>[] = [
  { value: 'pack', labels: ['Microsoft Action Pack', 'Microsoft 行動套件'] },
  {
    value: 'silver',
    labels: ['Silver competency', 'Compétence Silver', 'シルバー コンピテンシー', '실버 역량', '銀級專長認證'],
  },
  {
    value: 'gold',
    labels: ['Gold competency', 'Compétence Gold', 'ゴールド コンピテンシー', '골드 역량', '金級專長認證'],
  },
];
const chosen = (value: unknown) => ({ kind: 'chosen', value });
const none = { kind: 'none' };

const SECOND = [
  ...[
    '2',
    '２',
    '②',
    '#2',
    '2)',
    '(2)',
    '2.',
    'no. 2',
    'option 2',
    'number two',
    'two',
    'the second one',
    'second',
    '2nd',
    "I'd like the second one please",
  ],
  ...['le deuxième', 'la 2e', 'le 2ème', 'la seconde', 'numéro 2', 'deux', 'je prends la deuxième', 'n° 2', 'nº 2'],
  ...['2番', '二番目', '２番でお願いします', 'ふたつめ', '二つ目', '2つ目', '2番目にします'],
  ...[
    '두 번째',
    '두번째',
    '2번',
    '2번으로 할게요',
    '둘째',
    '두 번째 것',
    '第二個',
    '第2个',
    '第二',
    '二',
    '選第二個',
    '2️⃣',
  ],
];
const LAST = [
  'last',
  'the last one',
  'le dernier',
  'la dernière',
  '最後',
  '最後の',
  '最後のもの',
  '最後一個',
  '最后一个',
  '마지막',
  '마지막 것',
  '3',
  'third',
  '第三个',
];
const SILVER = [
  ...[
    'Silver competency',
    'silver',
    'Silver!',
    'the silver one please',
    "I'd like silver",
    'SILVER',
    'competency silver',
    'slver',
    'Sliver',
    'silvr competncy',
  ],
  ...[
    'compétence silver',
    'competence Silver',
    'シルバー',
    'シルバーで',
    'シルバーにします',
    'ｼﾙﾊﾞｰでお願いします',
    'シルパー',
    'Silver コンピテンシー',
  ],
  ...['실버', '실버로 할게요', '실버 역량', '銀級', '银级', '我要銀級', '銀級專長認證', '银级专长认证'],
];
const NOTHING = [
  ...[
    '',
    '0',
    '4',
    '99',
    '-1',
    '2.5',
    'not the silver one',
    "don't want gold",
    'anything but silver, not that',
    'no silver',
    'pas la silver',
    'sans gold',
  ],
  ...[
    'シルバーじゃない',
    'シルバーではない',
    'シルバー以外',
    '不要銀級',
    '不要银级',
    '別選金級',
    '실버 말고',
    '골드 아니에요',
    '실버는 싫어요',
  ],
  ...[
    'how much is silver',
    'what is the second one',
    'bronze',
    'platinum',
    'a',
    'the',
    'please',
    'の',
    '猫',
    'silver medal ceremony is at noon?',
    'not 2',
    '不要第二個',
  ],
];

describe('A choice', () => {
  it('is made by number or ordinal in five languages', () => {
    for (const text of SECOND) assert.deepEqual(readChoice(text, OFFERS), chosen('silver'), text);
    for (const text of LAST) assert.deepEqual(readChoice(text, OFFERS), chosen('gold'), text);
  });

  it('is made by label, by part of one, and by near miss', () => {
    for (const text of SILVER) assert.deepEqual(readChoice(text, OFFERS), chosen('silver'), text);
  });

  it('is not made out of range, by a negation, a question or a stranger', () => {
    for (const text of NOTHING) assert.deepEqual(readChoice(text, OFFERS), none, text);
  });

  it('is ambiguous where several options are meant', () => {
    const both = { kind: 'ambiguous', values: ['silver', 'gold'] };
    for (const text of ['competency', 'コンピテンシー', '역량', '專長認證', 'silver or gold', '2 or 3'])
      assert.deepEqual(readChoice(text, OFFERS), both, text);
  });

  it('does not take a number for a place where it belongs to a label', () => {
    const years = [
      { value: 'a', labels: ['Silver 2020'] },
      { value: 'b', labels: ['Gold 2021'] },
    ];
    assert.deepEqual(readChoice('2020', years), chosen('a'));
    assert.deepEqual(readChoice('silver 2020', years), chosen('a'));
    assert.deepEqual(readChoice('silver 2021', years), { kind: 'ambiguous', values: ['a', 'b'] });
    assert.deepEqual(readChoice('silver 2', years), none);
    assert.deepEqual(readChoice('2', years), chosen('b'));
    const plans = [
      { value: 'two', labels: ['Plan 2'] },
      { value: 'one', labels: ['Plan 1'] },
    ];
    assert.deepEqual(readChoice('2', plans), chosen('one'));
    assert.deepEqual(readChoice('option 2', plans), { kind: 'ambiguous', values: ['two', 'one'] });
    assert.deepEqual(readChoice('plan 2', plans), chosen('two'));
  });

  it('does not correct short words, nor two characters of Chinese', () => {
    const short = [
      { value: 'yes', labels: ['Yes', '同意'] },
      { value: 'no', labels: ['No', '反對'] },
    ];
    for (const text of ['yet', 'nu', '同情', '反射']) assert.deepEqual(readChoice(text, short), none, text);
  });

  it('takes the longer of two labels where one stands in the other', () => {
    const packs = [
      { value: 'pack', labels: ['Action Pack'] },
      { value: 'learning', labels: ['Learning Action Pack'] },
    ];
    assert.deepEqual(readChoice('the learning action pack please', packs), chosen('learning'));
    assert.deepEqual(readChoice('action pack', packs), chosen('pack'));
  });

  it('finds an option that is called like a property of objects', () => {
    const odd = [
      { value: 1, labels: ['constructor'] },
      { value: 2, labels: ['__proto__'] },
    ];
    assert.deepEqual(readChoice('constructor', odd), chosen(1));
    assert.deepEqual(readChoice('__proto__', odd), chosen(2));
    assert.deepEqual(readChoice('toString', odd), none);
  });

  it('is always made by an exact label', () => {
    const labels = fc.uniqueArray(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((label) => fold(label) !== ''),
      { selector: fold, minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(labels, fc.nat(), (names, pick) => {
        const at = pick % names.length;
        const options = names.map((label, value) => ({ value, labels: [label] }));
        assert.deepEqual(readChoice(names[at] ?? '', options), chosen(at));
      }),
    );
  });

  it('is always made by a number from 1 to the number of options', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (count, pick) => {
        const options = Array.from({ length: count }, (_, value) => ({
          value,
          labels: [`label ${'x'.repeat(value + 1)}`],
        }));
        const at = pick % count;
        for (const text of [
          `${at + 1}`,
          `#${at + 1}`,
          `option ${at + 1}`,
          `${at + 1}番`,
          `${at + 1}번`,
          `第${at + 1}個`,
        ])
          assert.deepEqual(readChoice(text, options), chosen(at), text);
        assert.deepEqual(readChoice(`${count + 1}`, options), none);
      }),
    );
  });

  it('never throws, whatever is typed and however many options there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        ['chosen', 'ambiguous', 'none'].includes(readChoice(text, OFFERS).kind),
      ),
    );
    for (const text of HOSTILE) assert.deepEqual(readChoice(text, OFFERS), none, text);
    assert.deepEqual(readChoice('1', []), none);
    assert.deepEqual(readChoice('x', [{ value: 1, labels: [] }]), none);
  });

  it('is quick with long messages', () => {
    const many = Array.from({ length: 50 }, (_, value) => ({ value, labels: [`option number ${'x'.repeat(value)}`] }));
    for (const piece of LONG_PIECES) assert.ok(milliseconds(() => readChoice(longText(piece), many)) < 1000, piece);
  });
});
