import { turnOff } from '../membership/actions/auto-renew.js';
import { latestTerm, latestTerms, type Subscription } from '../membership/subscription.js';
import { turnOffRefusal } from '../membership/turning-off.js';
import { answerMessage } from './cards/approval.js';
import { renewedSinceMessage, turnedOffMessage, turnOffRefusalMessage, turnOffWarning } from './cards/auto-renew.js';
import { type HeldDraft, heldOfferStep, settleHeldOffer } from './eligibility.js';
import { membersOnly } from './members-only.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure, type Reading } from './procedure.js';
import { chooseFrom } from './steps/choose.js';
import { memberIn, offerText, type Said, type Turn, todayOf, turnOf } from './turn.js';
import { readFirmYes } from './understanding/yes-no.js';

interface TurnOffDraft extends HeldDraft {
  /** The term that the person was shown: a yes counts for it alone. */
  term?: string;
  sure?: boolean;
  /** The member's request on which it is done. */
  approval?: string;
}

/** P4: purchased offers → the subscription's details → Turn off automatic renewal, after a warning and a deliberate yes. */
export const turnOffAutoRenew: Procedure<TurnOffDraft> = new Procedure<TurnOffDraft>(
  'turn-off-auto-renew',
  'label.turnOffAutoRenew',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      return (await settleRenewing(draftOf<TurnOffDraft>(step), turn)) ? step.next() : step.endDialog();
    },
    heldOfferStep<TurnOffDraft>('turnOff.which'),
    async (step) => {
      const turn = turnOf(step);
      const draft = draftOf<TurnOffDraft>(step);
      const term = termOf(draft, turn);
      const { account, member } = memberIn(turn);
      const refusal = turnOffRefusal(account, member, term, todayOf(turn));
      draft.term = term.id;
      if (!refusal) return step.next();
      await turn.send(turnOffRefusalMessage(refusal, term, turn));
      return step.endDialog();
    },
    {
      field: 'sure',
      about: 'turnOff.about',
      deliberate: true,
      ask: (draft, turn) => {
        const term = termOf(draft, turn);
        return { ...turnOffWarning(term, turn), choices: sureChoices(term, turn) };
      },
      read: (said, draft, turn) => readSure(said, termOf(draft, turn), turn),
    },
    async (step) => {
      const turn = turnOf(step);
      const draft = draftOf<TurnOffDraft>(step);
      await turn.send(draft.sure ? await turnOffNow(draft, turn) : keptMessage(draft, turn));
      return step.endDialog();
    },
  ],
  'task',
  undefined,
  (draft, turn) => draft.term !== undefined && latestTerm(memberIn(turn).account, draft.offer ?? '')?.id !== draft.term,
);

/** Where just one of several renews itself, that one is meant. */
async function settleRenewing(draft: TurnOffDraft, turn: Turn): Promise<boolean> {
  if (!(await settleHeldOffer(draft, turn, 'turnOff.nothingHeld'))) return false;
  if (draft.offer) return true;
  const renewing = latestTerms(memberIn(turn).account).filter(({ autoRenew }) => autoRenew);
  if (renewing.length === 1) draft.offer = renewing[0]?.offerId;
  return true;
}

async function turnOffNow(draft: TurnOffDraft, turn: Turn): Promise<Message> {
  const { account, member } = memberIn(turn);
  const term = termOf(draft, turn);
  const done = await turnOff(turn.ports, account.id, {
    termId: term.id,
    by: member.id,
    approval: draft.approval,
  });
  await turn.refresh();
  if (done.ok) return turnedOffMessage(done.value, turn);
  if (done.problem.code === 'renewed-since') return renewedSinceMessage(done.problem.subscription, turn);
  if (done.problem.code === 'approval-answered')
    return answerMessage(done.problem.approval, memberIn(turn).account, turn);
  if (done.problem.code === 'no-such-term') throw new Error(`There is no term ${term.id}`);
  return turnOffRefusalMessage(done.problem, term, turn);
}

const keptMessage = ({ offer = '' }: TurnOffDraft, turn: Turn): Message => ({
  text: turn.say('turnOff.kept', { offer: offerText(turn, offer) }),
});

function termOf({ term: id, offer = '' }: TurnOffDraft, turn: Turn): Subscription {
  const { account } = memberIn(turn);
  const term = id ? account.subscriptions.find((each) => each.id === id) : latestTerm(account, offer);
  if (!term) throw new Error(`The partner has no term ${id ?? `of ${offer}`}`);
  return term;
}

const sureChoices = ({ id }: Subscription, turn: Turn): Choice[] => [
  {
    value: 'yes',
    label: turn.say('turnOff.yes'),
    style: 'destructive',
    deliberate: turn.say('label.yes'),
    data: { term: id },
  },
  { value: 'no', label: turn.say('turnOff.keep') },
];

/** A tap on this very card, or an unmistakable yes, and nothing else. */
function readSure(said: Said, term: Subscription, turn: Turn): Reading<TurnOffDraft> {
  const yes = turn.say('turnOff.yes');
  const again = { again: turn.say('turnOff.notUnderstood', { yes, no: turn.say('turnOff.keep') }) };
  const typed = said.tap ? undefined : readFirmYes(said.text, yes);
  if (typed !== undefined) return { keep: { sure: typed } };
  const read = chooseFrom(said, sureChoices(term, turn), turn);
  if ('again' in read) return said.tap ? read : again;
  if (read.chosen === 'no') return { keep: { sure: false } };
  return said.tap ? { keep: { sure: true } } : again;
}
