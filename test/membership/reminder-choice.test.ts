import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseReminders, wantsReminder } from '../../membership/reminder-choice.js';
import { REMINDER_KINDS, type ReminderKind } from '../../membership/reminder-kind.js';
import { ADMIN, accountWith, USER } from '../support/accounts.js';

const unwantedOf = (account: ReturnType<typeof accountWith>) =>
  REMINDER_KINDS.filter((kind) => account.members[0] && !wantsReminder(account.members[0], kind));

const choose = (account: ReturnType<typeof accountWith>, kinds: readonly ReminderKind[], wanted: boolean) =>
  chooseReminders(account, { by: ADMIN.id, kinds, wanted });

describe('Which reminders a member gets', () => {
  it('are all of them at first', () => assert.deepEqual(unwantedOf(accountWith()), []));

  it('are those that were not turned off, for this member alone', () => {
    const after = choose(accountWith(), ['after-expiry', 'before-expiry'], false);
    assert.deepEqual(after.members, [{ ...ADMIN, noReminders: ['before-expiry', 'after-expiry'] }, USER]);
  });

  it('are all of them again, with nothing left of the choice', () => {
    const none = choose(accountWith(), REMINDER_KINDS, false);
    assert.deepEqual(unwantedOf(none), [...REMINDER_KINDS]);
    assert.deepEqual(choose(none, REMINDER_KINDS, true), accountWith());
  });

  it('stay as they are for a stranger', () => {
    const account = accountWith();
    assert.equal(chooseReminders(account, { by: 'nobody', kinds: REMINDER_KINDS, wanted: false }), account);
  });

  it('are as was said last of each kind, and a choice made twice writes nothing', () => {
    const choice = fc.tuple(fc.subarray([...REMINDER_KINDS]), fc.boolean());
    fc.assert(
      fc.property(fc.array(choice), (choices) => {
        const after = choices.reduce((account, [kinds, wanted]) => choose(account, kinds, wanted), accountWith());
        for (const kind of REMINDER_KINDS) {
          const last = choices.findLast(([kinds]) => kinds.includes(kind));
          assert.equal(unwantedOf(after).includes(kind), last?.[1] === false);
        }
        const [kinds, wanted] = choices.at(-1) ?? [[], true];
        assert.equal(choose(after, kinds, wanted), after);
      }),
    );
  });
});
