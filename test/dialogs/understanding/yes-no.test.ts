import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  readAcceptance,
  readConfirmation,
  readFirmYes,
  readWithdrawal,
  readYesNo,
  speaksOfCancelling,
} from '../../../dialogs/understanding/yes-no.js';
import { HOSTILE, LONG_PIECES, longText, milliseconds } from './hostile.js';

const YES = {
  English: [
    'yes',
    'Yes!',
    'YES PLEASE',
    'yep',
    'yeah, sure',
    'ok',
    'OK thanks',
    'of course',
    'go ahead',
    'sounds good',
    'yes, yes',
  ],
  French: [
    'oui',
    'Oui, merci',
    "d'accord",
    'd’accord',
    "c'est bon",
    'bien sûr',
    'bien sur',
    'Oui s’il vous plaît',
    'tout à fait',
    'ça marche',
  ],
  Japanese: [
    'はい',
    'はい、お願いします',
    'ええ',
    'うん',
    'お願いします',
    'もちろんです',
    'はい。',
    '了解しました',
    'そうです',
  ],
  Korean: [
    '네',
    '예',
    '네, 좋아요',
    '좋아요',
    '네 부탁드립니다',
    '그럼요',
    '물론이죠',
    '맞습니다',
    'ㅇㅇ',
    '알겠습니다',
  ],
  Chinese: ['是', '是的', '好', '好的', '好的，謝謝', '可以', '沒問題', '没问题', '对', '對', '當然', '确认', '嗯嗯'],
};

const NO = {
  English: ['no', 'No.', 'nope', 'no thanks', 'no thank you', 'not now', 'no no no', 'no!', "I don't think so"],
  French: ['non', 'non merci', 'Non, merci !', 'pas du tout', 'pas maintenant', 'surtout pas', 'je ne veux pas'],
  Japanese: [
    'いいえ',
    'いえ',
    '結構です',
    'いいえ、結構です',
    'やめておきます',
    'いりません',
    '違います',
    'だめです',
    'ううん',
  ],
  Korean: ['아니요', '아니오', '아뇨', '괜찮습니다', '아니요, 괜찮습니다', '됐어요', '싫어요', '안 할래요', 'ㄴㄴ'],
  Chinese: ['不', '不要', '不用了', '不用', '不是', '否', '不需要', '不，謝謝', '不对', '不行', '先不要'],
};

const NEITHER = [
  [
    '',
    'maybe',
    'yes but what does it cost?',
    'not yes',
    'ok google',
    'yes no',
    'no yes',
    'yes and no',
    'yes?',
    'ok?',
    'thanks',
  ],
  [
    'yes 👎',
    'ok 🤔',
    'yesterday',
    'nothing',
    'no problem',
    'yes if it is free',
    'okay whatever you say about it',
    'I know',
    'ok computer',
  ],
  ['oui mais combien ça coûte ?', 'oui et non', 'peut-être', 'oui ?', 'ouistiti', 'merci'],
  ['はいいいえ', 'はい？', 'はいりません', '大丈夫です', 'いくらですか', 'はい、でも高いです', 'そうかもしれない'],
  ['네?', '예약', '네 아니요', '네 그런데 얼마예요', '글쎄요', '어디'],
  ['是不是', '好不好', '可以嗎', '可以吗', '對不起', '不好意思', '好貴', '是否', '好的但是多少錢', '沒有問題嗎'],
].flat();

