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

  it('names the service request by its number, whatever else is said of it', () => {
    const texts = `240071 | 240071? | SR-240071 | sr 240071 | ticket 240071 | #240071 | what about 240071? | any news on 240-071?
      how is request SR-240071 going | where is my ticket 240 071 | is 240071 closed | please close 240071
      où en est 240071 ? | qu'en est-il de la demande 240071 ? | statut de SR-240071 | et la 240071, c'est fait ?
      240071はどうなりましたか | ２４００７１の状況を教えてください | ＳＲ－２４００７１ | リクエスト240071
      240071 어떻게 됐나요? | SR-240071 상태 알려 주세요 | 요청 240071 | 240071は？
      240071 怎麼樣了？ | 請問 240071 的進度 | 服務要求240071 | 案件 SR-240071 處理好了嗎`;
    for (const text of texts.split(/[|\n]/))
      assert.deepEqual(wish(text.trim()), { intent: 'request-status', request: '240071' }, text);
  });

  it('takes no other number for that of a request', () => {
    const texts = `2400711 | 24007 | 4358741-T3 | 435874-T3 | 435874-2026-1 | +1 425 555 0102 | 240071 and 240052
      pay 240071 by card | invoice 240071 | 2026-06-23 | 10:30 240071 1 | A240071 | 040071`;
    for (const text of texts.split(/[|\n]/)) assert.equal(wish(text.trim())?.request, undefined, text);
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
