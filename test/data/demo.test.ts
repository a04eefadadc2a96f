import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadCatalogue } from '../../data/catalogue.js';
import { DEMO_PERSONAS, demoAccounts } from '../../data/demo.js';
import { addDays, anniversary, type CalendarDate, dateIn, type Instant } from '../../membership/calendar.js';
import { renewalEligibility } from '../../membership/eligibility.js';
import { add, taxOn } from '../../membership/money.js';
import { type Catalogue, knownCountry, knownOffer } from '../../membership/offer.js';
import { type Order, openOrders, transferUntil } from '../../membership/order.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { mayBuy } from '../../membership/roles.js';
import { reopenableUntil, type ServiceRequest } from '../../membership/service-request.js';
import { latestTerm, renewalWindow, type Subscription, statusOn } from '../../membership/subscription.js';

const VISA = { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2040, token: 'token-of-a-visa' };

const SEEDING_DAYS: [what: string, now: Instant][] = [
  ['an ordinary day', '2026-06-22T12:00:00.000Z'],
  ['29 February', '2028-02-29T12:00:00.000Z'],
  ['a day on which D+10 is 29 February', '2028-02-19T12:00:00.000Z'],
  ['a day on which D-3 is 29 February in Taiwan', '2028-03-03T12:00:00.000Z'],
  ['a day on which D-5 is 29 February', '2028-03-05T12:00:00.000Z'],
  ['a day on which D-10 is 29 February', '2028-03-10T12:00:00.000Z'],
  ['a day on which D-45 is 29 February', '2028-04-14T12:00:00.000Z'],
  ['a day on which D-300 is 29 February', '2028-12-25T12:00:00.000Z'],
  ['a day on which D-5 is 29 February after a century that had none', '2104-03-05T12:00:00.000Z'],
  ['new year, begun in Asia and Europe only', '2026-12-31T23:30:00.000Z'],
  ['new year, not begun in America yet', '2027-01-01T04:59:59.000Z'],
  ['a morning in Asia that is a month earlier in America', '2027-03-01T00:10:00.000Z'],
  ['the night in which Europe sets its clocks', '2026-03-29T01:30:00.000Z'],
];

/** What issue 2 says that each partner has: expiry in days from D, its status, automatic renewal. */
const HELD: Record<string, [offer: string, expires: number | 'D-300 + 1 year', status: string, autoRenew: boolean][]> =
  {
    wingtip: [],
    contoso: [['action-pack', 'D-300 + 1 year', 'active', true]],
    northwind: [['action-pack', -5, 'in-window', false]],
    tailspin: [['action-pack', -45, 'lapsed', false]],
    adatum: [['action-pack', -3, 'in-window', false]],
    litware: [['action-pack', 10, 'active', false]],
    fabrikam: [
      ['action-pack', -10, 'in-window', false],
      ['silver-competency', 200, 'active', true],
    ],
  };

