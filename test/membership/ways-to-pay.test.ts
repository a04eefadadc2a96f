import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CalendarDate } from '../../membership/calendar.js';
import type { PartnerAccount } from '../../membership/partner.js';
import {
  type CardAsked,
  isExpired,
  makeDefault,
  removeCard,
  renewedWith,
  renewWith,
  usableCards,
} from '../../membership/ways-to-pay.js';
import {
  ADMIN,
  accountWith,
  answerOf,
  bought,
  cardWith,
  on,
  prepared,
  problemOf,
  termUntil,
  USER,
} from '../support/accounts.js';

const TODAY: CalendarDate = '2026-06-23';
const NOW = on(TODAY);
const by = (cardId: string, parts: Partial<CardAsked> = {}): CardAsked => ({ cardId, by: ADMIN.id, ...parts });
const renewingWith = (cardId?: string) => termUntil('2026-12-31', { autoRenew: true, ...(cardId ? { cardId } : {}) });
const ids = (account: PartnerAccount) => usableCards(account, TODAY).map(({ id }) => id);

describe('The ways to pay', () => {
  for (const [today, expired] of [
    ['2030-07-31', false],
    ['2030-08-01', false],
    ['2030-08-31', false],
    ['2030-09-01', true],
    ['2031-01-01', true],
  ] as const) {
    it(`count a card of 08/2030 as ${expired ? 'expired' : 'good'} on ${today}`, () => {
      assert.equal(isExpired({ expiryMonth: 8, expiryYear: 2030 }, today), expired);
    });
  }

  it('propose the default card first, then the latest, and no expired one', () => {
    const cards = [cardWith('a'), cardWith('b', { expiryYear: 2026, expiryMonth: 5 }), cardWith('c'), cardWith('d')];
    assert.deepEqual(ids(accountWith({ cards })), ['d', 'c', 'a']);
    assert.deepEqual(ids(accountWith({ cards, defaultCardId: 'a' })), ['a', 'd', 'c']);
    assert.deepEqual(ids(accountWith({ cards, defaultCardId: 'b' })), ['d', 'c', 'a']);
  });

  it('are changed by who may buy, of cards that are there and good', () => {
    const account = accountWith({ cards: [cardWith('a'), cardWith('old', { expiryYear: 2025 })] });
    for (const change of [makeDefault, renewWith, removeCard]) {
      assert.equal(problemOf(change(account, by('a', { by: USER.id }), NOW)).code, 'no-role');
      assert.equal(problemOf(change(account, by('a', { by: 'nobody' }), NOW)).code, 'no-role');
      assert.equal(problemOf(change(account, by('of another partner'), NOW)).code, 'no-such-card');
    }
    assert.equal(problemOf(makeDefault(account, by('old'), NOW)).code, 'card-expired');
    assert.equal(problemOf(renewWith(account, by('old'), NOW)).code, 'card-expired');
    assert.ok(removeCard(account, by('old'), NOW).ok);
  });

  it('keep what renews as it was when another card is made the default one', () => {
    const account = accountWith({ subscriptions: [renewingWith('card-1')] });
    const changed = answerOf(makeDefault(account, by('card-2'), NOW)).account;
    assert.deepEqual([changed.defaultCardId, changed.subscriptions[0]?.cardId], ['card-2', 'card-1']);
    assert.equal(answerOf(makeDefault(changed, by('card-2'), NOW)).account, changed);
  });

  it('let a card take over what renews, by card or by transfer, but not what is over, off, or in the PMC', () => {
    const subscriptions = [
      { ...renewingWith('card-1'), id: 's1', offerId: 'pack' },
      { ...renewingWith(), id: 's2', offerId: 'silver' },
      { ...termUntil('2026-12-31'), id: 's3', offerId: 'gold' },
      { ...termUntil('2026-12-31', { autoRenew: true, managedIn: 'pmc' }), id: 's4', offerId: 'pmc' },
      { ...termUntil('2026-01-31', { autoRenew: true }), id: 's5', offerId: 'lapsed' },
    ];
    const changed = answerOf(renewWith(accountWith({ subscriptions }), by('card-2'), NOW)).account;
    assert.deepEqual(
      changed.subscriptions.map(({ cardId }) => cardId),
      ['card-2', 'card-2', undefined, undefined, undefined],
    );
  });

  it('pass what renews on to the card that is left, else to a transfer, when a card is removed', () => {
    const account = accountWith({ subscriptions: [renewingWith('card-1')], defaultCardId: 'card-1' });
    const one = answerOf(removeCard(account, by('card-1'), NOW)).account;
    assert.deepEqual(
      [one.subscriptions[0]?.cardId, one.defaultCardId, one.forgetting],
      ['card-2', undefined, ['token-card-1']],
    );
    const none = answerOf(removeCard(one, by('card-2'), NOW)).account;
    assert.deepEqual([none.cards, none.subscriptions[0]?.cardId], [[], undefined]);
    assert.equal(none.subscriptions[0]?.autoRenew, true);
  });

  it('keep a card with which a payment is under way', () => {
    const account = bought(prepared(accountWith(), NOW), NOW);
    assert.equal(problemOf(removeCard(account, by('card-1'), NOW)).code, 'card-in-use');
    assert.ok(removeCard(account, by('card-2'), NOW).ok);
  });

  it('never leave an automatic renewal with a card that is gone or was expired when it was chosen', () => {
    const cards = ['a', 'b', 'c'].map((id, at) => cardWith(id, { expiryYear: 2026 + at, expiryMonth: 1 }));
    const acts = fc.array(
      fc.tuple(fc.constantFrom(makeDefault, renewWith, removeCard), fc.constantFrom('a', 'b', 'c')),
    );
    fc.assert(
      fc.property(acts, (sequence) => {
        let account = accountWith({ cards, subscriptions: [renewingWith('b')] });
        for (const [change, cardId] of sequence) {
          const changed = change(account, by(cardId), NOW);
          if (changed.ok) account = changed.value.account;
        }
        const { cardId } = account.subscriptions[0] ?? {};
        assert.ok(cardId === undefined || ids(account).includes(cardId));
        assert.ok(cardId !== undefined || account.cards.length < cards.length);
        assert.equal(account.cards.length + account.forgetting.length, cards.length);
        if (cardId) assert.equal(renewedWith(account, cardId, TODAY).length, 1);
      }),
    );
  });
});
