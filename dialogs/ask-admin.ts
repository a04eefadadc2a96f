import { ask, takeBack } from '../membership/actions/approvals.js';
import { type ApprovableAct, type Approval, isWaiting } from '../membership/approval.js';
import { askingProblem } from '../membership/asking.js';
import { adminsOf } from '../membership/partner.js';
import { actText, priceFacts } from './cards/approval.js';
import { labelsInAllLanguages } from './labels.js';
import { membersOnly } from './members-only.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure } from './procedure.js';
import { chooseOrYesNo, keepChoice } from './steps/choose.js';
import { catalogueOf, dateText, memberIn, offerText, orText, type Said, type Turn, todayOf, turnOf } from './turn.js';
import { readYesNo } from './understanding/yes-no.js';

interface AskDraft {
  act?: ApprovableAct;
  offer?: string;
  /** Minted before it is sent, so that a second tap finds the first one's request. */
  id?: string;
  note?: string;
  sure?: boolean;
  /** What is done about a request that waits already. */
  waiting?: 'keep' | 'withdraw';
}

const LONGEST_NOTE = 500;

/** P1: who lacks the role asks the partner's administrators; the request is shown before it goes to them. */
export const askAdmin: Procedure<AskDraft> = new Procedure<AskDraft>('ask-admin', 'askAdmin.title', 1, [
  membersOnly,
  {
    field: 'act',
    about: 'askAdmin.about',
    ask: (_draft, turn) => ({ text: turn.say('askAdmin.which'), choices: actChoices(turn) }),
    read: (said, _draft, turn) => keepChoice<AskDraft>('act', said, actChoices(turn), turn),
  },
  {
    field: 'offer',
    about: 'offer.about',
    ask: (_draft, turn) => ({ text: turn.say('askAdmin.whichOffer'), choices: offerChoices(turn) }),
    read: (said, _draft, turn) => keepChoice<AskDraft>('offer', said, offerChoices(turn), turn),
  },
  async (step) => {
    const turn = turnOf(step);
    const draft = draftOf<AskDraft>(step);
    const problem = waitingOf(draft, turn) ? undefined : problemOf(draft, turn);
    draft.id ??= turn.ports.newId();
    if (!problem) return step.next();
    await turn.send(problem);
    return step.endDialog();
  },
  {
    field: 'waiting',
    about: 'askAdmin.about',
    when: (draft, turn) => !!waitingOf(draft, turn),
    ask: (draft, turn) => ({ text: askedText(draft, turn), choices: waitingChoices(turn) }),
    read: (said, _draft, turn) => keepChoice<AskDraft>('waiting', said, waitingChoices(turn), turn),
  },
  async (step) => {
    const turn = turnOf(step);
    const draft = draftOf<AskDraft>(step);
    if (!draft.waiting) return step.next();
    await turn.send({ text: await keepOrWithdraw(draft, turn) });
    return step.endDialog();
  },
  {
    field: 'note',
    about: 'askAdmin.about',
    verbatim: true,
    ask: (_draft, turn) => ({ text: turn.say('askAdmin.note'), choices: skipChoices(turn) }),
    read: (said, _draft, turn) => readNote(said, turn),
  },
  {
    field: 'sure',
    about: 'askAdmin.about',
    ask: (draft, turn) => askSure(draft, turn),
    read: (said, _draft, turn) => {
      const read = chooseOrYesNo(said, sureChoices(turn), turn, { yes: 'send', no: 'stop' });
      if ('again' in read) return { again: turn.say('confirm.yesOrNo') };
      return read.chosen === 'stop' ? { stop: true } : { keep: { sure: true } };
    },
  },
  async (step) => {
    const turn = turnOf(step);
    await turn.send(await askNow(draftOf<AskDraft>(step), turn));
    return step.endDialog();
  },
]);

const wantedOf = ({ act = 'subscribe', offer = '' }: AskDraft) => ({ act, offerId: offer });

const actChoices = (turn: Turn): Choice[] => [
  { value: 'subscribe', label: turn.say('askAdmin.act.subscribe') },
  { value: 'renew', label: turn.say('askAdmin.act.renew') },
  { value: 'turn-off-auto-renew', label: turn.say('askAdmin.act.turnOff') },
];

const offerChoices = (turn: Turn): Choice[] =>
  catalogueOf(turn).offers.map(({ id, aliases }) => ({ value: id, label: offerText(turn, id), also: aliases }));

