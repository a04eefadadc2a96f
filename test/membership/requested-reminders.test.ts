import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays } from '../../membership/calendar.js';
import { nextDueAt, performNext } from '../../membership/duties.js';
import { renewalEligibility } from '../../membership/eligibility.js';
import type { Member, PartnerAccount } from '../../membership/partner.js';
import { reminderDay, reminderState, requestReminder, withoutRequest } from '../../membership/requested-reminders.js';
import type { Subscription } from '../../membership/subscription.js';
import {
  ADMIN,
  accountWith,
  answerOf,
  on,
  PACK,
  problemOf,
  RULES,
  SILVER,
  termUntil,
  USER,
} from '../support/accounts.js';
import { transferPlaced } from './purchases.js';

/** Expires on 22 June: renewable from 23 June to 22 July. Its reminders of other kinds are out of the way. */
const TERM = termUntil('2026-06-22', { reminded: 'last-day' });
const RENEWED = termUntil('2027-06-22', { id: 'next', reminded: 'last-day' });

const accountOf = (...subscriptions: Subscription[]) => accountWith({ subscriptions });
const PENDING = transferPlaced('2026-06-20', { subscriptions: [termUntil('2026-06-19', { reminded: 'last-day' })] });

const ask = (account: PartnerAccount, today: string, by: Member = ADMIN) =>
  requestReminder(account, { offerId: PACK.id, by: by.id }, RULES, on(today));
const asked = (account: PartnerAccount, today: string, by: Member = ADMIN) => answerOf(ask(account, today, by)).account;

const requestsOf = (account: PartnerAccount) => account.members.flatMap((each) => each.requestedReminders ?? []);
const told = (account: PartnerAccount) =>
  account.notices.filter(({ kind }) => kind === 'requested-reminder').map(({ to, createdAt }) => [to, createdAt]);

function lived(account: PartnerAccount, today: string): PartnerAccount {
  const after = performNext(account, on(today), RULES);
  return after === account ? account : lived(after, today);
}

describe('The day of "remind me then"', () => {
  const rows: [what: string, account: PartnerAccount, today: string, member: Member, day: string | undefined][] = [
    ['is the first of the window', accountOf(TERM), '2026-03-01', ADMIN, '2026-06-23'],
    ['is known on the expiry date, too', accountOf(TERM), '2026-06-22', ADMIN, '2026-06-23'],
    ['is the same where it renews itself', accountOf({ ...TERM, autoRenew: true }), '2026-03-01', ADMIN, '2026-06-23'],
    ['is the same without the role', accountOf(TERM), '2026-03-01', USER, '2026-06-23'],
    ['is none where it can be renewed now', accountOf(TERM), '2026-06-23', ADMIN, undefined],
    ['is none where just the role is missing', accountOf(TERM), '2026-06-23', USER, undefined],
    ['is none after the window', accountOf(TERM), '2026-07-23', ADMIN, undefined],
    ['is none for what the PMC renews', accountOf({ ...TERM, managedIn: 'pmc' }), '2026-03-01', ADMIN, undefined],
    ['is none where an order stays open as long as the window', PENDING, '2026-06-25', ADMIN, undefined],
  ];
  for (const [what, account, today, member, day] of rows)
    it(what, () => {
      const term = account.subscriptions[0] as Subscription;
      assert.equal(reminderDay(renewalEligibility(account, member, PACK, term, today)), day);
    });

  it('is the one after a transfer that lapses within the window', () => {
    const placed = transferPlaced('2026-06-20', { subscriptions: [termUntil('2026-06-19')] });
    const orders = placed.orders.map((order) => ({ ...order, transfer: { ...order.transfer, until: '2026-07-01' } }));
    const account = { ...placed, orders } as PartnerAccount;
    const eligibility = renewalEligibility(account, ADMIN, PACK, termUntil('2026-06-19'), '2026-06-25');
    assert.equal(reminderDay(eligibility), '2026-07-02');
  });
});

