import assert from 'node:assert/strict';
import { buyOrder, type OrderRequest, prepareOrder, withdrawOrder } from '../../membership/buying.js';
import { addSeconds } from '../../membership/calendar.js';
import type { PartnerAccount } from '../../membership/partner.js';
import {
  ADMIN,
  accountWith,
  answerOf,
  bought,
  CARD,
  JAPAN,
  OTHER_CARD,
  on,
  PACK,
  prepared,
  problemOf,
  RULES,
  requestFor,
  rulesWith,
  SILVER,
  TRANSFER,
  termUntil,
  theOrder,
  USER,
} from '../support/accounts.js';
import { charging, confirmed, transferPlaced } from './purchases.js';

const NOW = on('2026-06-23');
const LATER = on('2026-06-24');
const expired = accountWith({ subscriptions: [termUntil('2026-06-22')] });
const dearer = rulesWith({ offers: [{ ...PACK, prices: { ...PACK.prices, JPY: 60000 } }] });

const prepare = (account: PartnerAccount, parts: Partial<OrderRequest> = {}, now = NOW, rules = RULES) =>
  prepareOrder(account, requestFor(parts), rules, now);
const buy = (account: PartnerAccount, review = 1, { by = ADMIN.id, now = NOW, rules = RULES } = {}) =>
  buyOrder(account, { orderId: 'order1', review, by, toldBy: 'turn' }, rules, now);

