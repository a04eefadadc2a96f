import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  acceptInvitation,
  CODE_CHARACTERS,
  codeText,
  invitationCode,
  invite,
  MOST_INVITATIONS,
  newCode,
  openInvitation,
  revoke,
} from '../../membership/invitation.js';
import type { Member, PartnerAccount } from '../../membership/partner.js';
import { giveRole, removeMember, takeRole } from '../../membership/people.js';
import { ROLES, type Role } from '../../membership/roles.js';
import { accountWith, answerOf, on, problemOf } from '../support/accounts.js';

const NOW = on('2026-06-23');
const CODE = 'ABCDE23456';

const person = (id: string, ...roles: Role[]): Member => ({
  id,
  person: `entra:t1/${id}`,
  name: id,
  email: `${id}@example.com`,
  roles,
});
const GLOBAL = person('global', 'global-admin');
const ACCOUNT = person('account', 'account-admin');
const USER = person('user', 'user');
const BUYER = person('buyer', 'mpn-partner-admin', 'billing-admin');

const account = (members: Member[] = [GLOBAL, ACCOUNT, USER, BUYER]): PartnerAccount => accountWith({ members });
const rolesOf = (changed: PartnerAccount, id: string) => changed.members.find((each) => each.id === id)?.roles;
const ask = (member: string, by: string, role: Role) => ({ member, by, role });

describe('People and roles', () => {
  const mayGive: [by: Member, role: Role, may: boolean][] = [
    ...ROLES.map((role): [Member, Role, boolean] => [GLOBAL, role, true]),
    [ACCOUNT, 'global-admin', false],
    [ACCOUNT, 'mpn-partner-admin', false],
    [ACCOUNT, 'account-admin', true],
    [ACCOUNT, 'billing-admin', true],
  ];
  for (const [by, role, may] of mayGive) {
    it(`let a person who is ${by.roles} ${may ? '' : 'not '}give and take ${role}`, () => {
      const given = giveRole(account(), ask('user', by.id, role), NOW);
      const taken = takeRole(account(), ask('buyer', by.id, role), NOW);
      for (const result of [given, taken]) {
        if (may) assert.ok(result.ok);
        else assert.equal(problemOf(result).code, 'role-not-yours');
      }
    });
  }

  it('are changed by Global and Account admins only, and only for members', () => {
    for (const by of ['user', 'buyer', 'nobody'])
      assert.equal(problemOf(giveRole(account(), ask('user', by, 'user'), NOW)).code, 'no-role');
    assert.equal(problemOf(giveRole(account(), ask('nobody', 'global', 'user'), NOW)).code, 'no-such-member');
  });

  it('replace “User” by the first other role, and come back to it with the last', () => {
    const given = answerOf(giveRole(account(), ask('user', 'global', 'billing-admin'), NOW)).account;
    assert.deepEqual(rolesOf(given, 'user'), ['billing-admin']);
    const taken = answerOf(takeRole(given, ask('user', 'global', 'billing-admin'), NOW)).account;
    assert.deepEqual(rolesOf(taken, 'user'), ['user']);
  });

  it('tell the member of whom a role was changed by somebody else, and change nothing twice', () => {
    const given = answerOf(giveRole(account(), ask('user', 'global', 'billing-admin'), NOW)).account;
    assert.deepEqual(
      given.notices.map(
        (notice) => notice.kind === 'role-changed' && [notice.to, notice.role, notice.given, notice.byName],
      ),
      [['user', 'billing-admin', true, 'global']],
    );
    assert.equal(answerOf(giveRole(given, ask('user', 'global', 'billing-admin'), NOW)).account, given);
    const own = answerOf(giveRole(account(), ask('global', 'global', 'billing-admin'), NOW)).account;
    assert.deepEqual(own.notices, []);
  });

  it('keep the last Global admin', () => {
    assert.equal(problemOf(takeRole(account(), ask('global', 'global', 'global-admin'), NOW)).code, 'last-admin');
    assert.equal(problemOf(removeMember(account(), { member: 'global', by: 'global' })).code, 'last-admin');
  });

  it('let an Account admin remove those only whose roles they could take', () => {
    assert.equal(problemOf(removeMember(account(), { member: 'buyer', by: 'account' })).code, 'role-not-yours');
    assert.ok(removeMember(account(), { member: 'user', by: 'account' }).ok);
  });

  it('take with a member what was only theirs, and keep what they bought', () => {
    const notice = { id: 'n1', kind: 'receipt', orderId: 'o1', to: 'buyer', createdAt: NOW, attempts: 0 } as const;
    const link = { id: 'l1', member: 'buyer', conversation: 'c', language: 'en', expiresAt: NOW } as const;
    const before = { ...account(), notices: [notice, { ...notice, id: 'n2', to: 'global' }], paymentLinks: [link] };
    const after = answerOf(removeMember(before, { member: 'buyer', by: 'global' })).account;
    assert.deepEqual(
      [rolesOf(after, 'buyer'), after.notices.map(({ id }) => id), after.paymentLinks],
      [undefined, ['n2'], []],
    );
    assert.deepEqual([after.orders, after.invoices], [before.orders, before.invoices]);
  });

  it('always leave a Global admin, whoever changes whom, and never let anybody reach money by themselves', () => {
    const ids = ['global', 'account', 'user', 'buyer'];
    const step = fc.record({
      act: fc.constantFrom(giveRole, takeRole, removeMember),
      member: fc.constantFrom(...ids),
      by: fc.constantFrom(...ids),
      role: fc.constantFrom(...ROLES),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let now = account();
        for (const { act, ...asked } of steps) {
          const by = now.members.find(({ id }) => id === asked.by);
          const changed = act(now, asked, NOW);
          if (!changed.ok) continue;
          const gained = ROLES.slice(0, 2).filter((role) =>
            changed.value.account.members.some(
              (each) => each.roles.includes(role) && !rolesOf(now, each.id)?.includes(role),
            ),
          );
          assert.ok(gained.length === 0 || by?.roles.includes('global-admin'));
          now = changed.value.account;
          assert.ok(now.members.some(({ roles }) => roles.includes('global-admin')));
          assert.ok(now.members.every(({ roles }) => roles.length > 0));
        }
      }),
    );
  });
});

