import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { readLink, signLink } from '../../bot/signed-link.js';

const SECRET = 'a secret of the tests';
const NOW = '2026-06-23T09:00:00.000Z';
const LATER = '2026-06-23T09:15:00.000Z';
const PAYLOAD = { purpose: 'payment', id: 'link-1' };
const BAD = { ok: false, problem: { code: 'bad-link' } };

describe('a signed link', () => {
  it('says what was signed', () => {
    assert.deepEqual(readLink(SECRET, signLink(SECRET, PAYLOAD, LATER), NOW), { ok: true, value: PAYLOAD });
  });

  it('carries any text safely, in an address as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        const token = signLink(SECRET, { purpose: 'payment', id }, LATER);
        assert.match(token, /^[\w-]+\.[\w-]+$/);
        assert.deepEqual(readLink(SECRET, token, NOW), { ok: true, value: { purpose: 'payment', id } });
      }),
    );
  });

  it('has expired at its last moment, and not before', () => {
    const token = signLink(SECRET, PAYLOAD, LATER);
    assert.ok(readLink(SECRET, token, '2026-06-23T09:14:59.999Z').ok);
    assert.deepEqual(readLink(SECRET, token, LATER), { ok: false, problem: { code: 'expired-link' } });
  });

  it('is refused when any character of it was changed', () => {
    const token = signLink(SECRET, PAYLOAD, LATER);
    for (let place = 0; place < token.length - 1; place += 1) {
      const changed = `${token.slice(0, place)}${token[place] === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`;
      assert.deepEqual(readLink(SECRET, changed, NOW), BAD, `character ${place}`);
    }
  });

  it('is refused when another secret signed it', () => {
    assert.deepEqual(readLink(SECRET, signLink('another secret', PAYLOAD, LATER), NOW), BAD);
  });

  it('is refused, and never a fault, whatever is sent in its place', () => {
    const garbage = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '.', '..', 'a.b.c'));
    fc.assert(fc.property(garbage, (token) => assert.deepEqual(readLink(SECRET, token, NOW), BAD)));
  });

  it('is refused when more was put behind it', () => {
    assert.deepEqual(readLink(SECRET, `${signLink(SECRET, PAYLOAD, LATER)}.more`, NOW), BAD);
  });

  it('cannot be signed without a secret', () => {
    assert.throws(() => signLink('', PAYLOAD, LATER), TypeError);
    const unsigned = `e30.${createHmac('sha256', 'x').digest('base64url')}`;
    assert.throws(() => readLink('', unsigned, NOW), TypeError);
  });
});