describe('A yes or a no', () => {
  for (const [language, list] of Object.entries(YES))
    it(`is yes in ${language}`, () => {
      for (const text of list) assert.equal(readYesNo(text), 'yes', text);
    });
  for (const [language, list] of Object.entries(NO))
    it(`is no in ${language}`, () => {
      for (const text of list) assert.equal(readYesNo(text), 'no', text);
    });

  it('is neither where the message says more, or both, or asks', () => {
    for (const text of NEITHER) assert.equal(readYesNo(text), undefined, text);
  });

  it('is never read out of "不" as a yes', () => {
    for (const text of ['不', '不好', '不可以', '不對', '不同意', '不行', '不確定'])
      assert.notEqual(readYesNo(text), 'yes', text);
  });

  it('never throws, and is quick with long messages', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => [undefined, 'yes', 'no'].includes(readYesNo(text))));
    for (const text of HOSTILE) readYesNo(text);
    for (const piece of LONG_PIECES) assert.ok(milliseconds(() => readYesNo(longText(piece))) < 1000, piece);
  });

  it('is not a yes with anything unknown beside it', () => {
    const unknown = fc.constantFrom('zebra', 'but', 'mais', '猫', '고양이', 'ねこ', 'x9');
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(YES).flat()),
        unknown,
        (yes, other) => readYesNo(`${yes} ${other}`) !== 'yes',
      ),
    );
  });
});

describe('The confirmation of a purchase', () => {
  const BUY = ['Buy', 'Acheter', '購入', '구입', '購買'];

  it('is a firm yes or the label of the button, in every language', () => {
    const confirmed = [
      ...[
        'Buy',
        'buy it',
        'Yes, buy',
        'yes please',
        'Oui, acheter',
        "j'achète",
        'acheter',
        '購入する',
        '購入',
        'はい、購入します',
      ],
      ...[
        '네, 구입할게요',
        '구입',
        '결제할게요',
        '是，購買',
        '購買',
        '确认购买',
        '好的，购买',
        'はい',
        'oui',
        '네',
        '是',
      ],
      ...['I confirm', 'confirm', 'je confirme', 'Oui, s’il vous plaît', 'はい、お願いします'],
      ...['예', '네, 확인합니다', '是的', '確定', '我確認', 'ok yes'],
    ];
    for (const text of confirmed) assert.equal(readConfirmation(text, BUY), true, text);
  });

  it('takes a label that only this purchase has', () => {
    assert.equal(readConfirmation('Kaufen', ['Kaufen']), true);
    assert.equal(readConfirmation('Kaufen', BUY), undefined);
  });

  it('is false for a no', () => {
    for (const text of ['no', 'non merci', 'いいえ', '아니요', '不要', '購入しません'])
      assert.equal(readConfirmation(text, BUY), false, text);
  });

  it('is open for a yes that may be said in passing', () => {
    const weak = [
      'ok',
      'k',
      'right',
      'yeah right',
      'ya',
      'sure',
      "d'accord",
      'うん',
      '좋아요',
      '要',
      '對',
      '好',
      'ええ',
      'お願いします',
      '確認',
    ];
    for (const text of weak) {
      assert.equal(readYesNo(text), 'yes', text);
      assert.equal(readConfirmation(text, BUY), undefined, text);
    }
  });

  it('is open for anything else', () => {
    const open = [
      ...[
        '',
        "don't buy",
        'do not buy',
        'buy?',
        'should I buy',
        'not buy',
        'yes but cheaper',
        'buy milk',
        'what do I buy?',
        'renew',
      ],
      ...[
        '購入しない',
        '購入しますか',
        '不購買',
        '購買嗎',
        '구입하지 마세요',
        "n'achetez pas",
        'ne pas acheter',
        'yes 👎',
        'buy 🚫',
      ],
    ];
    for (const text of open) assert.notEqual(readConfirmation(text, BUY), true, text);
  });

  it('never confirms a random message, nor without words to buy', () => {
    assert.equal(readConfirmation('', []), undefined);
    assert.equal(readConfirmation('', ['']), undefined);
    assert.equal(readConfirmation('!!!', ['!!!']), undefined);
    for (const text of HOSTILE) assert.notEqual(readConfirmation(text, BUY), true, text);
  });
});