describe('preparing an order', () => {
  it('fixes price, tax, total, terms version, dates and way to pay in the review', () => {
    const { value: order } = answerOf(prepare(accountWith()));
    assert.deepEqual(order, {
      id: 'order1',
      kind: 'subscribe',
      offerId: 'action-pack',
      by: 'admin',
      createdAt: NOW,
      status: 'review',
      review: {
        number: 1,
        net: { minor: 52005, currency: 'JPY' },
        tax: { rate: { name: 'tax', basisPoints: 1000 }, amount: { minor: 5201, currency: 'JPY' } },
        total: { minor: 57206, currency: 'JPY' },
        termsVersion: 'terms-1',
        dates: { startsOn: '2026-06-23', expiresOn: '2027-06-23', runStartedOn: '2026-06-23' },
        pay: CARD,
      },
      attempts: [],
    });
  });

  it('finds the same order for the same request, and writes nothing', () => {
    const account = prepared(accountWith(), NOW);
    assert.equal(answerOf(prepare(account)).account, account);
  });

  it('names the term that a renewal renews, and starts the new one today', () => {
    const { value: order } = answerOf(prepare(expired, { kind: 'renew' }));
    assert.equal(order.renews, 'term-until-2026-06-22');
    assert.equal(order.review.dates.startsOn, '2026-06-23');
  });

  it('starts a renewed term on the old expiry date where the setting says so', () => {
    const { value: order } = answerOf(prepare(expired, { kind: 'renew' }, LATER, rulesWith({}, 'anniversary')));
    assert.deepEqual([order.review.dates.startsOn, order.review.dates.expiresOn], ['2026-06-22', '2027-06-22']);
  });

  const changes: [what: string, parts: Partial<OrderRequest>, now: string, rules: typeof RULES][] = [
    ['another card', { pay: OTHER_CARD }, NOW, RULES],
    ['a transfer instead', { pay: TRANSFER }, NOW, RULES],
    ['another price', {}, NOW, dearer],
    ['another tax', {}, NOW, rulesWith({ countries: [taxed(800)] })],
    ['newer terms', {}, NOW, rulesWith({ termsVersion: 'terms-2' })],
    ['another day', {}, LATER, RULES],
  ];
  for (const [what, parts, now, rules] of changes) {
    it(`makes the next review for ${what}`, () => {
      const account = prepared(prepared(accountWith(), NOW), now, parts, rules);
      assert.equal(theOrder(account).review.number, 2);
      assert.equal(account.orders.length, 1);
    });
  }

  it('tells two transfers with another contact apart', () => {
    const account = prepared(accountWith(), NOW, { pay: TRANSFER });
    const contact = { name: '佐藤', phone: '1', email: 'b@example.com' };
    assert.equal(theOrder(prepared(account, NOW, { pay: TRANSFER })).review.number, 1);
    assert.equal(theOrder(prepared(account, NOW, { pay: { way: 'transfer', contact } })).review.number, 2);
  });

  const refusals: [what: string, account: PartnerAccount, parts: Partial<OrderRequest>, code: string][] = [
    ['somebody without a buying role', accountWith(), { by: USER.id }, 'cannot-subscribe'],
    ['somebody who is no member', accountWith(), { by: 'stranger' }, 'no-role'],
    ['a card that is not saved', accountWith(), { pay: { way: 'card', cardId: 'gone' } }, 'no-such-card'],
    ['an offer that is held', expired, {}, 'cannot-subscribe'],
    ['a competency that is not attained', accountWith(), { offerId: SILVER.id }, 'cannot-subscribe'],
    ['a renewal of what was never held', accountWith(), { kind: 'renew' }, 'cannot-subscribe'],
    ['a renewal by somebody without a buying role', expired, { kind: 'renew', by: USER.id }, 'cannot-renew'],
    [
      'a renewal before the window',
      accountWith({ subscriptions: [termUntil('2026-06-23')] }),
      { kind: 'renew' },
      'cannot-renew',
    ],
    [
      'an order id of another offer',
      prepared(accountWith({ attained: ['silver'] }), NOW),
      { offerId: SILVER.id },
      'outdated-review',
    ],
    ['an order id of another kind', prepared(accountWith(), NOW), { kind: 'renew' }, 'outdated-review'],
    ['an order that is being charged', charging(NOW), {}, 'outdated-review'],
    ['an order that was paid', confirmed(charging(NOW), 'paid', NOW), {}, 'outdated-review'],
    ['an order that failed', confirmed(charging(NOW), 'failed', NOW), {}, 'outdated-review'],
    ['a second transfer for one order', transferPlaced('2026-06-23'), { pay: TRANSFER }, 'outdated-review'],
    ['a second order while one is pending', transferPlaced('2026-06-23'), { orderId: 'order2' }, 'cannot-subscribe'],
    ['an order of somebody who lost the role', withoutRole(prepared(accountWith(), NOW)), {}, 'no-role'],
  ];
  for (const [what, account, parts, code] of refusals) {
    it(`refuses ${what} as ${code}`, () => assert.equal(problemOf(prepare(account, parts)).code, code));
  }

  it('throws where a record names an offer or country that the catalogue has lost', () => {
    assert.throws(() => prepare(accountWith(), { offerId: 'gone' }), /no offer "gone"/);
    assert.throws(() => prepare(accountWith({ country: 'XX' })), /no country "XX"/);
  });

  it('makes a new review after a decline, even with the same card', () => {
    const account = prepared(confirmed(charging(NOW), 'declined', NOW), NOW);
    assert.deepEqual([theOrder(account).review.number, theOrder(account).status], [2, 'declined']);
  });

  it('drops reviews that were not bought for a day, and nothing that was', () => {
    let account = confirmed(charging(NOW), 'declined', NOW);
    for (let number = 2; number <= 9; number += 1) account = prepared(account, NOW, { orderId: `order${number}` });
    assert.equal(account.orders.length, 9);
    account = prepared(account, addSeconds(NOW, 24 * 3600 + 1), { orderId: 'order10' });
    assert.deepEqual(
      account.orders.map(({ id }) => id),
      ['order1', 'order10'],
    );
  });
});

