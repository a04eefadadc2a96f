import assert from 'node:assert/strict';
import { type Joining, newPartner, organisationName } from '../../membership/joining.js';
import { subscribeRefusals } from '../../membership/purchase.js';
import { ADMIN, JAPAN, on, PACK, SILVER } from '../support/accounts.js';

const joining: Joining = {
  organisation: 'Wingtip',
  country: JAPAN,
  contactName: '山田 太郎',
  contactEmail: 'taro@example.com',
  currency: 'JPY',
  zone: 'Asia/Tokyo',
  person: 'entra:t1/o1',
  tenant: 't1',
};
const ids = { partnerId: 'p1', mpnId: '1234567', memberId: 'm1' };

describe('joining the network', () => {
  const names: [text: string, name: string | undefined][] = [
    ['Wingtip Toys', 'Wingtip Toys'],
    ['  Wingtip \n\t Toys ', 'Wingtip Toys'],
    ['株式会社　ウィングチップ', '株式会社 ウィングチップ'],
    ['7', '7'],
    ['', undefined],
    ['   ', undefined],
    ['!?—', undefined],
    ['e\u0301', '\u00e9'],
    ['x'.repeat(120), 'x'.repeat(120)],
    ['𠮷'.repeat(120), '𠮷'.repeat(120)],
  ];
  for (const [text, name] of names) {
    it(`${name ? 'takes' : 'refuses'} ${JSON.stringify(text.slice(0, 20))} as an organisation’s name`, () => {
      const read = organisationName(text);
      assert.equal(read.ok ? read.value : undefined, name);
    });
  }

  it('says which limit a name that is too long goes over', () => {
    assert.deepEqual(organisationName('x'.repeat(121)), {
      ok: false,
      problem: { code: 'organisation-too-long', limit: 120 },
    });
  });

  it('makes whoever joins the first administrator', () => {
    const [member] = newPartner(joining, ids, on('2026-06-23')).members;
    assert.deepEqual(member, {
      id: 'm1',
      person: 'entra:t1/o1',
      name: '山田 太郎',
      email: 'taro@example.com',
      roles: ['global-admin'],
    });
  });

  it('happens on the day that it is in the partner’s zone', () => {
    assert.equal(newPartner(joining, ids, on('2026-06-23', '15:00')).joinedOn, '2026-06-24');
  });

  it('makes a network member with nothing bought, who can buy Action Pack at once and a competency once attained', () => {
    const account = newPartner(joining, ids, on('2026-06-23'));
    assert.deepEqual([account.subscriptions, account.orders, account.invoices, account.attained], [[], [], [], []]);
    assert.deepEqual(subscribeRefusals(account, ADMIN, PACK, '2026-06-23'), []);
    assert.deepEqual(subscribeRefusals(account, ADMIN, SILVER, '2026-06-23'), [
      { code: 'not-attained', level: 'silver' },
    ]);
  });

  it('keeps no tenant where the person has none', () => {
    assert.ok(!('tenant' in newPartner({ ...joining, tenant: undefined }, ids, on('2026-06-23'))));
    assert.equal(newPartner(joining, ids, on('2026-06-23')).tenant, 't1');
  });
});
