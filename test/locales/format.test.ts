import assert from 'node:assert/strict';
import { formatDate, formatMegabytes, formatMoment } from '../../locales/format.js';

describe('A date in a sentence', () => {
  it('is written as people of the language write it', () => {
    assert.equal(formatDate('en', '2026-07-01'), 'July 1, 2026');
    assert.equal(formatDate('ja', '2026-07-01'), '2026年7月1日');
  });

  it('has "1er" for the first of a month in French, and only for that', () => {
    assert.equal(formatDate('fr', '2026-07-01'), '1er juillet 2026');
    assert.equal(formatDate('fr', '2026-07-11'), '11 juillet 2026');
    assert.equal(formatDate('fr', '2026-07-10'), '10 juillet 2026');
  });
});

describe('A moment', () => {
  it('is told to the minute, in the zone of who it is for', () => {
    const told = (language: string) => formatMoment(language, '2026-06-30T23:05:59.000Z', 'Asia/Tokyo');
    assert.deepEqual(['en', 'fr', 'ja', 'ko', 'zh-TW'].map(told), [
      'July 1, 2026 at 8:05 AM',
      '1er juillet 2026 à 08:05',
      '2026年7月1日 8:05',
      '2026년 7월 1일 08:05',
      '2026年7月1日 上午8:05',
    ]);
  });
});

describe('A size', () => {
  it('has the unit of its language', () => {
    assert.deepEqual(
      ['en', 'fr', 'ja'].map((language) => formatMegabytes(language, 10).replace(/\s/u, ' ')),
      ['10 MB', '10 Mo', '10 MB'],
    );
  });
});