describe('Asking to be reminded', () => {
  it('keeps the offer, its term and the day for the member who asked', () => {
    const { account, value } = answerOf(ask(accountOf(TERM), '2026-03-01', USER));
    assert.deepEqual(value, { offerId: PACK.id, termId: TERM.id, on: '2026-06-23' });
    assert.deepEqual(account.members, [ADMIN, { ...USER, requestedReminders: [value] }]);
    assert.equal(nextDueAt(account), '2026-06-22T15:00:00.000Z');
  });

  it('twice is one reminder, and writes nothing', () => {
    const once = asked(accountOf(TERM), '2026-03-01');
    assert.equal(asked(once, '2026-03-02'), once);
  });

  it('is refused with the conditions where no day is known, and for what the partner never had', () => {
    const problem = problemOf(ask(accountOf(TERM), '2026-06-23'));
    assert.ok(problem.code === 'no-day' && problem.eligibility.eligible);
    assert.equal(problemOf(ask(accountOf(), '2026-06-23')).code, 'no-such-term');
  });

  it('can be taken back', () => {
    const once = asked(accountOf(TERM), '2026-03-01');
    const back = withoutRequest(once, ADMIN.id, TERM.id);
    assert.deepEqual(back, accountOf(TERM));
    assert.equal(withoutRequest(back, ADMIN.id, TERM.id), back);
  });
});

describe('A reminder that was asked for', () => {
  it('comes on its day to each who asked, once', () => {
    const both = asked(asked(accountOf(TERM), '2026-03-01'), '2026-03-05', USER);
    assert.equal(lived(both, '2026-06-22'), both);
    const after = lived(both, '2026-06-23');
    assert.deepEqual(told(after), [
      [ADMIN.id, on('2026-06-23')],
      [USER.id, on('2026-06-23')],
    ]);
    assert.deepEqual(requestsOf(after), []);
    assert.equal(lived(after, '2026-07-01'), after);
  });

  const dropped: [what: string, account: PartnerAccount, today: string][] = [
    ['the term was renewed since', accountOf(TERM, RENEWED), '2026-06-23'],
    ['the service was down until the window was over', accountOf(TERM), '2026-07-23'],
    ['the PMC manages it by now', accountOf({ ...TERM, managedIn: 'pmc' }), '2026-06-23'],
  ];
  for (const [what, account, today] of dropped)
    it(`is dropped silently where ${what}`, () => {
      const { members } = asked(accountOf(TERM), '2026-03-01');
      const after = lived({ ...account, members }, today);
      assert.deepEqual([told(after), requestsOf(after)], [[], []]);
    });

  it('comes late where the service was down, as long as it can be renewed', () => {
    const after = lived(asked(accountOf(TERM), '2026-03-01'), '2026-07-22');
    assert.deepEqual(told(after), [[ADMIN.id, on('2026-07-22')]]);
  });

  it('waits day by day while a card is being charged or tried again', () => {
    const renews = accountOf({ ...TERM, autoRenew: true, cardId: 'card-1' });
    const charging = lived(asked(renews, '2026-03-01'), '2026-06-22');
    assert.equal(charging.orders[0]?.status, 'charging');
    const later = lived(charging, '2026-06-24');
    assert.deepEqual([told(later), requestsOf(later).map((each) => each.on)], [[], ['2026-06-25']]);
    const closed = { ...later, orders: later.orders.map((order) => ({ ...order, status: 'lapsed' as const })) };
    const ended = { ...closed, subscriptions: [TERM] };
    assert.deepEqual(told(lived(ended, '2026-06-25')), [[ADMIN.id, on('2026-06-25')]]);
  });

  it('is said only where it is still of use when it is sent', () => {
    const request = { offerId: PACK.id, termId: TERM.id };
    const state = (account: PartnerAccount, today: string) =>
      reminderState(account, ADMIN, request, RULES, today).state;
    assert.equal(state(accountOf(TERM), '2026-06-25'), 'now');
    assert.equal(state(accountOf(TERM, RENEWED), '2026-06-25'), 'needless');
    assert.equal(state(accountOf(TERM), '2026-07-23'), 'needless');
    const silver = termUntil('2026-06-22', { offerId: SILVER.id });
    assert.equal(state(accountOf(silver), '2026-06-25'), 'needless');
  });

  it('is told once or dropped, whenever the service comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 40 }), (days) => {
        const today = addDays(TERM.expiresOn, days);
        const after = lived(asked(accountOf(TERM), '2026-03-01'), today);
        assert.equal(told(after).length, days >= 1 && days <= 30 ? 1 : 0);
        assert.equal(requestsOf(after).length, days < 1 ? 1 : 0);
        assert.ok((nextDueAt(after) ?? '9999') > on(today));
      }),
    );
  });
});
