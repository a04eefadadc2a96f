import { forgetReminder, setReminders } from '../membership/actions/reminders.js';
import { adminsOf } from '../membership/partner.js';
import { wantsReminder } from '../membership/reminder-choice.js';
import { REMINDER_KINDS, type ReminderKind } from '../membership/reminder-kind.js';
import { mayBuy } from '../membership/roles.js';
import { membersOnly } from './members-only.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure } from './procedure.js';
import { keepChoice } from './steps/choose.js';
import { dateText, memberIn, offerText, orText, type Turn, turnOf } from './turn.js';

interface RemindersDraft {
  /** `on:<kind>`, `off:<kind>`, `forget:<term>` or `close`: what shall be, so that a second tap does nothing. */
  choice?: string;
}

/** A member chooses which reminders to get; receipts and payment failures always come (issue 3, Notices). */
export const reminderSettings: Procedure<RemindersDraft> = new Procedure<RemindersDraft>(
  'reminders',
  'reminders.title',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      if (choicesOf(turn).length > 1) return step.next();
      await turn.send({ text: turn.say('reminders.forAdmins', { admins: adminNames(turn) }) });
      return step.endDialog();
    },
    {
      field: 'choice',
      about: 'reminders.title',
      ask: (_draft, turn) => settingsMessage(turn),
      read: (said, _draft, turn) => keepChoice<RemindersDraft>('choice', said, choicesOf(turn), turn),
    },
    async (step) => {
      const turn = turnOf(step);
      const { choice = '' } = draftOf<RemindersDraft>(step);
      if (choice === 'close') {
        await turn.send({ text: turn.say('reminders.kept') });
        return step.endDialog();
      }
      await turn.send({ text: await keep(choice, turn) });
      return step.replaceDialog('reminders');
    },
  ],
  'answer',
);

async function keep(choice: string, turn: Turn): Promise<string> {
  const { account, member } = memberIn(turn);
  const [act, about = ''] = choice.split(/:(.*)/s);
  if (act === 'forget') {
    await forgetReminder(turn.ports, account.id, member.id, about);
    await turn.refresh();
    return turn.say('reminders.forgotten');
  }
  const kinds = REMINDER_KINDS.filter((kind) => about === 'all' || kind === about);
  const wanted = act === 'on';
  await setReminders(turn.ports, account.id, { by: member.id, kinds, wanted });
  await turn.refresh();
  if (about === 'all') return turn.say(wanted ? 'reminders.allOn' : 'reminders.allOff');
  const name = turn.say(`reminders.${about as ReminderKind}`);
  return turn.say(wanted ? 'reminders.turnedOn' : 'reminders.turnedOff', { name });
}

function settingsMessage(turn: Turn): Message {
  const { member } = memberIn(turn);
  const state = (kind: ReminderKind) => turn.say(wantsReminder(member, kind) ? 'membership.on' : 'membership.off');
  const kinds = mayBuy(member) ? REMINDER_KINDS : [];
  const requested = (member.requestedReminders ?? []).map(({ offerId, on }) =>
    turn.say('reminders.requested', { offer: offerText(turn, offerId), date: dateText(turn, on) }),
  );
  return {
    text: turn.say('reminders.ask'),
    parts: [
      ...(kinds.length
        ? [{ facts: kinds.map((kind): [string, string] => [turn.say(`reminders.${kind}`), state(kind)]) }]
        : []),
      ...requested.map((text) => ({ text })),
      { text: turn.say('reminders.always'), subtle: true },
    ],
    choices: choicesOf(turn),
  };
}

/** What can be turned on or off, what was asked for and can be forgotten, and the way out. */
function choicesOf(turn: Turn): Choice[] {
  const { member } = memberIn(turn);
  const kinds = mayBuy(member) ? REMINDER_KINDS : [];
  return [
    ...kinds.map((kind) => toggle(kind, wantsReminder(member, kind), turn)),
    ...(kinds.length ? [{ value: 'on:all', label: turn.say('reminders.all') }] : []),
    ...(kinds.length ? [{ value: 'off:all', label: turn.say('reminders.none') }] : []),
    ...(member.requestedReminders ?? []).map(({ termId, on }) => ({
      value: `forget:${termId}`,
      label: turn.say('reminders.forget', { date: dateText(turn, on) }),
    })),
    { value: 'close', label: turn.say('label.close') },
  ];
}

function toggle(kind: ReminderKind, isOn: boolean, turn: Turn): Choice {
  const name = turn.say(`reminders.${kind}`);
  return {
    value: `${isOn ? 'off' : 'on'}:${kind}`,
    label: turn.say(isOn ? 'reminders.turnOff' : 'reminders.turnOn', { name }),
  };
}

const adminNames = (turn: Turn): string =>
  orText(
    turn,
    adminsOf(memberIn(turn).account).map(({ name }) => name),
  );
