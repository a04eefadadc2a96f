import assert from 'node:assert/strict';
import { addSeconds } from '../../membership/calendar.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { confirmTransfer, isGivenUp, settleAttempt } from '../../membership/settling.js';
import type { RenewalTermFrom } from '../../membership/subscription.js';
import {
  ADMIN,
  accountWith,
  answerOf,
  bought,
  JAPAN,
  OTHER_CARD,
  on,
  prepared,
  problemOf,
  rulesWith,
  termUntil,
  theOrder,
} from '../support/accounts.js';
import { charging, confirmed, type OutcomeName, transferPlaced } from './purchases.js';

const NOW = on('2026-06-23');
const expired = { subscriptions: [termUntil('2026-06-22')] };
const noticesOf = (account: PartnerAccount) => account.notices.map(({ id, held }) => [id, held?.by]);

/** A pending transfer of which a card was tried instead. */
const switched = () => bought(prepared(transferPlaced('2026-06-23'), NOW), NOW);

describe('settling a charge', () => {
  it('marks the order paid, starts the term, issues the invoice and queues the receipt, all in one change', () => {
    const account = confirmed(charging(NOW), 'paid', NOW, { toldBy: 'turn' });
    assert.deepEqual(account.subscriptions, [
      {
        id: 'term-order1',
        offerId: 'action-pack',
        startedOn: '2026-06-23',
        expiresOn: '2027-06-23',
        runStartedOn: '2026-06-23',
        autoRenew: true,
        managedIn: 'partner-center',
        cardId: 'card-1',
      },
    ]);
    assert.deepEqual(theOrder(account).paid, {
      at: NOW,
      on: '2026-06-23',
      invoice: '1234567-2026-0001',
      subscriptionId: 'term-order1',
      payment: { way: 'card', brand: 'visa', last4: '4242' },
    });
    assert.deepEqual(noticesOf(account), [['receipt-order1-paid', 'turn']]);
  });

  const rows: [what: string, account: PartnerAccount, outcome: OutcomeName, status: string, notice: string][] = [
    ['a decline', charging(NOW), 'declined', 'declined', 'charge-declined-order1-order1-1'],
    ['a step of the bank', charging(NOW), 'bank-step', 'awaiting-confirmation', 'bank-step-order1-order1-1'],
    ['a charge that never reached the gateway', charging(NOW), 'failed', 'failed', 'charge-failed-order1-order1-1'],
    ['a decline of a switched transfer', switched(), 'declined', 'pending-transfer', 'charge-declined-order1-order1-1'],
    ['a switched transfer never charged', switched(), 'failed', 'pending-transfer', 'charge-failed-order1-order1-1'],
  ];
  for (const [what, before, outcome, status, notice] of rows) {
    it(`makes the order ${status} after ${what}, and tells it`, () => {
      const account = confirmed(before, outcome, NOW);
      assert.equal(theOrder(account).status, status);
      assert.equal(account.notices.at(-1)?.id, notice);
      assert.equal(account.notices.length, before.notices.length + 1);
      assert.deepEqual([account.subscriptions, account.invoices], [[], []]);
    });
  }

  const bankRows: [outcome: OutcomeName, status: string][] = [
    ['paid', 'paid'],
    ['not-confirmed', 'declined'],
    ['failed', 'declined'],
  ];
  for (const [outcome, status] of bankRows) {
    it(`makes an order that waited for the bank ${status} when it is ${outcome}, and the bank's page is gone`, () => {
      const account = confirmed(confirmed(charging(NOW), 'bank-step', NOW), outcome, NOW);
      assert.equal(theOrder(account).status, status);
      assert.equal(theOrder(account).attempts[0]?.bankStepUrl, undefined);
    });
  }

  for (const outcome of ['paid', 'declined', 'failed', 'bank-step'] as const) {
    it(`changes nothing when ${outcome} is said again`, () => {
      const once = confirmed(charging(NOW), outcome, NOW);
      assert.equal(confirmed(once, outcome, NOW), once);
    });
  }

  it('changes nothing for an attempt that another has followed, or that there never was', () => {
    const second = bought(prepared(confirmed(charging(NOW), 'declined', NOW), NOW, { pay: OTHER_CARD }), NOW);
    for (const attempt of [1, 3]) {
      const asked = { orderId: 'order1', attempt, outcome: { status: 'paid' } as const };
      assert.equal(settleAttempt(second, asked, NOW).account, second);
    }
  });

  it('throws for an order that is not there', () => {
    const asked = { orderId: 'gone', attempt: 1, outcome: { status: 'paid' } as const };
    assert.throws(() => settleAttempt(accountWith(), asked, NOW), /no order gone/);
  });

  it('keeps the dates that were reviewed when the answer comes on the next day, and issues the invoice then', () => {
    const account = confirmed(charging(NOW), 'paid', on('2026-06-24'));
    assert.equal(account.subscriptions[0]?.startedOn, '2026-06-23');
    assert.equal(account.invoices[0]?.issuedOn, '2026-06-24');
  });

  it('turns automatic renewal on again with a renewal, and leaves the old term as it was', () => {
    const account = confirmed(bought(prepared(accountWith(expired), NOW, { kind: 'renew' }), NOW), 'paid', NOW);
    assert.deepEqual(
      account.subscriptions.map(({ expiresOn, autoRenew }) => [expiresOn, autoRenew]),
      [
        ['2026-06-22', false],
        ['2027-06-23', true],
      ],
    );
  });

  it('still completes an order whose card was removed since', () => {
    const account = confirmed({ ...charging(NOW), cards: [] }, 'paid', NOW);
    assert.deepEqual(theOrder(account).paid?.payment, { way: 'card', brand: '', last4: '' });
  });

  it('is given up an hour after it was started', () => {
    const attempt = { number: 1, key: 'k', cardId: 'card-1', startedAt: NOW };
    assert.deepEqual(
      [0, 3599, 3600].map((seconds) => isGivenUp(attempt, addSeconds(NOW, seconds))),
      [false, false, true],
    );
  });
});