function waitingOf(draft: AskDraft, turn: Turn): Approval | undefined {
  const { account, member } = memberIn(turn);
  const { act, offerId } = wantedOf(draft);
  return account.approvals.find(
    (each) => each.act === act && each.offerId === offerId && each.by === member.id && isWaiting(each, todayOf(turn)),
  );
}

function problemOf(draft: AskDraft, turn: Turn): Message | undefined {
  const { account, member } = memberIn(turn);
  const wanted = wantedOf(draft);
  const problem = askingProblem(account, member, wanted, catalogueOf(turn), todayOf(turn));
  if (!problem) return undefined;
  const begin = [{ procedure: wanted.act, label: actText(wanted, turn), draft: { offer: wanted.offerId } }];
  // What stands against the act itself is said where the act is begun.
  return { text: turn.say(`askAdmin.problem.${problem.code}`), ...(problem.code === 'no-admins' ? {} : { begin }) };
}

const waitingChoices = (turn: Turn): Choice[] => [
  { value: 'keep', label: turn.say('people.keep') },
  { value: 'withdraw', label: turn.say('askAdmin.withdraw'), style: 'destructive' },
];

function askedText(draft: AskDraft, turn: Turn): string {
  const waiting = waitingOf(draft, turn);
  return turn.say('askAdmin.already', {
    act: actText(wantedOf(draft), turn),
    admins: adminsText(turn),
    date: dateText(turn, waiting?.until ?? todayOf(turn)),
  });
}

async function keepOrWithdraw(draft: AskDraft, turn: Turn): Promise<string> {
  const waiting = waitingOf(draft, turn);
  if (draft.waiting === 'keep' || !waiting) return turn.say('cards.kept');
  const { account, member } = memberIn(turn);
  const done = await takeBack(turn.ports, account.id, { id: waiting.id, by: member.id });
  await turn.refresh();
  return turn.say(done.ok ? 'askAdmin.withdrawn' : 'cards.kept');
}

const skipChoices = (turn: Turn): Choice[] => [
  { value: '', label: turn.say('askAdmin.noNote'), also: labelsInAllLanguages(['askAdmin.noNote', 'label.skip']) },
];

function readNote(said: Said, turn: Turn) {
  if (said.tap) return { keep: { note: '' } };
  const typed = said.text.trim();
  const skips = labelsInAllLanguages(['askAdmin.noNote', 'label.skip']).some(
    (label) => label.toLowerCase() === typed.toLowerCase(),
  );
  if (skips || readYesNo(typed) === 'no') return { keep: { note: '' } };
  return typed.length > LONGEST_NOTE
    ? { again: turn.say('askAdmin.noteTooLong', { limit: LONGEST_NOTE }) }
    : { keep: { note: typed } };
}

const adminsText = (turn: Turn): string =>
  orText(
    turn,
    adminsOf(memberIn(turn).account).map(({ name }) => name),
  );

const sureChoices = (turn: Turn): Choice[] => [
  { value: 'send', label: turn.say('askAdmin.send'), style: 'positive' },
  { value: 'stop', label: turn.say('label.stop') },
];

function askSure(draft: AskDraft, turn: Turn): Message {
  const { account } = memberIn(turn);
  const wanted = wantedOf(draft);
  const note: [string, string][] = draft.note ? [[turn.say('approval.note'), draft.note]] : [];
  return {
    text: turn.say('askAdmin.review', { admins: adminsText(turn) }),
    parts: [{ title: actText(wanted, turn) }, { facts: [...priceFacts(wanted, account, turn), ...note] }],
    choices: sureChoices(turn),
  };
}

async function askNow(draft: AskDraft, turn: Turn): Promise<Message> {
  const { account, member } = memberIn(turn);
  const { id = '', note } = draft;
  const asked = { id, ...wantedOf(draft), by: member.id, ...(note ? { note } : {}) };
  const done = await ask(turn.ports, account.id, asked);
  await turn.refresh();
  if (!done.ok) return problemOf(draft, turn) ?? { text: turn.say('choice.outdated') };
  return {
    text: turn.say('askAdmin.sent', { admins: adminsText(turn), date: dateText(turn, done.value.until) }),
    begin: [{ procedure: 'close', label: turn.say('label.close') }],
  };
}
