import type { WaterfallStep } from 'botbuilder-dialogs';
import { changeRole, dismiss, inviteMember, revokeInvitation } from '../membership/actions/people.js';
import { codeText } from '../membership/invitation.js';
import { type Member, memberOf } from '../membership/partner.js';
import { mayGive, mayManagePeople, ROLES, type Role } from '../membership/roles.js';
import { membersWhoMay, openInvitations, peopleMessage, roleText } from './cards/people.js';
import { labelsInAllLanguages } from './labels.js';
import { membersOnly } from './members-only.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure, type Reading } from './procedure.js';
import { chooseOrYesNo, keepChoice } from './steps/choose.js';
import { dateText, memberIn, orText, type Said, type Turn, todayOf, turnOf } from './turn.js';

interface PeopleDraft {
  /** A member's id, the id of an invitation, or what else was chosen. */
  who?: string;
  /** `give:<role>`, `take:<role>`, `remove`, `revoke` or `keep`. */
  act?: string;
  role?: Role;
  sure?: boolean;
  /** Minted before it is made, so that a second tap finds the first one's invitation. */
  invitation?: string;
}

const INVITE = 'invite';
const DONE = 'done';

/** Buttons for people on the list; the rest are reached by writing their names. */
const MOST_BUTTONS = 12;

/** P8: who belongs to the partner and what they may do: look, invite, give and take roles, remove. */
export const people: Procedure<PeopleDraft> = new Procedure<PeopleDraft>('people', 'people.title', 1, [
  membersOnly,
  async (step) => {
    const turn = turnOf(step);
    if (mayManagePeople(memberIn(turn).member)) return step.next();
    await turn.send({ ...peopleMessage(turn), text: problemText('no-role', '', turn) });
    return step.endDialog();
  },
  {
    field: 'who',
    about: 'people.about',
    ask: (_draft, turn) => askWho(turn),
    read: (said, _draft, turn) => keepChoice<PeopleDraft>('who', said, whoChoices(turn), turn),
  },
  async (step) => (draftOf<PeopleDraft>(step).who === DONE ? step.replaceDialog('close') : step.next()),
  {
    field: 'role',
    about: 'people.about',
    when: (draft) => draft.who === INVITE,
    ask: (_draft, turn) => ({ text: turn.say('people.askRole'), choices: roleChoices(turn) }),
    read: readRole,
  },
  {
    field: 'act',
    about: 'people.about',
    when: (draft) => draft.who !== INVITE,
    ask: (draft, turn) => askAct(draft, turn),
    read: (said, draft, turn) => keepChoice<PeopleDraft>('act', said, actChoices(draft, turn), turn),
  },
  {
    field: 'sure',
    about: 'people.about',
    when: (draft) => draft.act === 'remove' || !!draft.act?.startsWith('take:'),
    deliberate: true,
    ask: (draft, turn) => ({ text: askSure(draft, turn), choices: sureChoices(draft, turn) }),
    read: (said, draft, turn) => {
      const read = chooseOrYesNo(said, sureChoices(draft, turn), turn, { yes: 'yes', no: 'keep' });
      return 'again' in read ? { again: turn.say('confirm.yesOrNo') } : { keep: { sure: read.chosen === 'yes' } };
    },
  },
  doStep,
]);

function askWho(turn: Turn): Message {
  return { ...peopleMessage(turn), choices: shown(whoChoices(turn)) };
}

/** The ends of a long list are what is done with it; people in the middle can be written. */
const shown = (choices: Choice[]): Choice[] =>
  choices.length <= MOST_BUTTONS ? choices : [...choices.slice(0, MOST_BUTTONS - 2), ...choices.slice(-2)];

function whoChoices(turn: Turn): Choice[] {
  const { members } = memberIn(turn).account;
  return [
    ...members.map(({ id, name, email }) => ({ value: id, label: name, also: [email] })),
    ...openInvitations(turn).map(({ id, code }) => ({
      value: id,
      label: turn.say('people.invitation', { code: codeText(code) }),
      also: [code, codeText(code)],
    })),
    { value: INVITE, label: turn.say('people.invite'), also: labelsInAllLanguages(['people.invite']) },
    { value: DONE, label: turn.say('pay.done'), also: labelsInAllLanguages(['pay.done', 'label.close']) },
  ];
}

const roleChoices = (turn: Turn): Choice[] =>
  ROLES.filter((role) => mayGive(memberIn(turn).member, role)).map((role) => ({
    value: role,
    label: roleText(role, turn),
    also: labelsInAllLanguages([`role.${role}`]),
  }));

function readRole(said: Said, draft: PeopleDraft, turn: Turn): Reading<PeopleDraft> {
  const read = keepChoice<PeopleDraft>('role', said, roleChoices(turn), turn);
  draft.invitation ??= turn.ports.newId();
  return read;
}

const chosenMember = (draft: PeopleDraft, turn: Turn): Member | undefined =>
  memberOf(memberIn(turn).account, draft.who ?? '');

const nameOf = (draft: PeopleDraft, turn: Turn): string => chosenMember(draft, turn)?.name ?? '';

