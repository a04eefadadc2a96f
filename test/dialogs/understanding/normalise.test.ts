import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../../dialogs/understanding/fold.js';
import { normalise, words } from '../../../dialogs/understanding/normalise.js';
import { unitsOf } from '../../../dialogs/understanding/units.js';
import { HOSTILE, LONG_PIECES, longText, milliseconds } from './hostile.js';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('normalise', () => {
  const TABLE: [string, string][] = [
    ['  Hello,   World!  ', 'hello, world'],
    ['ＡＣＴＩＯＮ　Ｐａｃｋ１２', 'action pack12'],
    ['ｼﾙﾊﾞｰ ｺﾝﾋﾟﾃﾝｼｰ', 'シルバー コンピテンシー'],
    ['l’abonnement', "l'abonnement"],
    ['“Yes”', 'yes'],
    ['はい。', 'はい'],
    ['お願いします！！', 'お願いします'],
    ['ok 👍🏽🎉', 'ok'],
    ['2️⃣', '2'],
    ['#2)', '2'],
    ['$100', '$100'],
    ['ＵＳＥＲ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'user@example.com'],
    ['네\u00a0좋아요', '네 좋아요'],
    ['ㅇㅇ', 'ㅇㅇ'],
    ['\u1112\u1161\u11ab\u1100\u1173\u11af', '한글'],
    ['e\u0301te\u0301', 'été'],
    ['\ud800yes', 'yes'],
    ['🎉', ''],
  ];
  for (const [text, expected] of TABLE)
    it(`makes "${expected}" of ${JSON.stringify(text)}`, () => assert.equal(normalise(text), expected));

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anyText, (text) => assert.equal(normalise(normalise(text)), normalise(text))));
    for (const text of HOSTILE) assert.equal(normalise(normalise(text)), normalise(text));
  });

  it('keeps compatibility jamo, which NFKC would compose into something else', () => {
    assert.equal(normalise('ㄴㄴ'), 'ㄴㄴ');
    assert.notEqual('ㄴㄴ'.normalize('NFKC'), 'ㄴㄴ');
  });

  it('gives the words of a text without its punctuation', () => {
    assert.deepEqual(words("Don't renew, l’Action Pack!"), ["don't", 'renew', "l'action", 'pack']);
    assert.deepEqual(words('???'), []);
  });

  it('takes a long text of any kind in well under a second', () => {
    for (const piece of LONG_PIECES) assert.ok(milliseconds(() => unitsOf(longText(piece))) < 1000, piece);
  });
});

describe('fold', () => {
  it('drops accents from Latin, and leaves kana and hangul as they are', () => {
    assert.equal(fold('Compétence Œuvre Ça'), 'competence oeuvre ca');
    assert.equal(fold('ガギグ 갱신'), 'ガギグ 갱신');
  });

  it('reads simplified Chinese and Japanese forms like traditional ones', () => {
    assert.equal(fold('续约订阅会员'), fold('續約訂閱會員'));
    assert.equal(fold('会員 継続'), fold('會員 継續'));
  });

  it('reads circled numbers as digits', () => assert.equal(fold('②'), '2'));
});

describe('units', () => {
  const texts = (text: string): string[] => unitsOf(text).map((unit) => unit.text);

  it('cuts words, numbers and characters apart where scripts meet', () => {
    assert.deepEqual(texts('Action Packを2つ'), ['action', 'pack', 'を', '2', 'つ']);
    assert.deepEqual(texts('갱신 2nd'), ['갱', '신', '2', 'nd']);
  });

  it('cuts French elisions off and keeps English contractions whole', () => {
    assert.deepEqual(texts("J'achète l'offre, don't I?"), ['j', 'achete', 'l', 'offre', "don't", 'i']);
  });

  it('never throws on any string', () => {
    fc.assert(fc.property(anyText, (text) => Array.isArray(unitsOf(text))));
    for (const text of HOSTILE) unitsOf(text);
  });
});