describe('An invitation', () => {
  const invited = (role: Role = 'user', by = 'global') =>
    answerOf(invite(account(), { id: 'i1', code: CODE, role, by }, NOW)).account;
  const newcomer = { memberId: 'new', person: 'entra:t1/new', name: 'New', email: 'new@example.com' };

  it('works once, for seven days, and gives its role', () => {
    const before = invited('billing-admin');
    assert.ok(openInvitation(before, CODE, on('2026-06-30', '11:59')));
    assert.equal(openInvitation(before, CODE, on('2026-06-30')), undefined);
    const { account: after, value } = answerOf(acceptInvitation(before, CODE, newcomer, NOW));
    assert.deepEqual([value.roles, value.name, after.invitations], [['billing-admin'], 'New', []]);
    const second = { ...newcomer, memberId: 'other', person: 'entra:t1/other' };
    assert.equal(problemOf(acceptInvitation(after, CODE, second, NOW)).code, 'no-such-invitation');
    assert.equal(answerOf(acceptInvitation(after, CODE, newcomer, NOW)).account, after);
  });

  it('stands no longer when who gave it may not give that role any more', () => {
    const before = invited('mpn-partner-admin');
    const left = {
      ...before,
      members: before.members.map((each) => (each.id === 'global' ? { ...each, roles: ['user' as const] } : each)),
    };
    assert.equal(openInvitation(left, CODE, NOW), undefined);
    assert.equal(problemOf(acceptInvitation(left, CODE, newcomer, NOW)).code, 'no-such-invitation');
  });

  it('is for people of the partner’s own tenant, where it has one and the person’s is known', () => {
    const before = { ...invited(), tenant: 't1' };
    assert.equal(problemOf(acceptInvitation(before, CODE, { ...newcomer, tenant: 't2' }, NOW)).code, 'other-tenant');
    assert.ok(acceptInvitation(before, CODE, { ...newcomer, tenant: 't1' }, NOW).ok);
    assert.ok(acceptInvitation(before, CODE, newcomer, NOW).ok);
  });

  it('is made once for one id, by who may, for roles they may give, twenty at a time', () => {
    const asked = { id: 'i1', code: CODE, role: 'user' as const, by: 'global' };
    assert.equal(answerOf(invite(invited(), { ...asked, code: 'OTHER' }, NOW)).value.code, CODE);
    assert.equal(problemOf(invite(account(), { ...asked, by: 'buyer' }, NOW)).code, 'no-role');
    const above = { ...asked, by: 'account', role: 'global-admin' as const };
    assert.equal(problemOf(invite(account(), above, NOW)).code, 'role-not-yours');
    let full = account();
    for (let number = 0; number < MOST_INVITATIONS; number += 1)
      full = answerOf(invite(full, { ...asked, id: `i${number}`, code: `CODE${number}` }, NOW)).account;
    const more = { ...asked, id: 'more', code: 'MORE' };
    assert.equal(problemOf(invite(full, more, NOW)).code, 'too-many-invitations');
    assert.equal(answerOf(invite(full, more, on('2026-07-01'))).account.invitations.length, 1);
  });

  it('can be taken back, more than once', () => {
    const after = answerOf(revoke(invited(), { id: 'i1', by: 'account' })).account;
    assert.deepEqual(after.invitations, []);
    assert.equal(answerOf(revoke(after, { id: 'i1', by: 'global' })).account, after);
    assert.equal(problemOf(revoke(invited(), { id: 'i1', by: 'user' })).code, 'no-role');
  });

  it('has a code that is read however it is written, and is no word and no number', () => {
    for (const written of ['abcde-23456', 'ABCDE 23456', ' ａｂｃｄｅ－２３４５６ ', 'ab cd e2 34 56', 'ABCDE_23456'])
      assert.equal(invitationCode(written), CODE, written);
    for (const other of [
      'membership',
      '2345678923',
      'ABCDE-2345',
      'ABCDE-234567',
      'ABCDE-2345O',
      'my code ABCDE-23456',
      '',
    ])
      assert.equal(invitationCode(other), undefined, other);
  });

  it('has a code of its own kind, whatever chance gives', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (chances) => {
        let at = 0;
        const code = newCode((below) => (chances[at++ % chances.length] ?? 0) % below);
        assert.equal(invitationCode(codeText(code)), code);
        assert.ok([...code].every((each) => CODE_CHARACTERS.includes(each)));
      }),
    );
  });
});