describe('Buy', () => {
  it('saves the order as charging, with the first attempt and its key', () => {
    const { account, value } = answerOf(buy(prepared(accountWith(), NOW)));
    assert.ok(value.next === 'charge');
    assert.deepEqual(value.attempt, { number: 1, key: 'order1-1', cardId: 'card-1', startedAt: NOW });
    assert.equal(theOrder(account).status, 'charging');
    assert.deepEqual(account.notices, []);
  });

  it('places a transfer with its reference, for 30 days, and says so in a notice that the turn tells', () => {
    const { account, value } = answerOf(buy(prepared(accountWith(), NOW, { pay: TRANSFER })));
    assert.equal(value.next, 'show');
    assert.deepEqual(value.order.transfer, {
      reference: '1234567-T1',
      placedOn: '2026-06-23',
      until: '2026-07-23',
      contact: TRANSFER.way === 'transfer' && TRANSFER.contact,
    });
    assert.deepEqual(
      account.notices.map(({ kind, to, held }) => [kind, to, held?.by]),
      [['transfer-placed', ADMIN.id, 'turn']],
    );
  });

  const shown: [what: string, account: PartnerAccount, review: number, status: string][] = [
    ['a second tap while it is being charged', charging(NOW), 1, 'charging'],
    ['a second tap after it was paid', confirmed(charging(NOW), 'paid', NOW), 1, 'paid'],
    ['an old card of a paid order', paidAtSecondReview(), 1, 'paid'],
    ['a second tap after a decline', confirmed(charging(NOW), 'declined', NOW), 1, 'declined'],
    ['a second tap after the transfer was placed', transferPlaced('2026-06-23'), 1, 'pending-transfer'],
    ['a second tap while the bank is asked', confirmed(charging(NOW), 'bank-step', NOW), 1, 'awaiting-confirmation'],
    ['a tap after it failed', confirmed(charging(NOW), 'failed', NOW), 1, 'failed'],
    ['a tap after it was withdrawn', withdrawn(prepared(accountWith(), NOW)), 1, 'withdrawn'],
  ];
  for (const [what, account, review, status] of shown) {
    it(`shows the ${status} order at ${what}, and writes nothing`, () => {
      const { account: after, value } = answerOf(buy(account, review));
      assert.equal(after, account);
      assert.deepEqual([value.next, value.order.status], ['show', status]);
    });
  }

  it('shows a transfer that lapsed before its switch to a card was bought', () => {
    const account = prepared(transferPlaced('2026-06-23'), NOW);
    const { value } = answerOf(buy(account, 2, { now: on('2026-07-24') }));
    assert.equal(value.next, 'show');
  });

  const again: [what: string, now: string, rules: typeof RULES][] = [
    ['the price', NOW, dearer],
    ['the tax', NOW, rulesWith({ countries: [taxed(800)] })],
    ['the terms', NOW, rulesWith({ termsVersion: 'terms-2' })],
    ['the day', LATER, RULES],
  ];
  for (const [what, now, rules] of again) {
    it(`asks to review again when ${what} has changed, keeps the new review, and that one buys`, () => {
      const first = answerOf(buy(prepared(accountWith(), NOW), 1, { now, rules }));
      assert.deepEqual([first.value.next, first.value.order.review.number], ['review-again', 2]);
      assert.equal(problemOf(buy(first.account, 1, { now, rules })).code, 'outdated-review');
      assert.equal(answerOf(buy(first.account, 2, { now, rules })).value.next, 'charge');
    });
  }

  const refusals: [what: string, account: PartnerAccount, asked: Parameters<typeof buy>[2], code: string][] = [
    ['an order that is not there', accountWith(), {}, 'no-such-order'],
    ['somebody without a buying role', prepared(accountWith(), NOW), { by: USER.id }, 'no-role'],
    ['somebody who is no member', prepared(accountWith(), NOW), { by: 'stranger' }, 'no-role'],
    ['an old review', prepared(prepared(accountWith(), NOW), NOW, { pay: OTHER_CARD }), {}, 'outdated-review'],
    ['a card that is gone', { ...prepared(accountWith(), NOW), cards: [] }, {}, 'no-such-card'],
    ['an offer that came to be held', heldSince(prepared(accountWith(), NOW)), {}, 'cannot-subscribe'],
    [
      'a renewal after the window',
      prepared(expired, NOW, { kind: 'renew' }),
      { now: on('2026-07-23') },
      'cannot-renew',
    ],
    ['a second order of the offer', withSecond(), {}, 'cannot-subscribe'],
  ];
  for (const [what, account, asked, code] of refusals) {
    it(`refuses ${what} as ${code}`, () => assert.equal(problemOf(buy(account, 1, asked)).code, code));
  }

  it('makes a second attempt with a key of its own after a decline, by another card', () => {
    const declined = confirmed(charging(NOW), 'declined', NOW);
    const { value } = answerOf(buy(prepared(declined, NOW, { pay: OTHER_CARD }), 2));
    assert.ok(value.next === 'charge');
    assert.deepEqual([value.attempt.key, value.attempt.cardId, value.order.attempts.length], ['order1-2', 'card-2', 2]);
  });

  it('charges a pending transfer by card instead, also after the renewal window has closed', () => {
    const placed = transferPlaced('2026-07-20', { subscriptions: [termUntil('2026-06-22')] });
    const now = on('2026-08-01');
    const account = bought(prepared(placed, now, { kind: 'renew' }), now);
    assert.equal(theOrder(account).status, 'charging');
    assert.ok(theOrder(account).transfer);
  });

  it('keeps price and tax of a transfer that is switched to a card, whatever the catalogue says by then', () => {
    const placed = transferPlaced('2026-06-23');
    const rules = { ...dearer, catalogue: { ...dearer.catalogue, countries: [taxed(2000)] } };
    const { review } = theOrder(prepared(placed, LATER, {}, rules));
    const before = theOrder(placed).review;
    assert.deepEqual([review.net, review.tax, review.total], [before.net, before.tax, before.total]);
  });
});

