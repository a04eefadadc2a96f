import { comeIn as comeInWith, invitationBehind } from '../membership/actions/people.js';
import { invitationCode } from '../membership/invitation.js';
import { roleText } from './cards/people.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure } from './procedure.js';
import { acceptsOffered, chooseOrYesNo } from './steps/choose.js';
import { type Said, type Turn, turnOf } from './turn.js';
import { readEmail, readName } from './understanding/contact.js';

interface ComeInDraft {
  code?: string;
  organisation?: string;
  role?: string;
  memberId?: string;
  name?: string;
  email?: string;
  confirmed?: boolean;
}

/** A visitor writes an invitation's code, says who they are, and becomes a member of the partner (issue 3). */
export const comeIn: Procedure<ComeInDraft> = new Procedure<ComeInDraft>('come-in', 'comeIn.title', 1, [
  async (step) => {
    const turn = turnOf(step);
    const refused = await refusal(draftOf<ComeInDraft>(step), turn);
    if (!refused) return step.next();
    await turn.send({ text: refused });
    return step.endDialog();
  },
  {
    field: 'name',
    about: 'comeIn.title',
    freeText: true,
    ask: (draft, turn) => askName(draft, turn),
    read: (said, _draft, turn) => {
      const own = ownName(turn);
      const name = own && acceptsOffered(said) ? own : readName(typedOrTapped(said));
      return name ? { keep: { name } } : { again: turn.say('contact.contactNameWrong') };
    },
  },
  {
    field: 'email',
    about: 'comeIn.title',
    ask: (_draft, turn) => ({ text: turn.say('comeIn.email') }),
    read: (said, _draft, turn) => {
      const email = readEmail(typedOrTapped(said));
      return email ? { keep: { email } } : { again: turn.say('contact.contactEmailWrong') };
    },
  },
  {
    field: 'confirmed',
    about: 'comeIn.title',
    ask: (draft, turn) => askReview(draft, turn),
    read: (said, _draft, turn) => {
      const read = chooseOrYesNo<string>(said, choices(turn), turn, { yes: 'come-in', no: 'stop' });
      if ('again' in read) return { again: turn.say('confirm.yesOrNo') };
      return read.chosen === 'stop' ? { stop: true } : { keep: { confirmed: true } };
    },
  },
  async (step) => {
    const turn = turnOf(step);
    await turn.send(await comeInNow(draftOf<ComeInDraft>(step), turn));
    return step.endDialog();
  },
]);

const typedOrTapped = (said: Said): string => (said.tap ? String(said.tap.data.value ?? '') : said.text);

/** Why this code leads nowhere for who wrote it; undefined where it does, with what it leads to kept in the draft. */
async function refusal(draft: ComeInDraft, turn: Turn): Promise<string | undefined> {
  const { speaker } = turn;
  if (!turn.personal) return turn.say('channel.personalOnly');
  if (speaker.kind === 'agent') return turn.say('agent.partnersOnly');
  if (speaker.kind === 'member')
    return turn.say('comeIn.alreadyMember', { organisation: speaker.account.organisation });
  if (speaker.anonymous) return turn.say('join.signInFirst');
  const code = invitationCode(draft.code ?? '');
  const found = code ? await invitationBehind(turn.ports, code) : undefined;
  if (!code || !found) return turn.say('comeIn.problem.no-such-invitation');
  const { tenant } = found.account;
  if (tenant && speaker.tenant && speaker.tenant !== tenant) return turn.say('comeIn.problem.other-tenant');
  Object.assign(draft, { code, organisation: found.account.organisation, role: roleText(found.invitation.role, turn) });
  draft.memberId ??= turn.ports.newId();
  return undefined;
}

const ownName = (turn: Turn): string | undefined =>
  turn.speaker.kind === 'visitor' ? readName(turn.speaker.name ?? '') : undefined;

function askName({ organisation = '', role = '' }: ComeInDraft, turn: Turn): Message {
  const own = ownName(turn);
  return {
    text: turn.say('comeIn.welcome', { organisation, role }),
    ...(own ? { choices: [{ value: own, label: own }] } : {}),
  };
}

const choices = (turn: Turn): Choice[] => [
  { value: 'come-in', label: turn.say('comeIn.accept'), style: 'positive' },
  { value: 'stop', label: turn.say('label.stop') },
];

const askReview = ({ organisation = '', role = '', name = '', email = '' }: ComeInDraft, turn: Turn): Message => ({
  text: turn.say('comeIn.review', { organisation }),
  parts: [
    {
      facts: [
        [turn.say('join.organisationLabel'), organisation],
        [turn.say('people.roleLabel'), role],
        [turn.say('comeIn.nameLabel'), name],
        [turn.say('contact.contactEmail'), email],
      ],
    },
  ],
  choices: choices(turn),
});

async function comeInNow(draft: ComeInDraft, turn: Turn): Promise<Message> {
  const { code = '', memberId = '', name = '', email = '' } = draft;
  const { person } = turn.speaker;
  const tenant = turn.speaker.kind === 'visitor' ? turn.speaker.tenant : undefined;
  const done = await comeInWith(turn.ports, code, { memberId, person, tenant, name, email });
  await turn.refresh();
  if (!done.ok) {
    if (done.problem.code === 'taken' && turn.speaker.kind === 'member')
      return { text: turn.say('comeIn.alreadyMember', { organisation: turn.speaker.account.organisation }) };
    const problem = done.problem.code === 'other-tenant' ? done.problem.code : 'no-such-invitation';
    return { text: turn.say(`comeIn.problem.${problem}`) };
  }
  return {
    text: turn.say('comeIn.done', { organisation: done.value.account.organisation }),
    begin: [
      { procedure: 'my-membership', label: turn.say('menu.myMembership') },
      { procedure: 'levels', label: turn.say('menu.levels') },
    ],
  };
}
