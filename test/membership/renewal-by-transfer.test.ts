import assert from 'node:assert/strict';
import { automaticOrder } from '../../membership/automatic-renewal.js';
import { prepareOrder } from '../../membership/buying.js';
import { confirmTransfer } from '../../membership/settling.js';
import { ADMIN, answerOf, OTHER_CARD, on, PACK, RULES } from '../support/accounts.js';
import { assertSound } from './invariants.js';

import { byTransfer, doneOn, ENDS, kinds, orderIn, renewing, term } from './renewals.js';

describe('Automatic renewal by transfer', () => {
  it('places the order 30 days before, until the last day of the window, and tells every admin', () => {
    assert.equal(doneOn(byTransfer(), '2026-05-22').orders.length, 0);
    const placed = doneOn(byTransfer(), '2026-05-23');
    const { status, transfer } = orderIn(placed);
    assert.deepEqual([status, transfer?.reference, transfer?.until], ['pending-transfer', '1234567-T1', '2026-07-22']);
    assert.deepEqual(kinds(placed), ['renewal-transfer to admin', 'renewal-transfer to second']);
  });

  it('is for who has no saved card, and where the card was removed', () => {
    assert.equal(orderIn(doneOn(renewing({ cardId: 'gone' }), '2026-05-23')).status, 'pending-transfer');
  });

  for (const [confirmed, startsOn, run] of [
    ['2026-05-24', ENDS, '2025-06-22'],
    [ENDS, ENDS, '2025-06-22'],
    ['2026-06-23', '2026-06-23', '2026-06-23'],
    ['2026-07-22', '2026-07-22', '2026-07-22'],
  ] as const) {
    it(`starts the term on ${startsOn} where it is confirmed on ${confirmed}`, () => {
      const placed = doneOn(byTransfer(), '2026-05-23');
      const { account } = answerOf(confirmTransfer(placed, '1234567-T1', 'purchase', on(confirmed)));
      assert.deepEqual([term(account).startedOn, term(account).runStartedOn], [startsOn, run]);
      assertSound(account, confirmed);
    });
  }

  it('can be switched to card, before the anniversary and after it', () => {
    for (const [day, startsOn] of [
      ['2026-06-01', ENDS],
      ['2026-07-01', '2026-07-01'],
    ] as const) {
      const placed = doneOn(byTransfer(), '2026-05-23');
      const asked = {
        orderId: orderIn(placed).id,
        kind: 'auto-renew' as const,
        offerId: PACK.id,
        by: ADMIN.id,
        pay: OTHER_CARD,
      };
      assert.equal(answerOf(prepareOrder(placed, asked, RULES, on(day))).value.review.dates.startsOn, startsOn);
    }
  });

  it('lapses with the window, told to every admin, and is off from then on', () => {
    const after = doneOn(doneOn(byTransfer(), '2026-05-23'), '2026-07-23');
    assert.equal(orderIn(after).status, 'lapsed');
    assert.deepEqual(kinds(after).slice(-2), ['transfer-lapsed to admin', 'transfer-lapsed to second']);
    assert.equal(automaticOrder(after, term(after))?.status, 'lapsed');
    assert.equal(doneOn(after, '2027-01-01'), after);
  });

  it('has the contact of the last transfer, else who bought the term', () => {
    assert.deepEqual(orderIn(doneOn(byTransfer(), ENDS)).transfer?.contact, {
      name: 'admin',
      phone: '',
      email: 'admin@example.com',
    });
  });
});