describe('withdrawing an order', () => {
  const withdraw = (account: PartnerAccount, by = ADMIN.id, now = NOW) => withdrawOrder(account, 'order1', by, now);

  const rows: [what: string, account: PartnerAccount][] = [
    ['a pending transfer', transferPlaced('2026-06-23')],
    ['a review that was not bought', prepared(accountWith(), NOW)],
    ['an order whose card was declined', confirmed(charging(NOW), 'declined', NOW)],
  ];
  for (const [what, account] of rows) {
    it(`withdraws ${what}, once`, () => {
      const after = answerOf(withdraw(account)).account;
      assert.equal(theOrder(after).status, 'withdrawn');
      assert.equal(answerOf(withdraw(after)).account, after);
    });
  }

  const refusals: [what: string, account: PartnerAccount, code: string, by?: string, now?: string][] = [
    ['an order that is not there', accountWith(), 'no-such-order'],
    ['somebody without a buying role', transferPlaced('2026-06-23'), 'no-role', USER.id],
    ['an order that is being charged', charging(NOW), 'not-withdrawable'],
    ['an order that waits for the bank', confirmed(charging(NOW), 'bank-step', NOW), 'not-withdrawable'],
    ['a paid order', confirmed(charging(NOW), 'paid', NOW), 'not-withdrawable'],
    ['a failed order', confirmed(charging(NOW), 'failed', NOW), 'not-withdrawable'],
    ['a lapsed transfer', transferPlaced('2026-06-23'), 'not-withdrawable', ADMIN.id, on('2026-07-24')],
  ];
  for (const [what, account, code, by, now] of refusals) {
    it(`refuses ${what} as ${code}`, () => assert.equal(problemOf(withdraw(account, by, now)).code, code));
  }
});

function taxed(basisPoints: number) {
  return { ...JAPAN, tax: { name: 'tax', basisPoints } };
}

function withoutRole(account: PartnerAccount): PartnerAccount {
  return { ...account, members: [{ ...ADMIN, roles: ['user'] }] };
}

function heldSince(account: PartnerAccount): PartnerAccount {
  return { ...account, subscriptions: [termUntil('2027-06-01')] };
}

function withSecond(): PartnerAccount {
  const both = prepared(prepared(accountWith(), NOW), NOW, { orderId: 'order2' });
  return bought(both, NOW, 'order2');
}

function withdrawn(account: PartnerAccount): PartnerAccount {
  return answerOf(withdrawOrder(account, 'order1', ADMIN.id, NOW)).account;
}

function paidAtSecondReview(): PartnerAccount {
  const declined = confirmed(charging(NOW), 'declined', NOW);
  return confirmed(bought(prepared(declined, NOW), NOW), 'paid', NOW);
}
