import assert from 'node:assert/strict';
import { turnOff } from '../../../membership/actions/auto-renew.js';
import { runDuties } from '../../../membership/actions/duties.js';
import { ADMIN, accountWith, answerOf, on, problemOf, termUntil, USER } from '../../support/accounts.js';
import { CARDS, eachWithWorkshop } from './workshop.js';

const TERM = termUntil('2026-07-22', { autoRenew: true });
const ASKED = { termId: TERM.id, by: ADMIN.id };

describe('turning off automatic renewal, as an action', () => {
  const workshop = eachWithWorkshop(() => accountWith({ cards: [], subscriptions: [TERM] }));
  const turnOffNow = (asked = ASKED) => turnOff(workshop().ports, 'wingtip', asked);
  const terms = async () => (await workshop().account()).subscriptions;

  /** The partner pays by a saved card. */
  async function payByCard(): Promise<void> {
    const { id: cardId } = await workshop().card(CARDS.paid);
    await workshop().store.change('wingtip', (account) => ({
      ok: true,
      value: { account: { ...account, subscriptions: [{ ...TERM, cardId }] }, value: null },
    }));
  }

  it('answers two taps, a redelivery and another process the same, and writes once', async () => {
    const taps = await Promise.all([turnOffNow(), turnOffNow(), turnOffNow()]);
    const { version } = await workshop().account();
    const again = await turnOffNow();
    for (const each of [...taps, again]) assert.deepEqual(answerOf(each), answerOf(again));
    assert.equal((await workshop().account()).version, version);
    assert.deepEqual(await terms(), [{ ...TERM, autoRenew: false, autoRenewOffOn: '2026-06-23' }]);
  });

  it('has done nothing where the process stops before it is written, and does it when asked again', async () => {
    await assert.rejects(turnOff(workshop().failing('change'), 'wingtip', ASKED), /stopped/);
    assert.deepEqual(await terms(), [TERM]);
    answerOf(await turnOffNow());
    assert.equal((await terms())[0]?.autoRenew, false);
  });

  it('is refused to who may not, and nothing changes', async () => {
    assert.equal(problemOf(await turnOffNow({ ...ASKED, by: USER.id })).code, 'no-role');
    assert.deepEqual(await terms(), [TERM]);
  });

  it('is not charged on the anniversary any more', async () => {
    await payByCard();
    answerOf(await turnOffNow());
    workshop().now = on('2026-07-22');
    await runDuties(workshop().ports);
    assert.deepEqual(await workshop().charges(), []);
  });

  it('either comes before the charge of the anniversary or is refused, when both happen at once', async () => {
    await payByCard();
    workshop().now = on('2026-07-22');
    const [done] = await Promise.all([turnOffNow(), runDuties(workshop().ports)]);
    const charged = (await workshop().charges()).length;
    assert.equal(charged, done.ok ? 0 : 1);
    assert.equal((await terms()).length, done.ok ? 1 : 2);
    if (!done.ok) assert.ok(['payment-under-way', 'renewed-since'].includes(done.problem.code));
  });

  it('is refused for the term that was renewed between the question and the yes', async () => {
    await payByCard();
    workshop().now = on('2026-07-22');
    await runDuties(workshop().ports);
    const problem = problemOf(await turnOffNow());
    assert.equal(problem.code === 'renewed-since' && problem.subscription.expiresOn, '2027-07-22');
    assert.equal((await terms()).at(-1)?.autoRenew, true);
  });
});
