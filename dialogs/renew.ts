import { quoteFor } from '../membership/quote.js';
import { latestTerm } from '../membership/subscription.js';
import { eligibilityMessage } from './cards/eligibility.js';
import { eligibilityOf, heldOfferStep, settleHeldOffer } from './eligibility.js';
import { membersOnly } from './members-only.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure } from './procedure.js';
import { chooseOrYesNo } from './steps/choose.js';
import { leavePurchase } from './steps/leave-purchase.js';
import { purchaseOver } from './steps/purchase-over.js';
import { buyStep, type PurchaseDraft, prepareStep, reviewStep } from './steps/review.js';
import { termsStep } from './steps/terms.js';
import { transferContactSteps } from './steps/transfer-contact.js';
import { addCardStep, wayToPayStep } from './steps/way-to-pay.js';
import { catalogueOf, dateText, memberIn, moneyText, offerText, type Turn, taxText, todayOf, turnOf } from './turn.js';

interface RenewDraft extends PurchaseDraft {
  looked?: boolean;
}

/** P3: the subscription → Renew subscription → first look at the order → terms → way to pay → review → Buy. */
export const renew: Procedure<RenewDraft> = new Procedure<RenewDraft>(
  'renew',
  'label.renewSubscription',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      return (await settleRenewable(draftOf<RenewDraft>(step), turn)) ? step.next() : step.endDialog();
    },
    heldOfferStep<RenewDraft>('renew.which'),
    async (step) => {
      const turn = turnOf(step);
      const draft = draftOf<RenewDraft>(step);
      draft.kind = 'renew';
      const eligibility = eligibilityOf(draft.offer as string, turn);
      if (eligibility.eligible) return step.next();
      await turn.send(eligibilityMessage(eligibility, turn));
      return step.endDialog();
    },
    {
      field: 'looked',
      about: 'renew.about',
      ask: (draft, turn) => askFirstLook(draft, turn),
      read: (said, _draft, turn) => {
        const read = chooseOrYesNo(said, nextChoices(turn), turn, { yes: 'next', no: 'stop' });
        if ('again' in read) return { again: turn.say('renew.notUnderstood', { next: turn.say('label.next') }) };
        return read.chosen === 'stop' ? { stop: true } : { keep: { looked: true } };
      },
    },
    termsStep<RenewDraft>(),
    wayToPayStep<RenewDraft>(),
    addCardStep<RenewDraft>(),
    ...transferContactSteps<RenewDraft>(),
    prepareStep,
    reviewStep<RenewDraft>(),
    buyStep(() => renew),
  ],
  'task',
  leavePurchase,
  purchaseOver,
);

/** Where just one of several can be renewed now, that one is meant. */
async function settleRenewable(draft: RenewDraft, turn: Turn): Promise<boolean> {
  if (!(await settleHeldOffer(draft, turn))) return false;
  if (draft.offer) return true;
  const offers = catalogueOf(turn).offers.filter((offer) => latestTerm(memberIn(turn).account, offer.id));
  const renewable = offers.filter((offer) => eligibilityOf(offer.id, turn).eligible);
  if (renewable.length === 1) draft.offer = renewable[0]?.id;
  return true;
}

const nextChoices = (turn: Turn): Choice[] => [
  { value: 'next', label: turn.say('label.next'), style: 'positive' },
  { value: 'stop', label: turn.say('label.stop') },
];

function askFirstLook(draft: RenewDraft, turn: Turn): Message {
  const { account } = memberIn(turn);
  const offerId = draft.offer as string;
  const term = latestTerm(account, offerId);
  if (!term) throw new Error(`The partner never had ${offerId}`);
  const { net, tax, total, dates } = quoteFor(account, { kind: 'renew', offerId }, turn.ports.rules, todayOf(turn));
  return {
    text: turn.say('renew.look', { offer: offerText(turn, offerId), next: turn.say('label.next') }),
    parts: [
      { title: offerText(turn, offerId) },
      {
        facts: [
          [turn.say('review.for'), account.organisation],
          [turn.say('membership.expired'), dateText(turn, term.expiresOn)],
          [
            turn.say('renew.newTerm'),
            turn.say('review.termDates', { from: dateText(turn, dates.startsOn), to: dateText(turn, dates.expiresOn) }),
          ],
          [turn.say('review.price'), moneyText(turn, net)],
          [taxText(turn, tax.rate), moneyText(turn, tax.amount)],
          [turn.say('review.total'), moneyText(turn, total)],
        ],
      },
    ],
    choices: nextChoices(turn),
  };
}
