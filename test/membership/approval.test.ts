import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Approval,
  approvalOf,
  declineApproval,
  waitingFor,
  withAnswered,
  withdrawApproval,
} from '../../membership/approval.js';
import { askAdmins } from '../../membership/asking.js';
import { buyOrder } from '../../membership/buying.js';
import { nextDueAt, performNext } from '../../membership/duties.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { removeMember } from '../../membership/people.js';
import { turnOffAutoRenew } from '../../membership/turning-off.js';
import {
  ADMIN,
  accountWith,
  answerOf,
  CATALOGUE,
  on,
  PACK,
  prepared,
  problemOf,
  RULES,
  SILVER,
  TRANSFER,
  termUntil,
  USER,
} from '../support/accounts.js';

const NOW = on('2026-06-23');
const SECOND = { ...ADMIN, id: 'second', person: 'entra:t1/second', name: 'second' };
const partner = (parts: Partial<PartnerAccount> = {}) => accountWith({ members: [ADMIN, SECOND, USER], ...parts });
const ask = (account: PartnerAccount, parts: Partial<Approval> = {}, now = NOW) =>
  askAdmins(account, { id: 'a1', act: 'subscribe', offerId: PACK.id, by: USER.id, ...parts }, CATALOGUE, now);
const asked = (account = partner(), parts: Partial<Approval> = {}) => answerOf(ask(account, parts)).account;
const statusIn = (account: PartnerAccount, id = 'a1') => approvalOf(account, id)?.status;
const told = (account: PartnerAccount) => account.notices.map(({ kind, to }) => `${kind} ${to}`);

describe('Asking an administrator', () => {
  it('tells each of them, and waits for seven days', () => {
    const account = asked();
    assert.deepEqual(told(account), ['approval-asked admin', 'approval-asked second']);
    assert.equal(approvalOf(account, 'a1')?.until, '2026-06-30');
    assert.deepEqual(waitingFor(account, ADMIN, '2026-06-30').length, 1);
    assert.deepEqual(waitingFor(account, ADMIN, '2026-07-01').length, 0);
    assert.deepEqual(waitingFor(account, USER, '2026-06-23').length, 0);
  });

  it('again for the same thing leads to the first request; once that was answered, to a new one', () => {
    const account = asked();
    assert.equal(answerOf(ask(account, { id: 'a2' })).value.id, 'a1');
    const declined = answerOf(declineApproval(account, { id: 'a1', by: ADMIN.id }, NOW)).account;
    assert.equal(answerOf(ask(declined, { id: 'a2' })).value.id, 'a2');
  });

  const refused: [why: string, account: PartnerAccount, parts: Partial<Approval>, code: string][] = [
    ['by who may decide', partner(), { by: ADMIN.id }, 'may-decide'],
    ['where there is nobody who may', accountWith({ members: [USER] }), {}, 'no-admins'],
    ['for a competency that was not attained', partner(), { offerId: SILVER.id }, 'not-possible'],
    ['for an offer that is held', partner({ subscriptions: [termUntil('2026-12-31')] }), {}, 'not-possible'],
    [
      'to renew before the window',
      partner({ subscriptions: [termUntil('2026-12-31')] }),
      { act: 'renew' },
      'not-possible',
    ],
    ['to renew what was never held', partner(), { act: 'renew' }, 'not-possible'],
    [
      'to turn off what is off',
      partner({ subscriptions: [termUntil('2026-12-31')] }),
      { act: 'turn-off-auto-renew' },
      'not-possible',
    ],
    ['by a stranger', partner(), { by: 'nobody' }, 'no-such-member'],
  ];
  for (const [why, account, parts, code] of refused) {
    it(`is refused ${why}`, () => assert.equal(problemOf(ask(account, parts)).code, code));
  }

  it('lapses by itself after its days, and who asked is told', () => {
    const account = asked();
    assert.equal(nextDueAt(account), '2026-06-30T15:00:00.000Z');
    const after = performNext(account, on('2026-07-01'), RULES);
    assert.deepEqual([statusIn(after), told(after).at(-1)], ['lapsed', 'approval-answered user']);
    assert.equal(nextDueAt(after), undefined);
  });

  it('ends without a word when who asked leaves', () => {
    const left = answerOf(removeMember(asked(), { member: USER.id, by: ADMIN.id })).account;
    assert.deepEqual(left.approvals, []);
  });
});

