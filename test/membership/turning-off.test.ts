import assert from 'node:assert/strict';
import fc from 'fast-check';
import { automaticOrder } from '../../membership/automatic-renewal.js';
import { addDays } from '../../membership/calendar.js';
import { performNext } from '../../membership/duties.js';
import type { OrderStatus } from '../../membership/order.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { nextReminderFor } from '../../membership/reminders.js';
import type { Subscription } from '../../membership/subscription.js';
import { turnOffAutoRenew, turnOffRefusal } from '../../membership/turning-off.js';
import { ADMIN, accountWith, answerOf, on, PACK, problemOf, RULES, termUntil, USER } from '../support/accounts.js';

const ON = termUntil('2026-06-22', { autoRenew: true, cardId: 'card-1' });
const OFF = { ...ON, autoRenew: false, autoRenewOffOn: '2026-03-01' };
const BY_TRANSFER = { ...ON, cardId: undefined };

const accountOf = (...subscriptions: Subscription[]): PartnerAccount => accountWith({ subscriptions });
const ASKED = { termId: ON.id, by: ADMIN.id };
const turnOff = (account: PartnerAccount, today: string) => turnOffAutoRenew(account, ASKED, on(today));

/** The account after everything that fell due until a day, each at its time. */
function livedUntil(account: PartnerAccount, from: string, to: string): PartnerAccount {
  let lived = account;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (let after = performNext(lived, on(day), RULES); after !== lived; after = performNext(lived, on(day), RULES))
      lived = after;
  }
  return lived;
}

const withStatus = (account: PartnerAccount, status: OrderStatus): PartnerAccount => ({
  ...account,
  orders: account.orders.map((order) => ({ ...order, status })),
});

/** On the anniversary the card is being charged. */
const CHARGING = livedUntil(accountOf(ON), '2026-06-22', '2026-06-22');
/** Thirty days before it a transfer was asked for. */
const ORDERED = livedUntil(accountOf(BY_TRANSFER), '2026-05-23', '2026-05-23');

describe('Whether automatic renewal can be turned off', () => {
  const rows: [what: string, term: Subscription, today: string, member: typeof ADMIN, code: string | undefined][] = [
    ['can while the term runs', ON, '2026-03-01', ADMIN, undefined],
    ['can on the last day, as long as nothing is charged', ON, '2026-06-22', ADMIN, undefined],
    ['can in the window, while the renewal that did not succeed is open', ON, '2026-06-24', ADMIN, undefined],
    ['cannot without the role', ON, '2026-03-01', USER, 'no-role'],
    ['cannot where it is off', OFF, '2026-03-02', ADMIN, 'already-off'],
    ['is told to anybody that it is off', OFF, '2026-03-02', USER, 'already-off'],
    ['cannot after the window', ON, '2026-07-23', ADMIN, 'lapsed'],
    ['is told to be over rather than off', OFF, '2026-07-23', USER, 'lapsed'],
    ['is the PMC’s to do there', { ...ON, managedIn: 'pmc' }, '2026-03-01', USER, 'managed-in-pmc'],
  ];
  for (const [what, term, today, member, code] of rows)
    it(what, () => assert.equal(turnOffRefusal(accountOf(term), member, term, today)?.code, code));

  for (const status of ['charging', 'awaiting-confirmation'] as const)
    it(`cannot while a payment is ${status}`, () => {
      const refusal = turnOffRefusal(withStatus(CHARGING, status), ADMIN, ON, '2026-06-22');
      assert.equal(refusal?.code, 'payment-under-way');
    });
});

