import { remindMe as keepReminder } from '../membership/actions/reminders.js';
import { reminderDay } from '../membership/requested-reminders.js';
import { latestTerms } from '../membership/subscription.js';
import { eligibilityMessage } from './cards/eligibility.js';
import { eligibilityOf, type HeldDraft, heldOfferStep, settleHeldOffer } from './eligibility.js';
import { membersOnly } from './members-only.js';
import type { Message } from './message.js';
import { draftOf, Procedure } from './procedure.js';
import { dateText, memberIn, offerText, type Turn, turnOf } from './turn.js';

/** P2's "remind me then": on the day on which the subscription can be renewed, the person hears of it. */
export const remindMe = new Procedure<HeldDraft>(
  'remind-me',
  'remind.title',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      return (await settleRemindable(draftOf<HeldDraft>(step), turn)) ? step.next() : step.endDialog();
    },
    heldOfferStep<HeldDraft>('remind.which'),
    async (step) => {
      const turn = turnOf(step);
      await turn.send(await remindOf(draftOf<HeldDraft>(step).offer as string, turn));
      return step.endDialog();
    },
  ],
  'answer',
);

/** Where a day is known for just one of several, that one is meant. */
async function settleRemindable(draft: HeldDraft, turn: Turn): Promise<boolean> {
  if (!(await settleHeldOffer(draft, turn))) return false;
  if (draft.offer) return true;
  const terms = latestTerms(memberIn(turn).account);
  const remindable = terms.filter(({ offerId }) => reminderDay(eligibilityOf(offerId, turn)));
  if (remindable.length === 1) draft.offer = remindable[0]?.offerId;
  return true;
}

/** Where no day is known there is nothing to wait for: the conditions say what can be done, or why not. */
async function remindOf(offerId: string, turn: Turn): Promise<Message> {
  const { account, member } = memberIn(turn);
  const kept = await keepReminder(turn.ports, account.id, { offerId, by: member.id });
  await turn.refresh();
  if (!kept.ok) return eligibilityMessage(eligibilityOf(offerId, turn), turn);
  const values = { offer: offerText(turn, offerId), date: dateText(turn, kept.value.on) };
  const begin = [
    { procedure: 'reminders', label: turn.say('reminders.title') },
    { procedure: 'close', label: turn.say('label.close') },
  ];
  return { text: turn.say('remind.done', values), begin };
}
