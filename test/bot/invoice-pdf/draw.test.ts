import assert from 'node:assert/strict';
import { drawInvoice } from '../../../bot/invoice-pdf/draw.js';
import { sheetOf } from '../../../bot/invoice-pdf/sheet.js';
import type { Invoice } from '../../../membership/invoice.js';
import { LANGUAGES, type Language } from '../../../membership/offer.js';
import { invoiceWith, readerOf } from '../../support/invoices.js';
import { readPdf } from '../../support/read-pdf.js';

const LARGEST = 60 * 1024;
const TRANSFER: Invoice['paid'] = { way: 'transfer', reference: '4690418-T1' };

const pdfOf = async (invoice: Invoice, language: Language) => drawInvoice(sheetOf(invoice, await readerOf(language)));

const FRENCH = invoiceWith({
  organisation: 'Northwind Traders SAS',
  country: 'FR',
  currency: 'EUR',
  net: 43_000,
  taxName: 'TVA',
  basisPoints: 2000,
  paid: TRANSFER,
});
const JAPANESE = invoiceWith({
  organisation: '髙橋・山﨑商店 株式会社',
  country: 'JP',
  currency: 'JPY',
  net: 52_000,
  taxName: 'consumption-tax',
  basisPoints: 1000,
  paid: TRANSFER,
});
const KOREAN = invoiceWith({
  organisation: '테일스핀 토이즈 코리아 주식회사',
  country: 'KR',
  currency: 'KRW',
  net: 600_000,
  taxName: 'VAT',
  basisPoints: 1000,
});
const TAIWANESE = invoiceWith({
  organisation: '堃霖冷凍機械股份有限公司',
  country: 'TW',
  currency: 'TWD',
  net: 14_500,
  taxName: 'VAT',
  basisPoints: 500,
});