describe('Turning off automatic renewal', () => {
  it('keeps the day, and leaves the term as it is otherwise', () => {
    const { account, value } = answerOf(turnOff(accountOf(ON), '2026-03-01'));
    assert.deepEqual(value, { subscription: OFF });
    assert.deepEqual(account, accountOf(OFF));
  });

  it('answers the same however often, on whatever day, and changes nothing more', () => {
    const once = answerOf(turnOff(accountOf(ON), '2026-03-01'));
    const again = answerOf(turnOff(once.account, '2026-05-01'));
    assert.equal(again.account, once.account);
    assert.deepEqual(again.value, once.value);
  });

  it('counts in the partner’s zone', () => {
    const { value } = answerOf(turnOffAutoRenew(accountOf(ON), ASKED, on('2026-02-28', '15:00')));
    assert.equal(value.subscription.autoRenewOffOn, '2026-03-01');
  });

  it('withdraws the transfer that was asked for, and says which, also when asked again', () => {
    const once = answerOf(turnOff(ORDERED, '2026-06-01'));
    assert.equal(automaticOrder(once.account, ON)?.status, 'withdrawn');
    assert.equal(once.value.withdrawn?.transfer?.reference, '1234567-T1');
    assert.deepEqual(answerOf(turnOff(once.account, '2026-06-02')).value, once.value);
  });

  it('stops the tries of a declined card', () => {
    const once = answerOf(turnOff(withStatus(CHARGING, 'declined'), '2026-06-22'));
    const lived = livedUntil(once.account, '2026-06-23', '2026-09-01');
    assert.deepEqual(
      lived.orders.map(({ status, attempts }) => [status, attempts.length]),
      [['withdrawn', 1]],
    );
  });

  it('leaves alone what a person has ordered', () => {
    const manual = ORDERED.orders.map((order) => ({ ...order, id: 'order1', kind: 'renew' as const }));
    const after = answerOf(turnOff({ ...ORDERED, orders: manual }, '2026-06-24')).account;
    assert.deepEqual(after.orders, manual);
  });

  it('is not for a term that was renewed since, nor for one that is not there', () => {
    const next = { ...ON, id: 'term-2', expiresOn: '2027-06-22' };
    const problem = problemOf(turnOff(accountOf(ON, next), '2026-06-23'));
    assert.deepEqual(problem, { code: 'renewed-since', subscription: next });
    assert.equal(problemOf(turnOff(accountOf(), '2026-06-23')).code, 'no-such-term');
    const stranger = turnOffAutoRenew(accountOf(ON), { ...ASKED, by: 'nobody' }, on('2026-03-01'));
    assert.equal(problemOf(stranger).code, 'no-role');
  });

  it('leaves nothing to charge or to ask for, whenever it happens', () => {
    const cards = fc.constantFrom('card-1', undefined);
    fc.assert(
      fc.property(fc.integer({ min: -40, max: -1 }), cards, (before, cardId) => {
        const day = addDays(ON.expiresOn, before);
        const lived = livedUntil(accountOf({ ...ON, cardId }), addDays(ON.expiresOn, -45), day);
        const off = answerOf(turnOff(lived, day)).account;
        const later = livedUntil(off, day, addDays(ON.expiresOn, 40));
        assert.equal(later.subscriptions.length, 1);
        assert.ok(later.orders.every(({ status, attempts }) => status === 'withdrawn' && attempts.length === 0));
        assert.equal(later.orders.length, cardId || before < -30 ? 0 : 1);
      }),
      { numRuns: 25 },
    );
  });
});

describe('The next reminder', () => {
  const rows: [what: string, today: string, member: typeof ADMIN, parts: Partial<Subscription>, day?: string][] = [
    ['comes 15 days before', '2026-03-01', ADMIN, {}, '2026-06-07'],
    ['is not one of today', '2026-06-07', ADMIN, {}, '2026-06-22'],
    ['is one that is wanted', '2026-03-01', { ...ADMIN, noReminders: ['before-expiry'] }, {}, '2026-06-22'],
    ['is one that was not sent yet', '2026-06-20', ADMIN, { reminded: 'on-expiry' }, '2026-07-15'],
    ['is none for who may not renew', '2026-03-01', USER, {}],
    ['is none after the last', '2026-07-22', ADMIN, {}],
  ];
  for (const [what, today, member, parts, day] of rows)
    it(what, () => assert.equal(nextReminderFor({ ...OFF, ...parts, offerId: PACK.id }, member, today), day));
});
