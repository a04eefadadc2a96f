import assert from 'node:assert/strict';
import { adminsOf } from '../../membership/partner.js';
import { mayBuy, type Role } from '../../membership/roles.js';
import { ADMIN, accountWith, USER } from '../support/accounts.js';

describe('a role', () => {
  const rows: [roles: Role[], may: boolean][] = [
    [['global-admin'], true],
    [['mpn-partner-admin'], true],
    [['user', 'mpn-partner-admin'], true],
    [['account-admin'], false],
    [['billing-admin'], false],
    [['user'], false],
    [[], false],
  ];
  for (const [roles, may] of rows) {
    it(`${may ? 'lets' : 'does not let'} somebody who is ${roles.join(' and ') || 'nothing'} buy`, () =>
      assert.equal(mayBuy({ roles }), may));
  }

  it('decides whom a partner can ask about purchases', () => {
    assert.deepEqual(adminsOf(accountWith({ members: [USER, ADMIN] })), [ADMIN]);
  });
});