describe('An invoice as a PDF', function () {
  this.timeout(60_000);

  const sheets: [language: Language, invoice: Invoice, texts: string[]][] = [
    [
      'en',
      invoiceWith(),
      [
        'Invoice',
        'Microsoft Corporation',
        'Invoice number\n4690418-2026-0001',
        'Date of issue\nJune 23, 2026',
        'Total (USD)\n$475.00',
        'Seller',
        'Microsoft Corporation',
        'One Microsoft Way',
        'Redmond, WA 98052',
        'USA',
        'Billed to',
        'Contoso Ltd.',
        'United States',
        'MPN ID: 4690418',
        'Description',
        'Term',
        'Amount',
        'Microsoft Action Pack',
        'June 23, 2026 to June 23, 2027',
        '$475.00',
        'Paid by\nVisa •••• 4242',
        'Subtotal',
        '$475.00',
        'Tax (0%)',
        '$0.00',
        'Total (USD)',
        '$475.00',
        'This invoice is paid in full. There is nothing left to pay.',
        'Invoice 4690418-2026-0001 Page 1 of 1',
      ],
    ],
    [
      'fr',
      FRENCH,
      [
        'Facture',
        'Microsoft Corporation',
        'Numéro de facture\n4690418-2026-0001',
        'Date d’émission\n23 juin 2026',
        'Total TTC (EUR)\n516,00 €',
        'Vendeur',
        'Microsoft Corporation',
        'One Microsoft Way',
        'Redmond, WA 98052',
        'USA',
        'Facturé à',
        'Northwind Traders SAS',
        'France',
        'ID MPN : 4690418',
        'Désignation',
        'Période d’abonnement',
        'Montant',
        'Microsoft Action Pack',
        'Du 23 juin 2026 au 23 juin 2027',
        '430,00 €',
        'Réglée par\nVirement bancaire : 4690418-T1',
        'Total hors taxes',
        '430,00 €',
        'TVA (20 %)',
        '86,00 €',
        'Total TTC (EUR)',
        '516,00 €',
        'Cette facture est intégralement réglée. Il ne reste rien à payer.',
        'Facture 4690418-2026-0001 Page 1 sur 1',
      ],
    ],
    [
      'ja',
      JAPANESE,
      [
        '請求書',
        'Microsoft Corporation',
        '請求書番号\n4690418-2026-0001',
        '発行日\n2026年6月23日',
        '合計（JPY）\n￥57,200',
        '発行者',
        'Microsoft Corporation',
        'One Microsoft Way',
        'Redmond, WA 98052',
        'USA',
        '請求先',
        '髙橋・山﨑商店 株式会社',
        '日本',
        'MPN ID：4690418',
        '内容',
        '契約期間',
        '金額',
        'Microsoft Action Pack',
        '2026年6月23日～2027年6月23日',
        '￥52,000',
        'お支払い方法\n銀行振込：4690418-T1',
        '小計',
        '￥52,000',
        '消費税（10%）',
        '￥5,200',
        '合計（JPY）',
        '￥57,200',
        'この請求書は全額お支払い済みです。お支払いいただく金額はありません。',
        '請求書 4690418-2026-0001 1 / 1 ページ',
      ],
    ],
    [
      'ko',
      KOREAN,
      [
        '청구서',
        'Microsoft Corporation',
        '청구서 번호\n4690418-2026-0001',
        '발행일\n2026년 6월 23일',
        '합계(KRW)\n₩660,000',
        '공급자',
        'Microsoft Corporation',
        'One Microsoft Way',
        'Redmond, WA 98052',
        'USA',
        '청구 대상',
        '테일스핀 토이즈 코리아 주식회사',
        '한국',
        'MPN 파트너 ID: 4690418',
        '내역',
        '구독 기간',
        '금액',
        'Microsoft Action Pack',
        '2026년 6월 23일~2027년 6월 23일',
        '₩600,000',
        '결제 수단\nVisa •••• 4242',
        '공급가액',
        '₩600,000',
        '부가가치세(10%)',
        '₩60,000',
        '합계(KRW)',
        '₩660,000',
        '이 문서는 세금계산서가 아닙니다. 세금계산서는 별도의 절차에 따라 발급되며, 자세한 내용은 파트너 센터\n지원에 문의하세요.',
        '이 청구서는 전액 결제되었습니다. 더 결제하실 금액은 없습니다.',
        '청구서 4690418-2026-0001 1 / 1쪽',
      ],
    ],
    [
      'zh-TW',
      TAIWANESE,
      [
        '發票',
        'Microsoft Corporation',
        '發票號碼\n4690418-2026-0001',
        '開立日期\n2026年6月23日',
        '總計（TWD）\nNT$15,225',
        '賣方',
        'Microsoft Corporation',
        'One Microsoft Way',
        'Redmond, WA 98052',
        'USA',
        '買方',
        '堃霖冷凍機械股份有限公司',
        '台灣',
        'MPN 識別碼：4690418',
        '項目',
        '訂閱期間',
        '金額',
        'Microsoft 行動套件',
        '2026年6月23日至2027年6月23日',
        'NT$14,500',
        '付款方式\nVisa •••• 4242',
        '小計',
        'NT$14,500',
        '加值稅（5%）',
        'NT$725',
        '總計（TWD）',
        'NT$15,225',
        '這份文件不是統一發票。統一發票另有開立流程，詳情請洽合作夥伴中心支援。',
        '這張發票的款項已全數付清，沒有待付金額。',
        '發票 4690418-2026-0001 第 1 頁，共 1 頁',
      ],
    ],
  ];
  for (const [language, invoice, texts] of sheets) {
    it(`says in ${language} all that it has to, as text that can be selected`, async () => {
      const read = await readPdf(await pdfOf(invoice, language));
      assert.deepEqual(read.texts, texts);
    });
  }

  it('is below 60 KB, on one page, with all fonts embedded as subsets', async () => {
    for (const [language, invoice] of sheets) {
      const pdf = await pdfOf(invoice, language);
      assert.ok(pdf.length < LARGEST, `${language}: ${pdf.length} bytes`);
      const { fonts, pages } = await readPdf(pdf);
      assert.equal(pages, 1);
      assert.ok(fonts.length > 0 && fonts.every((name) => /^[A-Z]{6}\+NotoSans/.test(name)), fonts.join(', '));
      const file = pdf.toString('latin1');
      assert.equal(file.match(/\/FontFile2 /g)?.length, fonts.length);
      assert.doesNotMatch(file, /\/Subtype \/Type1\b/);
    }
  });

  it('tells screen readers its language, its title and what everything is', async () => {
    for (const [language, invoice, texts] of sheets) {
      const read = await readPdf(await pdfOf(invoice, language));
      assert.equal(read.language, language);
      assert.match(read.title, /^\S+ 4690418-2026-0001$/);
      assert.deepEqual([...new Set(read.roles)].slice(0, 2), ['Root', 'Document']);
      const count = (role: string) => read.roles.filter((each) => each === role).length;
      assert.deepEqual(['H1', 'H2', 'Table', 'TR'].map(count), [1, 2, 2, 5]);
      assert.deepEqual(['TH', 'TD'].map(count), [6, 6]);
      // All that is read has a place in the structure, but for the foot of the page.
      assert.equal(
        ['H1', 'H2', 'P', 'TH', 'TD'].map(count).reduce((sum, each) => sum + each),
        texts.length - 1,
      );
    }
  });

  it('has the same bytes each time, and the date of the invoice', async () => {
    const [first, second] = [await pdfOf(JAPANESE, 'ja'), await pdfOf(JAPANESE, 'ja')];
    await pdfOf(TAIWANESE, 'zh-TW');
    const third = await pdfOf(JAPANESE, 'ja');
    assert.deepEqual([Buffer.compare(first, second), Buffer.compare(first, third)], [0, 0]);
    assert.equal((await readPdf(first)).created, 'D:20260623000000Z');
  });

  it('is on Letter where people print on Letter, elsewhere on A4', async () => {
    const sizeFor = async (country: string) =>
      (await readPdf(await pdfOf(invoiceWith({ country }), 'en'))).size.map(Math.round);
    for (const country of ['US', 'CA', 'MX']) assert.deepEqual(await sizeFor(country), [612, 792], country);
    for (const country of ['FR', 'JP', 'KR', 'TW', 'BR']) assert.deepEqual(await sizeFor(country), [595, 842], country);
  });

  const names: [organisation: string, language: Language, country: string, fonts: RegExp][] = [
    ['株式会社リットウェア', 'fr', 'JP', /NotoSansJP/],
    ['髙﨑堃', 'ko', 'JP', /NotoSansJP.*|NotoSansTC/],
    ['테일스핀 토이즈', 'ja', 'KR', /NotoSansKR/],
    ['堃霖冷凍機械股份有限公司', 'en', 'TW', /NotoSansTC/],
    ['Łódź Žižkov Ğ İstanbul Ελλάς Москва Việt Nam', 'zh-TW', 'PL', /NotoSans-/],
    ['₩ € £ ¥ № ™', 'ja', 'JP', /NotoSans/],
    ['𠮷野家', 'fr', 'JP', /NotoSansJP/],
  ];
  for (const [organisation, language, country, fonts] of names) {
    it(`shows ${organisation} in ${language}`, async () => {
      const read = await readPdf(await pdfOf(invoiceWith({ organisation, country }), language));
      assert.ok(read.texts.map((text) => text.replace('\n', ' ')).includes(organisation), read.texts.join(' | '));
      assert.match(read.fonts.join(' '), fonts);
    });
  }

  it('shows a box for what no font has, and nothing for what cannot be seen', async () => {
    const read = await readPdf(await pdfOf(invoiceWith({ organisation: 'A\u200bไB\ufe0f' }), 'en'));
    assert.ok(read.texts.includes('A□B'), read.texts.join(' | '));
  });

  it('keeps on one page whatever an organisation is called', async () => {
    for (const organisation of ['W'.repeat(120), '株'.repeat(120), '한 '.repeat(60), 'ab '.repeat(40)]) {
      for (const language of LANGUAGES) {
        const pdf = await pdfOf(invoiceWith({ organisation, country: 'TW', net: 9_999_999_999 }), language);
        const read = await readPdf(pdf);
        assert.equal(read.pages, 1);
        const shown = read.texts.find((text) => text.replace(/\s/g, '') === organisation.replace(/\s/g, ''));
        assert.ok(shown, `${language}: ${read.texts.join(' | ')}`);
      }
    }
  });
});