describe('confirming a transfer', () => {
  const confirm = (account: PartnerAccount, date: string, from: RenewalTermFrom = 'purchase', text = '1234567-T1') =>
    confirmTransfer(account, text, from, on(date));

  const rows: [
    what: string,
    account: PartnerAccount,
    on: string,
    from: RenewalTermFrom,
    starts: string,
    ends: string,
  ][] = [
    ['a first purchase', transferPlaced('2026-06-23'), '2026-07-05', 'purchase', '2026-07-05', '2027-07-05'],
    ['a renewal', transferPlaced('2026-06-23', expired), '2026-07-05', 'purchase', '2026-07-05', '2027-07-05'],
    [
      'a renewal placed on the last day of the window and confirmed after it',
      transferPlaced('2026-07-22', expired),
      '2026-08-21',
      'purchase',
      '2026-08-21',
      '2027-08-21',
    ],
    [
      'a renewal from the anniversary',
      transferPlaced('2026-06-23', expired, rulesWith({}, 'anniversary')),
      '2026-07-05',
      'anniversary',
      '2026-06-22',
      '2027-06-22',
    ],
  ];
  for (const [what, account, day, from, starts, ends] of rows) {
    it(`pays ${what} on ${day}: the term runs ${starts} to ${ends}`, () => {
      const after = answerOf(confirm(account, day, from)).account;
      const order = theOrder(after);
      assert.deepEqual([order.review.dates.startsOn, order.review.dates.expiresOn], [starts, ends]);
      assert.deepEqual([after.subscriptions.at(-1)?.startedOn, after.invoices[0]?.line.startsOn], [starts, starts]);
      assert.deepEqual(after.invoices[0]?.paid, { way: 'transfer', reference: '1234567-T1' });
      assert.ok(!('cardId' in (after.subscriptions.at(-1) ?? {})));
      assert.deepEqual(noticesOf(after).at(-1), ['receipt-order1-paid', undefined]);
    });
  }

  it('reads a reference as people type it', () => {
    const account = transferPlaced('2026-06-23');
    assert.equal(theOrder(answerOf(confirm(account, '2026-06-24', 'purchase', ' 1234567-t1 ')).account).status, 'paid');
  });

  it('takes the transfer also after a card was declined in its place', () => {
    const declined = confirmed(switched(), 'declined', NOW);
    assert.equal(theOrder(answerOf(confirm(declined, '2026-06-24')).account).status, 'paid');
  });

  it('bills what the payer was told, though a card was considered after prices rose', () => {
    const placed = transferPlaced('2026-06-23');
    const dearer = rulesWith({ countries: [{ ...JAPAN, tax: { name: 'tax', basisPoints: 2000 } }] });
    const after = answerOf(confirm(prepared(placed, NOW, {}, dearer), '2026-06-24')).account;
    assert.deepEqual(after.invoices[0]?.total, theOrder(placed).review.total);
  });

  const withdrawn: PartnerAccount = {
    ...transferPlaced('2026-06-23'),
    orders: [{ ...theOrder(transferPlaced('2026-06-23')), status: 'withdrawn' }],
  };
  const refusals: [what: string, account: PartnerAccount, day: string, status: string][] = [
    ['it lapsed', transferPlaced('2026-06-23'), '2026-07-24', 'lapsed'],
    ['it was withdrawn', withdrawn, '2026-06-24', 'withdrawn'],
    ['a card is being charged instead', switched(), '2026-06-24', 'charging'],
    [
      'it was paid already',
      answerOf(confirm(transferPlaced('2026-06-23'), '2026-06-24')).account,
      '2026-06-25',
      'paid',
    ],
  ];
  for (const [what, account, day, status] of refusals) {
    it(`is refused when ${what}`, () => {
      const problem = problemOf(confirm(account, day));
      assert.ok(problem.code === 'transfer-not-pending');
      assert.equal(problem.status, status);
    });
  }

  it('is refused for a reference that nobody has', () => {
    const account = transferPlaced('2026-06-23');
    assert.equal(problemOf(confirm(account, '2026-06-24', 'purchase', '1234567-T2')).code, 'no-such-transfer');
  });

  it('tells the person who placed it', () => {
    const after = answerOf(confirm(transferPlaced('2026-06-23'), '2026-06-24')).account;
    assert.equal(after.notices.at(-1)?.to, ADMIN.id);
  });
});
