import assert from 'node:assert/strict';
import { formatDate } from '../../locales/format.js';

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
