import assert from 'node:assert/strict';
import { ask, decline } from '../../../membership/actions/approvals.js';
import { ADMIN, accountWith, answerOf, PACK, USER } from '../../support/accounts.js';
import { CARDS, eachWithWorkshop } from './workshop.js';

const SECOND = { ...ADMIN, id: 'second', person: 'entra:t1/second' };

describe('asking an administrator, as actions', () => {
  const workshop = eachWithWorkshop(() => accountWith({ cards: [], members: [ADMIN, SECOND, USER] }));
  const asking = (id = 'a1') =>
    ask(workshop().ports, 'wingtip', { id, act: 'subscribe', offerId: PACK.id, by: USER.id }).then(answerOf);
  const requests = async () => (await workshop().account()).approvals;

  it('makes one request of two taps, and of two requests for the same thing', async () => {
    await Promise.all([asking(), asking(), asking('a2')]);
    assert.equal((await requests()).length, 1);
    assert.equal((await workshop().account()).notices.length, 2);
  });

  it('takes one answer of two administrators who decline at once', async () => {
    await asking();
    const by = (id: string) => decline(workshop().ports, 'wingtip', { id: 'a1', by: id });
    const answers = await Promise.all([by(ADMIN.id), by(SECOND.id)]);
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
  });

  it('is approved when the card was charged, not when it was declined', async () => {
    await asking();
    await workshop().review(CARDS.declined, { approval: 'a1' });
    await workshop().buy();
    assert.equal((await requests())[0]?.status, 'waiting');
    await workshop().review(CARDS.paid, { approval: 'a1' });
    await workshop().buy({ review: 2 });
    assert.equal((await requests())[0]?.status, 'approved');
    assert.equal((await workshop().charges()).filter((line) => line.endsWith(' paid')).length, 1);
  });
});
