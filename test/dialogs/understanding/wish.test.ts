import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readWish } from '../../../dialogs/understanding/wish.js';
import { HOSTILE, LONG_PIECES, longText, milliseconds } from './hostile.js';
import { OFFERS } from './offers.js';
import { NO_WISHES, WISHES } from './wishes.js';

const listed = (text: string): string[] => text.split('|').map((each) => each.trim());
const wish = (text: string) => readWish(text, OFFERS);

describe('A wish', () => {
  for (const [intent, texts] of Object.entries(WISHES))
    it(`"${intent}" is understood in five languages`, () => {
      for (const text of listed(texts)) assert.equal(wish(text)?.intent, intent, text);
    });

  it('is not seen in negations, questions about an act, things of others and the past', () => {
    for (const text of listed(NO_WISHES)) assert.equal(wish(text), undefined, text);
  });

  it('names the offer where exactly one is named', () => {
    assert.deepEqual(wish('renew Action Pack'), { intent: 'renew', offer: 'action-pack' });
    assert.deepEqual(wish('シルバーを購入したい'), { intent: 'subscribe', offer: 'silver' });
    assert.deepEqual(wish('我要續約行動套件'), { intent: 'renew', offer: 'action-pack' });
    assert.deepEqual(wish('골드 갱신하고 싶어요'), { intent: 'renew', offer: 'gold' });
    assert.deepEqual(wish('je veux acheter la compétence gold'), { intent: 'subscribe', offer: 'gold' });
    assert.deepEqual(wish('renew silver and gold'), { intent: 'renew' });
    assert.deepEqual(wish('renew'), { intent: 'renew' });
  });

  it('names the way to pay where exactly one is named', () => {
    assert.deepEqual(wish('renew by bank transfer'), { intent: 'renew', way: 'transfer' });
    assert.deepEqual(wish('renouveler par carte'), { intent: 'renew', way: 'card' });
    assert.deepEqual(wish('銀行振込で更新したい'), { intent: 'renew', way: 'transfer' });
    assert.deepEqual(wish('用信用卡續約'), { intent: 'renew', way: 'card' });
    assert.deepEqual(wish('카드로 갱신할게요'), { intent: 'renew', way: 'card' });
    assert.deepEqual(wish('pay by card instead of bank transfer'), { intent: 'pending-order', way: 'card' });
    assert.deepEqual(wish('renew by card or transfer'), { intent: 'renew' });
  });

  it('is never an act with a "not" of any language before or after it', () => {
    const acts = ['renew', 'subscribe', 'join', 'cancel-subscription', 'turn-off-auto-renew'] as const;
    const said = acts.flatMap((act) => listed(WISHES[act]));
    fc.assert(
      fc.property(
        fc.constantFrom(...said),
        fc.constantFrom("don't", 'do not', 'never', 'ne pas', '不要', '別', '않'),
        (text, not) => {
          assert.equal(
            acts.find((act) => act === wish(`${not} ${text}`)?.intent),
            undefined,
            `${not} ${text}`,
          );
        },
      ),
    );
  });

  it('is never an act on something that nobody here knows', () => {
    const strangers = fc.constantFrom(
      'gym',
      'zebra',
      'Netflix',
      'library card',
      'ホテル',
      'ジム',
      '健身房',
      '헬스장',
      'newsletter',
      'assurance',
    );
    fc.assert(
      fc.property(
        fc.constantFrom('renew', 'buy', 'subscribe', 'cancel my subscription', 'join', '更新', '續約', '갱신'),
        strangers,
        (act, stranger) => {
          assert.equal(wish(`${act} ${stranger}`), undefined);
        },
      ),
    );
  });

  it('is read with no offers, and with names that are odd', () => {
    assert.deepEqual(readWish('renew', []), { intent: 'renew' });
    assert.deepEqual(readWish('renew constructor', [{ value: 'x', names: ['constructor', '', '🎉'] }]), {
      intent: 'renew',
      offer: 'x',
    });
  });

  it('never throws, and is quick with long messages', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => wish(text) === undefined || typeof wish(text)?.intent === 'string',
      ),
    );
    for (const text of HOSTILE) assert.equal(wish(text), undefined, text);
    for (const piece of LONG_PIECES) assert.ok(milliseconds(() => wish(longText(piece))) < 1000, piece);
    for (const piece of LONG_PIECES) assert.ok(milliseconds(() => wish(longText(piece).slice(0, 300))) < 1000, piece);
  });
});