describe('The answer to whether something is withdrawn', () => {
  const rows: [expected: boolean | undefined, texts: string[]][] = [
    [
      true,
      [
        'yes',
        'yes, cancel it',
        'withdraw the order',
        'oui, annulez-la',
        'はい、取り消します',
        '取り消します',
        'はい、お願いします',
      ],
    ],
    [true, ['네, 취소합니다', '네 취소해 주세요', '취소해 주세요', '確定取消', '是的，取消訂單', '请取消订单']],
    [
      false,
      [
        'no',
        'no keep it',
        'keep it',
        'non, gardez-la',
        'いいえ、このままで',
        'このままにします',
        '아니요, 그대로 두세요',
        '不要，保留訂單',
      ],
    ],
    [
      undefined,
      ['cancel', 'annuler', '取消', 'キャンセル', '취소', 'yes but not yet', 'yes?', 'no, cancel it', 'why?', ''],
    ],
  ];
  for (const [expected, texts] of rows) {
    it(`is ${expected} for ${texts.slice(0, 3).join(', ')} …`, () => {
      for (const text of texts) assert.equal(readWithdrawal(text), expected, text);
    });
  }

  it('speaks of cancelling, in a word or a sentence', () => {
    for (const text of ['cancel', 'yes, cancel it', 'annulez-la', 'キャンセルします', '취소', '取消'])
      assert.ok(speaksOfCancelling(text), text);
    for (const text of ['stop', 'arrêter', '中止', '그만', '停止', 'cancel my subscription', 'yes'])
      assert.ok(!speaksOfCancelling(text), text);
  });
});

describe('The yes to what cannot be undone', () => {
  const LABELS = ['Yes, turn it off', 'Oui, le désactiver', 'はい、無効にする', '네, 끄겠습니다', '是，關閉'];

  it('is a firm yes or the label of the button, in every language', () => {
    for (const label of LABELS) {
      assert.equal(readFirmYes(label, label), true, label);
      for (const text of ['yes', 'oui', 'はい', '네', '是', 'I confirm'])
        assert.equal(readFirmYes(text, label), true, text);
    }
  });

  it('is false for a no', () => {
    for (const text of ['no', 'non', 'いいえ', '아니요', '不要'])
      assert.equal(readFirmYes(text, LABELS[0] ?? ''), false, text);
  });

  it('is open for a yes in passing, for words that buy, for a doubt, and for the wish itself', () => {
    const open = ['ok', 'sure', '好', 'うん', 'buy', '購入', 'yes?', 'yes but', 'turn off automatic renewal', '1', ''];
    for (const text of [...open, ...HOSTILE]) assert.equal(readFirmYes(text, LABELS[0] ?? '') ?? false, false, text);
  });
});

describe('The acceptance of the terms', () => {
  const NEXT = ['Next', 'Suivant', '次へ', '다음', '下一步'];

  it('is a whole-message "I accept", a yes or the label of the button, in every language', () => {
    const accepted = [
      ...['next', 'ok', 'I have read and accept', 'I accept', 'agree', 'I agree to the terms', 'continue'],
      ...["J'accepte les conditions", 'continuer', 'suivant svp', "J'ai lu et j'accepte les conditions générales"],
      ...[
        '次',
        '同意します',
        '承諾します',
        '使用条件に同意します',
        '동의합니다',
        '약관에 동의합니다',
        '我同意',
        '繼續',
      ],
    ];
    for (const text of accepted) assert.equal(readAcceptance(text, NEXT), true, text);
  });

  it('is false where it is refused', () => {
    const refused = [
      ...['no', "I don't accept", 'I do not accept the terms', "je n'accepte pas", "je n'accepte pas les conditions"],
      ...['同意できない', '同意しません', '使用条件に同意しません', '我不接受', '我不同意條款', '동의하지 않습니다'],
    ];
    for (const text of refused) assert.equal(readAcceptance(text, NEXT), false, text);
  });

  it('is open for a question and for anything else', () => {
    const open = [
      'accept?',
      'next?',
      'the terms',
      'I have read the terms',
      'what do I accept',
      'next year',
      '同意嗎',
      '',
    ];
    for (const text of [...open, ...HOSTILE]) assert.equal(readAcceptance(text, NEXT), undefined, text);
  });
});