describe('the demo data', () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await loadCatalogue();
  });
  const seeded = (now: Instant) => demoAccounts({ now, catalogue, visa: VISA });
  const partner = (id: string, now: Instant) => seeded(now).find((account) => account.id === id) as PartnerAccount;

  it('has an invoice for every term that a partner holds or held, and no other', () => {
    for (const { id, subscriptions, invoices } of seeded('2026-06-22T12:00:00.000Z')) {
      const terms = subscriptions.map(({ offerId, startedOn, expiresOn }) => `${offerId} ${startedOn} ${expiresOn}`);
      const billed = invoices.map(({ line }) => `${line.offerId} ${line.startsOn} ${line.expiresOn}`);
      assert.deepEqual(billed, terms, id);
    }
  });

  for (const [what, now] of SEEDING_DAYS) {
    it(`gives every partner what the testers were promised, on ${what}`, () => {
      for (const account of seeded(now)) assertHeld(account, dateIn(account.zone, now));
    });

    it(`keeps consistent books, on ${what}`, () => {
      for (const account of seeded(now)) assertConsistent(account, catalogue, now);
    });
  }

  it('is right on any day and at any hour of it', () => {
    const moments = fc.date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2199-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (moment) => {
        const now = moment.toISOString();
        for (const account of seeded(now)) {
          assertHeld(account, dateIn(account.zone, now));
          assertConsistent(account, catalogue, now);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives fabrikam an open request and one that can still be reopened, under numbers kept free for them', () => {
    const now = '2026-06-22T12:00:00.000Z';
    const requests = partner('fabrikam', now).requests.map(({ number, status, offerId }) => [number, status, offerId]);
    assert.deepEqual(requests, [
      ['240052', 'closed', 'action-pack'],
      ['240071', 'open', 'silver-competency'],
    ]);
    const closed = partner('fabrikam', now).requests[0] as ServiceRequest;
    assert.equal(reopenableUntil(closed, 'America/Los_Angeles'), '2026-07-02');
    for (const account of seeded(now).filter(({ id }) => id !== 'fabrikam')) assert.deepEqual(account.requests, []);
  });

  it('is the same for the same seed', () => {
    const now = '2026-06-22T12:00:00.000Z';
    assert.deepEqual(seeded(now), seeded(now));
  });

  it('offers exactly the personas of the testers, each member in its partner', () => {
    const names = DEMO_PERSONAS.map(({ name, kind, partner }) => [name, kind, partner]);
    assert.deepEqual(names, [
      ['visitor', 'visitor', undefined],
      ['wingtip-admin', 'member', 'wingtip'],
      ['contoso-admin', 'member', 'contoso'],
      ['contoso-user', 'member', 'contoso'],
      ['northwind-admin', 'member', 'northwind'],
      ['tailspin-admin', 'member', 'tailspin'],
      ['adatum-admin', 'member', 'adatum'],
      ['litware-admin', 'member', 'litware'],
      ['fabrikam-admin', 'member', 'fabrikam'],
      ['support-1', 'agent', undefined],
      ['support-2', 'agent', undefined],
    ]);
    const people = seeded('2026-06-22T12:00:00.000Z').flatMap(({ id, members }) =>
      members.map(({ person }) => `${id} ${person}`),
    );
    const members = DEMO_PERSONAS.filter(({ kind }) => kind === 'member');
    assert.deepEqual(
      people,
      members.map(({ name, partner }) => `${partner} persona:${name}`),
    );
  });

  it('lets every member buy except contoso-user, and speaks to each in the language of the country', () => {
    const members = seeded('2026-06-22T12:00:00.000Z').flatMap((account) => account.members);
    assert.deepEqual(
      members.filter((member) => !mayBuy(member)).map(({ id }) => id),
      ['contoso-user'],
    );
    assert.deepEqual(
      members.map(({ language }) => language),
      ['ja', 'en', 'en', 'fr', 'ko', 'zh-TW', 'ja', 'en'],
    );
  });

  it('has no MPN ID twice, and only such of seven digits', () => {
    const ids = seeded('2026-06-22T12:00:00.000Z').map(({ mpnId }) => mpnId);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^\d{7}$/);
  });

  it('saves the Visa of contoso only, and renews its Action Pack with it', () => {
    const accounts = seeded('2026-06-22T12:00:00.000Z');
    assert.deepEqual(
      accounts.filter(({ cards }) => cards.length).map(({ id }) => id),
      ['contoso'],
    );
    const { cards, subscriptions } = partner('contoso', '2026-06-22T12:00:00.000Z');
    assert.equal(cards[0]?.token, VISA.token);
    assert.equal(subscriptions[0]?.cardId, cards[0]?.id);
    assert.equal(subscriptions[0]?.startedOn, addDays('2026-06-22', -300));
  });

  it('counts D in the partner’s own zone', () => {
    const now = '2027-01-01T00:30:00.000Z';
    assert.equal(latestTerm(partner('northwind', now), 'action-pack')?.expiresOn, '2026-12-27');
    assert.equal(latestTerm(partner('fabrikam', now), 'action-pack')?.expiresOn, '2026-12-21');
  });

  it('leaves the renewal of fabrikam waiting for a transfer since D-2, with a reference, for thirty days', () => {
    const now = '2026-06-22T12:00:00.000Z';
    const account = partner('fabrikam', now);
    const [pending, ...others] = openOrders(account, '2026-06-22');
    assert.deepEqual(others, []);
    assert.equal(pending?.kind, 'renew');
    assert.equal(pending?.renews, latestTerm(account, 'action-pack')?.id);
    assert.equal(pending?.transfer?.placedOn, '2026-06-20');
    assert.equal(pending?.transfer?.until, '2026-07-20');
    assert.equal(pending?.transfer?.reference, `${account.mpnId}-T3`);
    assert.equal(pending?.review.dates.startsOn, '2026-06-20');
  });

  it('lets northwind renew, and nobody else', () => {
    const now = '2026-06-22T12:00:00.000Z';
    const eligible = seeded(now).filter((account) => {
      const subscription = latestTerm(account, 'action-pack');
      const [admin] = account.members;
      const offer = knownOffer(catalogue, 'action-pack');
      return subscription && admin && renewalEligibility(account, admin, offer, subscription, '2026-06-22').eligible;
    });
    assert.deepEqual(
      eligible.map(({ id }) => id),
      ['northwind'],
    );
  });

  it('has adatum managed in PMC only, silver attained by litware and gold by fabrikam', () => {
    const accounts = seeded('2026-06-22T12:00:00.000Z');
    const elsewhere = accounts.filter(({ subscriptions }) =>
      subscriptions.some(({ managedIn }) => managedIn === 'pmc'),
    );
    assert.deepEqual(
      elsewhere.map(({ id }) => id),
      ['adatum'],
    );
    const attained = accounts.filter((account) => account.attained.length).map(({ id, attained }) => [id, attained]);
    assert.deepEqual(attained, [
      ['litware', ['silver']],
      ['fabrikam', ['gold']],
    ]);
  });
});

