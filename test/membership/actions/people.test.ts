import assert from 'node:assert/strict';
import { changeRole, comeIn, dismiss, invitationBehind, inviteMember } from '../../../membership/actions/people.js';
import { ADMIN, accountWith, answerOf, on, problemOf, USER } from '../../support/accounts.js';
import { eachWithWorkshop } from './workshop.js';

const SECOND = { ...ADMIN, id: 'second', person: 'entra:t1/second' };

describe('changing people, as actions', () => {
  const workshop = eachWithWorkshop(() => accountWith({ members: [ADMIN, SECOND, USER] }));
  const ports = () => workshop().ports;
  const newcomer = (id: string) => ({ memberId: id, person: `entra:t1/${id}`, name: id, email: `${id}@example.com` });
  const invite = async () =>
    answerOf(await inviteMember(ports(), 'wingtip', { id: 'i1', role: 'billing-admin', by: ADMIN.id }));

  it('keeps one of two administrators who take each other’s role at the same moment', async () => {
    const take = (member: string, by: string) =>
      changeRole(ports(), 'wingtip', { member, by, role: 'global-admin' }, 'take');
    const answers = await Promise.all([take(ADMIN.id, SECOND.id), take(SECOND.id, ADMIN.id)]);
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
    const { members } = await workshop().account();
    assert.equal(members.filter(({ roles }) => roles.includes('global-admin')).length, 1);
  });

  it('keeps one of two administrators who remove each other at the same moment', async () => {
    const answers = await Promise.all([
      dismiss(ports(), 'wingtip', { member: ADMIN.id, by: SECOND.id }),
      dismiss(ports(), 'wingtip', { member: SECOND.id, by: ADMIN.id }),
    ]);
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
    assert.equal((await workshop().account()).members.length, 2);
  });

  it('frees who was removed to belong elsewhere', async () => {
    await dismiss(ports(), 'wingtip', { member: USER.id, by: ADMIN.id });
    assert.equal(await workshop().store.partnerOfPerson(USER.person), undefined);
  });

  it('makes one invitation of two taps', async () => {
    const [first, second] = await Promise.all([invite(), invite()]);
    assert.equal(first.code, second.code);
    assert.equal((await workshop().account()).invitations.length, 1);
  });

  it('lets in one of many who write a code at once', async () => {
    const { code } = await invite();
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((id) => comeIn(ports(), code, newcomer(id))));
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
    assert.equal((await workshop().account()).members.length, 4);
    assert.equal(await invitationBehind(ports(), code), undefined);
  });

  it('answers a second tap of the newcomer with the membership that the first one made', async () => {
    const { code } = await invite();
    const first = answerOf(await comeIn(ports(), code, newcomer('a')));
    assert.deepEqual(answerOf(await comeIn(ports(), code, newcomer('a'))).member, first.member);
  });

  it('refuses a newcomer who has become another partner’s meanwhile', async () => {
    const { code } = await invite();
    const other = accountWith({ id: 'other', mpnId: '7654321', members: [{ ...USER, person: 'entra:t1/a' }] });
    answerOf(await workshop().store.create(other));
    const refused = problemOf(await comeIn(ports(), code, newcomer('a')));
    assert.equal(refused.code, 'taken');
    assert.ok(await invitationBehind(ports(), code));
  });

  it('knows no code that has expired', async () => {
    const { code } = await invite();
    workshop().now = on('2026-06-30', '12:01');
    assert.equal(await invitationBehind(ports(), code), undefined);
    assert.equal(problemOf(await comeIn(ports(), code, newcomer('a'))).code, 'no-such-invitation');
  });
});
