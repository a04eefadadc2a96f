import assert from 'node:assert/strict';
import { readDetail } from '../../../dialogs/understanding/detail.js';
import { HOSTILE } from './hostile.js';

describe('A detail that is to be changed', () => {
  const READ: [string, string][] = [
    ['the email is wrong', 'contactEmail'],
    ['change the country', 'country'],
    ['the name of the company', 'organisation'],
    ['my name is misspelt', 'contactName'],
    ['Time zone', 'zone'],
    ['a different currency please', 'currency'],
    ['l’adresse e-mail est fausse', 'contactEmail'],
    ['changer le pays', 'country'],
    ['la raison sociale', 'organisation'],
    ['le fuseau horaire n’est pas bon', 'zone'],
    ['会社名が違います', 'organisation'],
    ['メールアドレスを直したい', 'contactEmail'],
    ['通貨を変更', 'currency'],
    ['회사 이름이 틀렸어요', 'organisation'],
    ['시간대를 바꿀게요', 'zone'],
    ['이메일이 달라요', 'contactEmail'],
    ['公司名稱錯了', 'organisation'],
    ['我要改國家', 'country'],
    ['时区不对', 'zone'],
  ];
  for (const [text, detail] of READ) it(`is ${detail} in "${text}"`, () => assert.equal(readDetail(text), detail));

  it('is none where two are named, none is, or a question is asked', () => {
    const none = [
      'the country and the currency',
      'all of it',
      'Acme',
      'what is the currency for?',
      '통화는 무엇인가요?',
    ];
    for (const text of [...none, ...HOSTILE]) assert.equal(readDetail(text), undefined, text);
  });
});