function assertHeld(account: PartnerAccount, today: CalendarDate): void {
  const offers = new Set(account.subscriptions.map(({ offerId }) => offerId));
  const expected = HELD[account.id] ?? assert.fail(`${account.id} is not expected`);
  assert.deepEqual([...offers].sort(), expected.map(([offer]) => offer).sort());
  for (const [offer, expires, status, autoRenew] of expected) {
    const term = latestTerm(account, offer) ?? assert.fail(`${account.id} has no ${offer}`);
    const expiresOn = typeof expires === 'number' ? addDays(today, expires) : anniversary(addDays(today, -300), 1);
    assert.equal(term.expiresOn, expiresOn, `${account.id} ${offer}`);
    assert.equal(statusOn(term, today), status);
    assert.equal(term.autoRenew, autoRenew);
    assert.equal(today >= renewalWindow(term).from && today <= renewalWindow(term).to, status === 'in-window');
  }
}

function assertConsistent(account: PartnerAccount, catalogue: Catalogue, now: Instant): void {
  const country = knownCountry(catalogue, account.country);
  assert.deepEqual([account.currency, account.zone], [country.currency, country.zone]);
  const paid = account.orders.filter(({ status }) => status === 'paid');
  assert.deepEqual(
    paid.map((order) => order.paid?.subscriptionId),
    account.subscriptions.map(({ id }) => id),
  );
  assert.deepEqual(
    account.orders.filter((order) => order.status !== 'paid').map(({ status }) => status),
    account.id === 'fabrikam' ? ['pending-transfer'] : [],
  );
  for (const subscription of account.subscriptions) assertTerm(account, subscription);
  for (const order of account.orders) assertOrder(account, order, catalogue, now);
  assertSeries(account);
  assert.deepEqual([account.notices, account.paymentLinks], [[], []]);
}

/** A term, the order that paid it and the invoice of that order say the same. */
function assertTerm(account: PartnerAccount, subscription: Subscription): void {
  const order = account.orders.find(({ paid }) => paid?.subscriptionId === subscription.id) ?? assert.fail('no order');
  const invoice = account.invoices.find(({ number }) => number === order.paid?.invoice) ?? assert.fail('no invoice');
  const dates = { startsOn: subscription.startedOn, expiresOn: subscription.expiresOn };
  assert.deepEqual(order.review.dates, { ...dates, runStartedOn: subscription.runStartedOn });
  assert.deepEqual(invoice.line, { offerId: subscription.offerId, ...dates, net: order.review.net });
  assert.equal(invoice.orderId, order.id);
  assert.equal(invoice.issuedOn, order.paid?.on);
  assert.deepEqual(invoice.total, order.review.total);
  assert.deepEqual(invoice.paid, order.paid?.payment);
  assert.equal(invoice.buyer.mpnId, account.mpnId);
  assert.equal(subscription.cardId, order.attempts[0]?.cardId);
  assert.ok(account.joinedOn < subscription.startedOn);
}

function assertOrder(account: PartnerAccount, order: Order, catalogue: Catalogue, now: Instant): void {
  const { net, tax, total, pay } = order.review;
  assert.equal(net.minor, knownOffer(catalogue, order.offerId).prices[account.currency]);
  assert.deepEqual(tax.amount, taxOn(net, knownCountry(catalogue, account.country).tax));
  assert.deepEqual(total, add(net, tax.amount));
  assert.equal(order.bought, order.review.number);
  assert.ok(order.createdAt < now && (order.paid?.at ?? order.createdAt) < now, 'nothing is in the future');
  assert.ok(account.members.some((member) => member.id === order.by && mayBuy(member)));
  if (pay.way === 'card') assert.ok(account.cards.some(({ id }) => id === pay.cardId));
  if (pay.way === 'transfer') assert.equal(order.transfer?.until, transferUntil(dateIn(account.zone, order.createdAt)));
}

/** Invoice numbers: one gapless series a year, in the order of the days of issue. Transfer references: one series. */
function assertSeries(account: PartnerAccount): void {
  const counted = new Map<string, number>();
  for (const { number, issuedOn } of account.invoices) {
    const year = issuedOn.slice(0, 4);
    const sequence = (counted.get(year) ?? 0) + 1;
    counted.set(year, sequence);
    assert.equal(number, `${account.mpnId}-${year}-${String(sequence).padStart(4, '0')}`);
  }
  const days = account.invoices.map(({ issuedOn }) => issuedOn);
  assert.deepEqual(days, days.toSorted());
  const references = account.orders.flatMap(({ transfer }) => transfer?.reference ?? []);
  assert.deepEqual(
    references,
    references.map((_, index) => `${account.mpnId}-T${index + 1}`),
  );
}