describe('Answering a request', () => {
  it('declines once: the first answer counts, and a later one hears it', () => {
    const first = answerOf(declineApproval(asked(), { id: 'a1', by: ADMIN.id, reason: 'Later' }, NOW)).account;
    assert.deepEqual(told(first).at(-1), 'approval-answered user');
    const second = problemOf(declineApproval(first, { id: 'a1', by: SECOND.id }, NOW));
    assert.ok(second.code === 'answered' && second.approval.answered?.by === ADMIN.id);
    assert.equal(answerOf(declineApproval(first, { id: 'a1', by: ADMIN.id }, NOW)).account, first);
    assert.equal(problemOf(declineApproval(asked(), { id: 'a1', by: USER.id }, NOW)).code, 'no-role');
    assert.equal(problemOf(declineApproval(asked(), { id: 'other', by: ADMIN.id }, NOW)).code, 'no-such-approval');
  });

  it('is done by buying, in the same change, whoever buys and on whatever way', () => {
    const reviewed = prepared(asked(), NOW, { pay: TRANSFER, approval: 'a1' });
    const bought = answerOf(buyOrder(reviewed, { orderId: 'order1', review: 1, by: SECOND.id }, RULES, NOW)).account;
    assert.deepEqual([statusIn(bought), approvalOf(bought, 'a1')?.answered?.by], ['approved', SECOND.id]);
    assert.ok(told(bought).includes('approval-answered user'));
  });

  it('is done by turning off automatic renewal', () => {
    const term = termUntil('2026-12-31', { autoRenew: true, cardId: 'card-1' });
    const account = asked(partner({ subscriptions: [term] }), { act: 'turn-off-auto-renew' });
    const off = answerOf(turnOffAutoRenew(account, { termId: term.id, by: ADMIN.id, approval: 'a1' }, NOW)).account;
    assert.equal(statusIn(off), 'approved');
  });

  it('leaves alone what was asked for another offer or act', () => {
    const account = withAnswered(asked(), { what: 'turn-off', offerId: PACK.id, by: ADMIN.id }, NOW);
    assert.equal(statusIn(account), 'waiting');
    assert.equal(statusIn(withAnswered(asked(), { what: 'buy', offerId: SILVER.id, by: ADMIN.id }, NOW)), 'waiting');
  });

  it('that was declined or taken back stops the Buy of a review that was begun on it', () => {
    const reviewed = prepared(asked(), NOW, { approval: 'a1' });
    const buy = (account: PartnerAccount) =>
      buyOrder(account, { orderId: 'order1', review: 1, by: ADMIN.id }, RULES, NOW);
    const declined = answerOf(declineApproval(reviewed, { id: 'a1', by: SECOND.id }, NOW)).account;
    const withdrawn = answerOf(withdrawApproval(reviewed, { id: 'a1', by: USER.id }, NOW)).account;
    for (const account of [declined, withdrawn]) assert.equal(problemOf(buy(account)).code, 'approval-answered');
    assert.ok(buy(reviewed).ok);
  });

  it('comes to one answer, and tells who asked once, in whatever order people act', () => {
    const acts = {
      'admin declines': (account: PartnerAccount) => declineApproval(account, { id: 'a1', by: ADMIN.id }, NOW),
      'second declines': (account: PartnerAccount) => declineApproval(account, { id: 'a1', by: SECOND.id }, NOW),
      'user withdraws': (account: PartnerAccount) => withdrawApproval(account, { id: 'a1', by: USER.id }, NOW),
      'admin buys': (account: PartnerAccount) =>
        buyOrder(account, { orderId: 'order1', review: 1, by: ADMIN.id }, RULES, NOW),
    };
    const names = Object.keys(acts) as (keyof typeof acts)[];
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 1 }), (order) => {
        let account: PartnerAccount = prepared(asked(), NOW, { pay: TRANSFER, approval: 'a1' });
        const statuses = order.map((name) => {
          const done = acts[name](account);
          if (done.ok) account = done.value.account;
          return statusIn(account);
        });
        assert.equal(new Set(statuses).size, 1);
        assert.equal(
          account.orders.some(({ status }) => status === 'pending-transfer'),
          statuses[0] === 'approved',
        );
        const answers = told(account).filter((line) => line.startsWith('approval-answered'));
        assert.equal(answers.length, statuses[0] === 'withdrawn' ? 0 : 1);
      }),
    );
  });
});
