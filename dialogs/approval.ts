import { decline } from '../membership/actions/approvals.js';
import { type Approval, approvalOf, isWaiting, waitingFor } from '../membership/approval.js';
import { mayBuy } from '../membership/roles.js';
import { actText, answerMessage, approvalParts } from './cards/approval.js';
import { labelsInAllLanguages } from './labels.js';
import { membersOnly } from './members-only.js';
import type { Choice, Message } from './message.js';
import { noRoleMessage } from './problems.js';
import { draftOf, Procedure } from './procedure.js';
import { keepChoice } from './steps/choose.js';
import { memberIn, type Said, type Turn, todayOf, turnOf } from './turn.js';
import { readYesNo } from './understanding/yes-no.js';

interface ApprovalDraft {
  approval?: string;
  answer?: 'approve' | 'decline' | 'later';
  reason?: string;
}

/**
 * An administrator answers a member's request. Approving is doing: it begins what was asked for, filled in, with the
 * administrator's own review and the same checks; the request is approved by what comes of it (docs/decisions/011).
 */
export const approval: Procedure<ApprovalDraft> = new Procedure<ApprovalDraft>('approval', 'approval.title', 1, [
  membersOnly,
  async (step) => {
    const turn = turnOf(step);
    const draft = draftOf<ApprovalDraft>(step);
    const waiting = waitingHere(turn);
    const problem = await refusal(draft, waiting, turn);
    if (!draft.approval && waiting.length === 1) draft.approval = waiting[0]?.id;
    return problem ? step.endDialog() : step.next();
  },
  {
    field: 'approval',
    about: 'approval.about',
    ask: (_draft, turn) => ({ text: turn.say('approval.which'), choices: waitingChoices(turn) }),
    read: (said, _draft, turn) => keepChoice<ApprovalDraft>('approval', said, waitingChoices(turn), turn),
  },
  {
    field: 'answer',
    about: 'approval.about',
    ask: (draft, turn) => askAnswer(draft, turn),
    read: (said, _draft, turn) => keepChoice<ApprovalDraft>('answer', said, answerChoices(turn), turn),
  },
  async (step) => {
    const turn = turnOf(step);
    const draft = draftOf<ApprovalDraft>(step);
    const asked = approvalIn(draft, turn);
    if (draft.answer === 'decline') return step.next();
    if (draft.answer === 'approve' && asked)
      return step.replaceDialog(asked.act, { offer: asked.offerId, approval: asked.id });
    await turn.send({ text: turn.say('approval.later') });
    return step.endDialog();
  },
  {
    field: 'reason',
    about: 'approval.about',
    verbatim: true,
    ask: (_draft, turn) => ({ text: turn.say('approval.reason'), choices: noReason(turn) }),
    read: (said) => readReason(said),
  },
  async (step) => {
    const turn = turnOf(step);
    const draft = draftOf<ApprovalDraft>(step);
    const { account, member } = memberIn(turn);
    const { approval: id = '', reason } = draft;
    const done = await decline(turn.ports, account.id, { id, by: member.id, ...(reason ? { reason } : {}) });
    await turn.refresh();
    const asked = approvalIn(draft, turn);
    const isDone = done.ok && asked;
    if (isDone) await turn.send({ text: turn.say('approval.youDeclined', { act: actText(asked, turn) }) });
    else if (asked) await turn.send(answerMessage(asked, memberIn(turn).account, turn));
    else await turn.send({ text: turn.say('choice.outdated') });
    return step.endDialog();
  },
]);

const waitingHere = (turn: Turn): Approval[] => {
  const { account, member } = memberIn(turn);
  return waitingFor(account, member, todayOf(turn));
};

const approvalIn = ({ approval: id = '' }: ApprovalDraft, turn: Turn): Approval | undefined =>
  approvalOf(memberIn(turn).account, id);

/** Says what stands against an answer: the role, that nothing waits, or that it was answered; true where something does. */
async function refusal(draft: ApprovalDraft, waiting: Approval[], turn: Turn): Promise<boolean> {
  const { account, member } = memberIn(turn);
  const asked = approvalIn(draft, turn);
  if (!mayBuy(member)) await turn.send(noRoleMessage(turn));
  else if (asked && !isWaiting(asked, todayOf(turn))) await turn.send(answerMessage(asked, account, turn));
  else if (!asked && !waiting.length) await turn.send({ text: turn.say('approval.none') });
  else return false;
  return true;
}

const waitingChoices = (turn: Turn): Choice[] =>
  waitingHere(turn).map((asked) => ({ value: asked.id, label: actText(asked, turn) }));

const answerChoices = (turn: Turn): Choice[] => [
  { value: 'approve', label: turn.say('approval.review'), also: labelsInAllLanguages(['approval.review']) },
  { value: 'decline', label: turn.say('approval.decline'), also: labelsInAllLanguages(['approval.decline']) },
  { value: 'later', label: turn.say('approval.notNow'), also: labelsInAllLanguages(['approval.notNow']) },
];

function askAnswer(draft: ApprovalDraft, turn: Turn): Message {
  const asked = approvalIn(draft, turn);
  if (!asked) throw new Error(`There is no request ${draft.approval}`);
  return {
    text: turn.say('approval.what'),
    parts: approvalParts(asked, memberIn(turn).account, turn),
    choices: answerChoices(turn),
  };
}

const noReason = (turn: Turn): Choice[] => [{ value: '', label: turn.say('approval.noReason') }];

const LONGEST_REASON = 500;

function readReason(said: Said) {
  const typed = said.tap ? '' : said.text.trim();
  const isNone = labelsInAllLanguages(['approval.noReason', 'label.skip']).includes(typed) || readYesNo(typed) === 'no';
  return { keep: { reason: isNone ? '' : typed.slice(0, LONGEST_REASON) } };
}
