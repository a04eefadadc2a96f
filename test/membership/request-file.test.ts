import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inspectFile, LARGEST_FILE, safeFileName } from '../../membership/request-file.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const PDF = bytes('%PDF-1.7\n…');
const PNG = bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR');
const JPEG = bytes('\xff\xd8\xff\xe0\0\x10JFIF');
const ZIP = 'PK\x03\x04\x14\0[Content_Types].xml';
const DOCX = bytes(`${ZIP} word/document.xml`);
const XLSX = bytes(`${ZIP} xl/workbook.xml`);
const EXE = bytes('MZ\x90\0\x03\0\0\0');

describe('a file that a person attaches', () => {
  const taken: [name: string, content: Uint8Array, type: string][] = [
    ['offer.pdf', PDF, 'pdf'],
    ['OFFER.PDF', PDF, 'pdf'],
    ['screen.png', PNG, 'png'],
    ['photo.jpg', JPEG, 'jpg'],
    ['photo.jpeg', JPEG, 'jpg'],
    ['letter.docx', DOCX, 'docx'],
    ['list.xlsx', XLSX, 'xlsx'],
    ['notes.txt', Buffer.from('メモ\r\n\tend\n'), 'txt'],
    ['list.csv', bytes('\x8c\x8f,1\r\n'), 'csv'],
    ['utf16.csv', Buffer.from('\ufeffa,b', 'utf16le'), 'csv'],
  ];
  for (const [name, content, type] of taken) {
    it(`is taken as ${type}: ${name}`, () => {
      const looked = inspectFile(name, content);
      assert.deepEqual(looked.ok && looked.value, { name, type, size: content.length });
    });
  }

  const refused: [name: string, content: Uint8Array, code: string, why: string][] = [
    ['tool.exe', EXE, 'wrong-file-type', 'a program'],
    ['offer.pdf', EXE, 'wrong-file-type', 'a program under another name'],
    ['offer.pdf.exe', PDF, 'wrong-file-type', 'two endings'],
    ['offer.txt', EXE, 'wrong-file-type', 'a program called a text'],
    ['offer.txt', PDF, 'wrong-file-type', 'a PDF called a text'],
    ['offer', PDF, 'wrong-file-type', 'no ending'],
    ['photo.png', JPEG, 'wrong-file-type', 'a picture of another kind'],
    ['list.xlsx', DOCX, 'wrong-file-type', 'an office file of another kind'],
    ['list.xlsx', bytes('PK\x03\x04 anything'), 'wrong-file-type', 'any ZIP'],
    ['list.xlsx', bytes(`${ZIP} xl/workbook.xml xl/vbaProject.bin`), 'wrong-file-type', 'macros'],
    ['page.html', bytes('<script>'), 'wrong-file-type', 'a web page'],
    ['drawing.svg', bytes('<svg onload="x">'), 'wrong-file-type', 'a drawing with scripts'],
    ['offer.pdf', bytes(''), 'empty-file', 'nothing in it'],
    ['offer.pdf', new Uint8Array(LARGEST_FILE + 1).fill(37), 'file-too-big', 'over 10 MB'],
  ];
  for (const [name, content, code, why] of refused) {
    it(`is refused: ${why}`, () => {
      const looked = inspectFile(name, content);
      assert.deepEqual(!looked.ok && looked.problem, { code, name });
    });
  }

  it('may have 10 MB exactly', () => {
    const content = new Uint8Array(LARGEST_FILE);
    content.set(PDF);
    assert.ok(inspectFile('offer.pdf', content).ok);
  });
});

describe('the name of a file', () => {
  const names: [given: string, safe: string][] = [
    ['offer.pdf', 'offer.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\list.xlsx', 'list.xlsx'],
    ['契約書 2026.pdf', '契約書 2026.pdf'],
    ['e\u0301tat.pdf', 'état.pdf'],
    ['a\u202efdp.exe', 'a fdp.exe'],
    ['a\0b\n<c>|"d"?.png', 'a b c d.png'],
    ['.htaccess', 'htaccess'],
    ['...', 'file'],
    ['', 'file'],
    ['.pdf', 'pdf'],
    ['con.txt', '_con.txt'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(96)}.pdf`],
  ];
  for (const [given, safe] of names) {
    it(`${JSON.stringify(given.slice(0, 40))} is kept as ${JSON.stringify(safe.slice(0, 40))}`, () => {
      assert.equal(safeFileName(given), safe);
    });
  }

  it('is never a path, empty, long, or different the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (given) => {
        const name = safeFileName(given);
        assert.match(name, /^[^/\\\p{Cc}\p{Cf}<>:"|?*]+$/u);
        assert.ok(Array.from(name).length <= 101 && !name.startsWith('.'));
        assert.equal(safeFileName(name), name);
      }),
    );
  });
});
