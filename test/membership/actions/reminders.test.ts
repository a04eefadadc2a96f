import assert from 'node:assert/strict';
import { runDuties } from '../../../membership/actions/duties.js';
import { forgetReminder, remindMe, setReminders } from '../../../membership/actions/reminders.js';
import { REMINDER_KINDS } from '../../../membership/reminder-kind.js';
import { ADMIN, accountWith, answerOf, on, PACK, problemOf, termUntil } from '../../support/accounts.js';
import { eachWithWorkshop } from './workshop.js';

const TERM = termUntil('2026-07-22');
const ASKED = { offerId: PACK.id, by: ADMIN.id };

describe('reminders, as actions', () => {
  const workshop = eachWithWorkshop(() => accountWith({ subscriptions: [TERM] }));
  const admin = async () => (await workshop().account()).members[0];
  const remind = () => remindMe(workshop().ports, 'wingtip', ASKED);

  it('keeps one of two taps at once, and answers both with its day', async () => {
    const taps = await Promise.all([remind(), remind()]);
    assert.deepEqual(
      taps.map((each) => answerOf(each).on),
      ['2026-07-23', '2026-07-23'],
    );
    assert.equal((await admin())?.requestedReminders?.length, 1);
  });

  it('tells on the day, once, however many ask at the same time what is due', async () => {
    answerOf(await remind());
    workshop().now = on('2026-07-23');
    await Promise.all([1, 2, 3].map(() => runDuties(workshop().ports)));
    const { notices } = await workshop().account();
    assert.equal(notices.filter(({ kind }) => kind === 'requested-reminder').length, 1);
    assert.ok(workshop().kicked.includes('wingtip'));
    assert.equal((await admin())?.requestedReminders, undefined);
  });

  it('has kept nothing where the process stops before it is written', async () => {
    await assert.rejects(remindMe(workshop().failing('change'), 'wingtip', ASKED), /stopped/);
    assert.deepEqual(await admin(), ADMIN);
  });

  it('is refused once the subscription can be renewed', async () => {
    workshop().now = on('2026-07-23');
    assert.equal(problemOf(await remind()).code, 'no-day');
  });

  it('is forgotten, and then not told', async () => {
    answerOf(await remind());
    for (let tap = 1; tap <= 2; tap += 1) await forgetReminder(workshop().ports, 'wingtip', ADMIN.id, TERM.id);
    workshop().now = on('2026-07-23');
    await runDuties(workshop().ports);
    const { notices } = await workshop().account();
    assert.deepEqual(
      notices.filter(({ kind }) => kind === 'requested-reminder'),
      [],
    );
  });

  it('sends no reminders of a kind that is turned off, but what was asked for', async () => {
    answerOf(await remind());
    await setReminders(workshop().ports, 'wingtip', { by: ADMIN.id, kinds: REMINDER_KINDS, wanted: false });
    workshop().now = on('2026-08-21');
    await runDuties(workshop().ports);
    const { notices } = await workshop().account();
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['requested-reminder'],
    );
  });
});
