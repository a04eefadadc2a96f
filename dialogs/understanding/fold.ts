import { normalise } from './normalise.js';

// Simplified Chinese and Japanese forms of characters that our words are written with, each before its traditional
// one. Both the words and what people write are folded, so that 续约 and 續約, 会員 and 會員 are the same.
const VARIANTS =
  '续續続續订訂阅閱员員会會资資费費发發発發单單単單证證証證说說语語简簡级級银銀对對対對话話联聯络絡请請问問题題选選择擇确確认認后後个個' +
  '设設关關関關闭閉买買购購时時间間动動转轉転轉账帳賬帳汇匯权權権權优優专專长長网網务務询詢状狀态態进進处處処處东東办辦吗嗎这這样樣' +
  '么麼为為谢謝没沒给給换換开開启啟啓啟种種类類别別号號项項见見帮幫终終张張传傳报報机機过過还還让讓应應応應该該讲講韩韓国國汉漢页頁' +
  '录錄层層档檔码碼写寫从從头頭来來现現实實実實统統电電数數额額约約变變変變与與読讀経經济濟済濟险險护護驾駕户戶戸戶馆館讯訊错錯误誤' +
  '两兩标標准準备備稅税预預签簽杂雜志誌两兩议議计計费費价價值值离離区區别別缴繳级級规規赞贊烦煩诉訴坏壞丢丟当當択擇画畫図圖体體尽盡験驗';

const HAN = new Map<string, string>();
for (let at = 0; at < VARIANTS.length; at += 2) HAN.set(VARIANTS.charAt(at), VARIANTS.charAt(at + 1));

const LIGATURES = new Map([
  ['œ', 'oe'],
  ['æ', 'ae'],
  ['ß', 'ss'],
  ['º', 'o'],
  ['ª', 'a'],
]);

/** A text as it is looked up: normalised, Latin without diacritics, Han in traditional forms, ② as 2. */
export function fold(text: string): string {
  return normalise(circledToDigits(text))
    .replace(/[ªº\u00df-\u024f\u1e00-\u1eff]/g, bare)
    .replace(/\p{Script=Han}/gu, (char) => HAN.get(char) ?? char);
}

const bare = (char: string): string => LIGATURES.get(char) ?? char.normalize('NFD').replace(/\p{M}/gu, '');

const CIRCLED: [RegExp, number][] = [
  [/[①-⑳]/g, 0x2460],
  [/[⑴-⒇]/g, 0x2474],
  [/[❶-❿]/g, 0x2776],
  [/[➀-➉]/g, 0x2780],
];

function circledToDigits(text: string): string {
  if (!/[①-➓]/.test(text)) return text;
  return CIRCLED.reduce(
    (result, [range, first]) => result.replace(range, (char) => ` ${char.charCodeAt(0) - first + 1} `),
    text,
  );
}