function askAct(draft: PeopleDraft, turn: Turn): Message {
  const member = chosenMember(draft, turn);
  const invitation = openInvitations(turn).find(({ id }) => id === draft.who);
  const text = member
    ? turn.say('people.what', { name: member.name })
    : turn.say('people.whatInvitation', { code: invitation ? codeText(invitation.code) : '' });
  return { text, choices: actChoices(draft, turn) };
}

function actChoices(draft: PeopleDraft, turn: Turn): Choice[] {
  const { member: by } = memberIn(turn);
  const member = chosenMember(draft, turn);
  const keep = { value: 'keep', label: turn.say('people.keep'), also: labelsInAllLanguages(['people.keep']) };
  if (!member) return [{ value: 'revoke', label: turn.say('people.revoke'), style: 'destructive' }, keep];
  const roles = ROLES.filter((role) => role !== 'user' && mayGive(by, role));
  return [
    ...roles.map((role): Choice => {
      const has = member.roles.includes(role);
      const label = turn.say(has ? 'people.take' : 'people.give', { role: roleText(role, turn) });
      return { value: `${has ? 'take' : 'give'}:${role}`, label, also: labelsInAllLanguages([`role.${role}`]) };
    }),
    {
      value: 'remove',
      label: turn.say('people.remove', { name: member.name }),
      style: 'destructive',
      also: labelsInAllLanguages(['cards.remove']),
    },
    keep,
  ];
}

const roleIn = (act: string): Role => act.slice(act.indexOf(':') + 1) as Role;

function askSure(draft: PeopleDraft, turn: Turn): string {
  const values = { name: nameOf(draft, turn), organisation: memberIn(turn).account.organisation };
  if (draft.act === 'remove') return turn.say('people.sureRemove', values);
  return turn.say('people.sureTake', { ...values, role: roleText(roleIn(draft.act ?? ''), turn) });
}

const sureChoices = (draft: PeopleDraft, turn: Turn): Choice[] => [
  {
    value: 'yes',
    label:
      draft.act === 'remove'
        ? turn.say('people.remove', { name: nameOf(draft, turn) })
        : turn.say('people.take', { role: roleText(roleIn(draft.act ?? ''), turn) }),
    style: 'destructive',
  },
  { value: 'keep', label: turn.say('people.keep') },
];

async function doStep(step: Parameters<WaterfallStep>[0]) {
  const turn = turnOf(step);
  const draft = draftOf<PeopleDraft>(step);
  const needsYes = draft.act === 'remove' || draft.act?.startsWith('take:');
  if (draft.who === INVITE) await turn.send(await inviteNow(draft, turn));
  else if (draft.act === 'keep' || (needsYes && !draft.sure)) await turn.send(ended(turn.say('cards.kept'), turn));
  else await turn.send(ended(await changeNow(draft, turn), turn));
  return step.endDialog();
}

async function inviteNow(draft: PeopleDraft, turn: Turn): Promise<Message> {
  const { account, member } = memberIn(turn);
  const { role = 'user', invitation: id = '' } = draft;
  const invited = await inviteMember(turn.ports, account.id, { id, role, by: member.id });
  await turn.refresh();
  if (!invited.ok) return ended(problemText(invited.problem.code, '', turn), turn);
  const { code, expiresAt } = invited.value;
  const until = dateText(turn, todayOf({ ...turn, now: expiresAt }));
  return {
    ...ended(turn.say('people.invited'), turn),
    parts: [
      { title: codeText(code) },
      {
        facts: [
          [turn.say('people.roleLabel'), roleText(role, turn)],
          [turn.say('people.validUntil'), until],
        ],
      },
    ],
  };
}

async function changeNow(draft: PeopleDraft, turn: Turn): Promise<string> {
  const { account, member } = memberIn(turn);
  const { who = '', act = '' } = draft;
  const name = nameOf(draft, turn);
  if (act === 'revoke') {
    const revoked = await revokeInvitation(turn.ports, account.id, { id: who, by: member.id });
    await turn.refresh();
    return revoked.ok ? turn.say('people.revoked') : problemText(revoked.problem.code, name, turn);
  }
  const asked = { member: who, by: member.id };
  const way = act.startsWith('give:') ? 'give' : 'take';
  const changed =
    act === 'remove'
      ? await dismiss(turn.ports, account.id, asked)
      : await changeRole(turn.ports, account.id, { ...asked, role: roleIn(act) }, way);
  await turn.refresh();
  if (!changed.ok) return problemText(changed.problem.code, name, turn);
  if (act === 'remove') return turn.say('people.removed', { name, organisation: account.organisation });
  return turn.say(way === 'give' ? 'people.given' : 'people.taken', { name, role: roleText(roleIn(act), turn) });
}

type Problem = 'no-role' | 'no-such-member' | 'role-not-yours' | 'last-admin' | 'too-many-invitations';

const problemText = (code: Problem, name: string, turn: Turn): string =>
  turn.say(`people.problem.${code}`, { name, admins: orText(turn, membersWhoMay(mayManagePeople, turn)) });

/** Who removed themselves, or took their own role, has nothing more to do here. */
const ended = (text: string, turn: Turn): Message => ({
  text,
  begin:
    turn.speaker.kind === 'member' && mayManagePeople(turn.speaker.member)
      ? [
          { procedure: 'people', label: turn.say('people.title') },
          { procedure: 'close', label: turn.say('label.close') },
        ]
      : [],
});
