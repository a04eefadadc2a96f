import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Command, readCommand } from '../../../dialogs/understanding/command.js';
import { HOSTILE, LONG_PIECES, longText, milliseconds } from './hostile.js';

const TABLE: Record<Command, string[]> = {
  stop: [
    ...[
      'stop',
      'Stop!',
      'please stop',
      'can you stop',
      'I want to stop',
      'cancel',
      'cancel that',
      'quit',
      'never mind',
      'forget it',
    ],
    ...['annuler', 'Annulez s’il vous plaît', 'arrêter', 'je veux arrêter', 'laisse tomber', 'tant pis'],
    ...[
      'やめる',
      'やめます',
      'キャンセル',
      'キャンセルします',
      'キャンセルしてください',
      '中止',
      'やっぱりやめます',
      'やめたいです',
    ],
    ...['그만', '취소', '취소해 주세요', '그만할래요', '중지', '停止', '取消', '我要取消', '算了', '请停止', '退出'],
  ],
  help: [
    'help',
    'help me please',
    'can you help me?',
    'aide',
    'aidez-moi',
    "j'ai besoin d'aide",
    'ヘルプ',
    '助けて',
    '使い方',
    '도움말',
    '도와주세요',
    '幫助',
    '帮助',
    '說明',
  ],
  back: [
    'back',
    'go back',
    'go back please',
    'previous',
    'retour',
    'revenir en arrière',
    'précédent',
    '戻る',
    '前に戻る',
    '戻りたいです',
    '뒤로',
    '이전으로',
    '返回',
    '上一步',
  ],
  'start-over': [
    'start over',
    'restart',
    "let's start over",
    'recommencer',
    'depuis le début',
    '最初から',
    'やり直す',
    '処음부터'.replace('処', '처'),
    '다시 시작',
    '重新開始',
    '重新开始',
    '重來',
  ],
  menu: [
    'menu',
    'main menu',
    'show me the menu please',
    'menu principal',
    'メニュー',
    'メニューに戻る',
    '메뉴',
    '選單',
    '选单',
    '菜单',
    '主選單',
  ],
  language: [
    'language',
    'change language',
    'changer de langue',
    'langue',
    '言語を変更',
    '言語を変更してください',
    '언어 변경',
    '語言',
    '更改語言',
    '切换语言',
  ],
  person: [
    ...[
      'talk to a person',
      'I want to talk to a person',
      'can I speak to a human',
      'human',
      'agent please',
      'customer service',
    ],
    ...[
      "parler à quelqu'un",
      'je voudrais parler à un conseiller',
      '人と話したい',
      '人と話したいです',
      '担当者につないでください',
    ],
    ...['상담원', '상담원 연결해 주세요', '真人客服', '我要找真人', '转人工', '客服'],
  ],
};

const NOTHING = [
  ...[
    '',
    'cancel my subscription',
    'stop auto-renewal',
    "don't stop",
    'do not cancel',
    'non-stop flight',
    'help desk phone number',
    'back pain',
  ],
  ...[
    'stop and go back',
    'the restaurant menu has fish',
    'annuler mon abonnement',
    'ne pas annuler',
    'サブスクリプションをキャンセル',
    'キャンセルしないで',
  ],
  ...[
    '구독 취소',
    '취소하지 마세요',
    '取消訂閱',
    '不要取消',
    '取消自動續約',
    'go',
    'please',
    'thanks',
    'language school',
    'what is a human',
  ],
];

describe('A command', () => {
  for (const [command, list] of Object.entries(TABLE))
    it(`"${command}" is understood in five languages`, () => {
      for (const text of list) assert.equal(readCommand(text), command, text);
    });

  it('is nothing where the message says more than the command', () => {
    for (const text of NOTHING) assert.equal(readCommand(text), undefined, text);
  });

  it('never throws, and is quick with long messages', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => readCommand(text) === undefined || readCommand(text) !== undefined,
      ),
    );
    for (const text of HOSTILE) assert.equal(readCommand(text), undefined, text);
    for (const piece of LONG_PIECES) assert.ok(milliseconds(() => readCommand(longText(piece))) < 1000, piece);
  });
});
