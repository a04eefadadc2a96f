import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deepFreeze } from '../../data/deep-freeze.js';
import { buyOrder, prepareOrder, withdrawOrder } from '../../membership/buying.js';
import { addSeconds, dateIn, type Instant } from '../../membership/calendar.js';
import { type OrderId, orderOf } from '../../membership/order.js';
import type { PartnerAccount } from '../../membership/partner.js';
import type { BuyingRules } from '../../membership/quote.js';
import type { Result } from '../../membership/result.js';
import { type ChargeOutcome, confirmTransfer, settleAttempt } from '../../membership/settling.js';
import {
  ADMIN,
  accountWith,
  CARD,
  CATALOGUE,
  OTHER_CARD,
  on,
  PACK,
  requestFor,
  SILVER,
  TRANSFER,
  termUntil,
  USER,
} from '../support/accounts.js';
import { assertMoved, assertSound } from './invariants.js';

/** An account in the middle of its life. */
interface Life {
  account: PartnerAccount;
  now: Instant;
  rules: BuyingRules;
}
type Step = (life: Life) => Life;
type Changed = Result<{ account: PartnerAccount; value: unknown }>;

const changed = (life: Life, result: Changed): Life => (result.ok ? { ...life, account: result.value.account } : life);

/** One of the last orders, by its place from the end; now and then one that is not there. */
const anyPlace = fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 50);
const idAt = (life: Life, place: number): OrderId => life.account.orders.at(-1 - place)?.id ?? 'order-unknown';
const anyNewId: fc.Arbitrary<OrderId | undefined> = fc.option(
  fc.nat(10_000_000).map((number) => `order${number}`),
  {
    nil: undefined,
  },
);

const anyMember = fc.constantFrom(ADMIN.id, ADMIN.id, ADMIN.id, USER.id);
const anyPay = fc.constantFrom(CARD, OTHER_CARD, TRANSFER);

const preparing: fc.Arbitrary<Step> = fc
  .record({
    newId: anyNewId,
    place: anyPlace,
    kind: fc.constantFrom('subscribe' as const, 'renew' as const),
    offerId: fc.constantFrom(PACK.id, PACK.id, SILVER.id),
    by: anyMember,
    pay: anyPay,
  })
  .map(({ newId, place, ...parts }) => (life) => {
    const request = requestFor({ orderId: newId ?? idAt(life, place), ...parts });
    return changed(life, prepareOrder(life.account, request, life.rules, life.now));
  });

/** Buys the present review, or one that is so many older or newer. */
const buying: fc.Arbitrary<Step> = fc
  .record({ place: anyPlace, off: fc.constantFrom(0, 0, 0, -1, 1), by: anyMember })
  .map(({ place, off, by }) => (life) => {
    const orderId = idAt(life, place);
    const order = orderOf(life.account, orderId);
    const review = (order?.review.number ?? 0) + off;
    const result = buyOrder(life.account, { orderId, review, by }, life.rules, life.now);
    if (off !== 0 && result.ok)
      assert.equal(result.value.account, life.account, 'another review than the present one bought');
    return changed(life, result);
  });

const anyOutcome: fc.Arbitrary<ChargeOutcome> = fc.constantFrom<ChargeOutcome[]>(
  { status: 'paid' },
  { status: 'paid' },
  { status: 'declined', reason: 'declined' },
  { status: 'needs-confirmation', url: 'https://bank.example' },
  { status: 'failed' },
);

const settling: fc.Arbitrary<Step> = fc
  .record({ place: anyPlace, before: fc.constantFrom(0, 0, 0, 1), outcome: anyOutcome })
  .map(({ place, before, outcome }) => (life) => {
    const order = orderOf(life.account, idAt(life, place));
    if (!order) return life;
    const asked = { orderId: order.id, attempt: order.attempts.length - before, outcome };
    return { ...life, account: settleAttempt(life.account, asked, life.now).account };
  });

const withdrawing: fc.Arbitrary<Step> = fc.tuple(anyPlace, anyMember).map(
  ([place, by]) =>
    (life) =>
      changed(life, withdrawOrder(life.account, idAt(life, place), by, life.now)),
);

const confirming: fc.Arbitrary<Step> = fc.integer({ min: 1, max: 4 }).map((number) => (life) => {
  const reference = `${life.account.mpnId}-T${number}`;
  return changed(life, confirmTransfer(life.account, reference, life.rules.renewalTermFrom, life.now));
});

const DAY = 24 * 3600;
const waiting: fc.Arbitrary<Step> = fc
  .oneof(
    fc.nat(2 * DAY),
    fc.nat(40).map((days) => days * DAY),
    fc.integer({ min: 350, max: 400 }).map((days) => days * DAY),
  )
  .map((seconds) => (life) => ({ ...life, now: addSeconds(life.now, seconds) }));

const pricing: fc.Arbitrary<Step> = fc
  .tuple(fc.nat(3000), fc.constantFrom('terms-1', 'terms-2'))
  .map(([basisPoints, termsVersion]) => (life) => {
    const countries = CATALOGUE.countries.map((country) => ({ ...country, tax: { name: 'tax', basisPoints } }));
    return { ...life, rules: { ...life.rules, catalogue: { ...CATALOGUE, countries, termsVersion } } };
  });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: preparing },
  { weight: 5, arbitrary: buying },
  { weight: 5, arbitrary: settling },
  { weight: 1, arbitrary: withdrawing },
  { weight: 2, arbitrary: confirming },
  { weight: 3, arbitrary: waiting },
  { weight: 1, arbitrary: pricing },
);

const anyLife: fc.Arbitrary<Life> = fc.record({
  account: fc.constantFrom(
    accountWith({ attained: ['silver'] }),
    accountWith({ attained: ['gold'], subscriptions: [termUntil('2026-06-22')] }),
    accountWith({ subscriptions: [termUntil('2026-07-22', { autoRenew: true })] }),
  ),
  now: fc.constant(on('2026-06-23')),
  rules: fc
    .constantFrom('purchase' as const, 'anniversary' as const)
    .map((renewalTermFrom) => ({ catalogue: CATALOGUE, renewalTermFrom })),
});

describe('an account through a life of orders', () => {
  it('is sound after every step, whoever does what on whatever day', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(anyLife, fc.array(anyStep, { minLength: 10, maxLength: 60 }), (life, steps) => {
        steps.reduce((before, step) => {
          const after = step(before);
          assertMoved(before.account, after.account);
          assertSound(after.account, dateIn(after.account.zone, after.now));
          for (const { status, kind } of after.account.orders) reached.add(`${kind} ${status}`);
          return { ...after, account: deepFreeze(after.account) };
        }, life);
      }),
      { numRuns: 1500 },
    );
    // Fewer, and the steps were too timid to show anything.
    assert.ok(reached.size >= 14, [...reached].sort().join(', '));
  });
});
