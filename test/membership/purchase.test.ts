import assert from 'node:assert/strict';
import { offerOf, priceOf } from '../../membership/offer.js';
import type { PartnerAccount } from '../../membership/partner.js';
import { actionableOrders, hasAttained, subscribeRefusals } from '../../membership/purchase.js';
import { ADMIN, accountWith, CATALOGUE, GOLD, on, PACK, SILVER, termUntil, USER } from '../support/accounts.js';
import { charging, confirmed, transferPlaced } from './purchases.js';

const JUNE = termUntil('2026-06-22');
const held = accountWith({ subscriptions: [JUNE] });

describe('subscribing', () => {
  interface Row {
    what: string;
    account?: PartnerAccount;
    member?: typeof ADMIN;
    offer?: typeof PACK;
    today?: string;
    refusals: object[];
  }
  const window = { from: '2026-06-23', to: '2026-07-22' };
  const facts = { subscription: JUNE, expiresOn: '2026-06-22' };
  const rows: Row[] = [
    { what: 'is open to an administrator of a network member', refusals: [] },
    { what: 'needs a buying role', member: USER, refusals: [{ code: 'no-role' }] },
    {
      what: 'is refused while it is held, with the expiry date',
      account: held,
      today: '2026-06-22',
      refusals: [{ code: 'already-held', ...facts }],
    },
    {
      what: 'gives way to renewing on the first day of the window',
      account: held,
      today: '2026-06-23',
      refusals: [{ code: 'in-window', ...facts, window }],
    },
    {
      what: 'gives way to renewing on the last day of the window',
      account: held,
      today: '2026-07-22',
      refusals: [{ code: 'in-window', ...facts, window }],
    },
    { what: 'afresh is open once the window has closed', account: held, today: '2026-07-23', refusals: [] },
    {
      what: 'leads to PMC where an expired term is managed there',
      account: accountWith({ subscriptions: [{ ...JUNE, managedIn: 'pmc' }] }),
      today: '2026-07-01',
      refusals: [{ code: 'managed-in-pmc', subscription: { ...JUNE, managedIn: 'pmc' }, expiresOn: '2026-06-22' }],
    },
    { what: 'needs the competency', offer: SILVER, refusals: [{ code: 'not-attained', level: 'silver' }] },
    {
      what: 'to gold is not open with silver attained',
      account: accountWith({ attained: ['silver'] }),
      offer: GOLD,
      refusals: [{ code: 'not-attained', level: 'gold' }],
    },
    {
      what: 'to silver is open with gold attained',
      account: accountWith({ attained: ['gold'] }),
      offer: SILVER,
      refusals: [],
    },
    {
      what: 'to a competency is open while Action Pack is held',
      account: accountWith({ attained: ['silver'], subscriptions: [JUNE] }),
      today: '2026-01-01',
      offer: SILVER,
      refusals: [],
    },
  ];
  for (const { what, account = accountWith(), member = ADMIN, offer = PACK, today = '2026-06-23', refusals } of rows) {
    it(what, () => assert.deepEqual(subscribeRefusals(account, member, offer, today), refusals));
  }

  const pending = transferPlaced('2026-06-23');
  it('is refused while an order for the offer is pending, and open again when it lapsed', () => {
    const refusals = subscribeRefusals(pending, ADMIN, PACK, '2026-07-23');
    assert.deepEqual(refusals, [{ code: 'order-pending', order: pending.orders[0] }]);
    assert.deepEqual(subscribeRefusals(pending, ADMIN, PACK, '2026-07-24'), []);
  });

  it('is open while an order for another offer is pending', () => {
    const account = { ...pending, attained: ['silver' as const] };
    assert.deepEqual(subscribeRefusals(account, ADMIN, SILVER, '2026-06-23'), []);
  });

  it('is refused while a card is being charged, and open after it was declined', () => {
    const now = on('2026-06-23');
    const account = charging(now);
    const codes = subscribeRefusals(account, ADMIN, PACK, '2026-06-23').map(({ code }) => code);
    assert.deepEqual(codes, ['order-pending']);
    assert.deepEqual(subscribeRefusals(confirmed(account, 'declined', now), ADMIN, PACK, '2026-06-23'), []);
  });

  it('is refused for every reason at once', () => {
    const account = { ...pending, subscriptions: [{ ...JUNE, expiresOn: '2027-01-01' }] };
    const codes = subscribeRefusals(account, USER, PACK, '2026-06-23').map(({ code }) => code);
    assert.deepEqual(codes, ['no-role', 'order-pending', 'already-held']);
  });

  it('counts gold as silver, and packs as attained by all', () => {
    const rows = [[], ['silver' as const], ['gold' as const]].map((attained) =>
      [PACK, SILVER, GOLD].map((offer) => hasAttained({ attained }, offer)),
    );
    assert.deepEqual(rows, [
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  it('shows pending transfers as what can still be acted on, until they lapse', () => {
    assert.equal(actionableOrders(pending, '2026-07-23').length, 1);
    assert.equal(actionableOrders(pending, '2026-07-24').length, 0);
  });

  it('has a price a year in the partner’s currency', () => {
    assert.deepEqual(priceOf(PACK, 'JPY'), { minor: 52005, currency: 'JPY' });
    assert.equal(offerOf(CATALOGUE, 'gone'), undefined);
  });
});
