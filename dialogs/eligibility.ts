import { renewalEligibility } from '../membership/eligibility.js';
import { knownOffer, namesOf } from '../membership/offer.js';
import { latestTerm, latestTerms } from '../membership/subscription.js';
import { eligibilityMessage } from './cards/eligibility.js';
import { membersOnly } from './members-only.js';
import { draftOf, Procedure, type Step } from './procedure.js';
import { keepChoice } from './steps/choose.js';
import { catalogueOf, dateText, memberIn, offerText, type Turn, todayOf, turnOf } from './turn.js';

/** A draft that names an offer which the partner has or had. */
export interface HeldDraft {
  offer?: string;
}

/** P2: check renewal eligibility. */
export const eligibility = new Procedure<HeldDraft>(
  'eligibility',
  'menu.eligibility',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      const draft = draftOf<HeldDraft>(step);
      if (!settleHeldOffer(draft, turn)) {
        await sayNothingHeld(turn);
        return step.endDialog();
      }
      return step.next();
    },
    heldOfferStep<HeldDraft>('eligibility.which'),
    async (step) => {
      const turn = turnOf(step);
      await turn.send(eligibilityMessage(eligibilityOf(draftOf<HeldDraft>(step).offer as string, turn), turn));
      return step.endDialog();
    },
  ],
  'answer',
);

/** Which of the offers that the partner has or had is meant. */
export function heldOfferStep<Draft extends HeldDraft>(ask: 'eligibility.which' | 'renew.which'): Step<Draft> {
  return {
    field: 'offer',
    about: 'offer.about',
    ask: (_draft, turn) => ({ text: turn.say(ask), choices: heldChoices(turn) }),
    read: (said, _draft, turn) => keepChoice<Draft>('offer', said, heldChoices(turn), turn),
  };
}

/** Takes the only offer there is, drops one that the partner never had; false where there is none at all. */
export function settleHeldOffer(draft: HeldDraft, turn: Turn): boolean {
  const terms = latestTerms(memberIn(turn).account);
  if (draft.offer && !terms.some((term) => term.offerId === draft.offer)) draft.offer = undefined;
  if (terms.length === 1) draft.offer ??= terms[0]?.offerId;
  return terms.length > 0;
}

export async function sayNothingHeld(turn: Turn): Promise<void> {
  const begin = [{ procedure: 'subscribe', label: turn.say('label.subscribeNow') }];
  await turn.send({ text: turn.say('renew.nothingHeld'), begin });
}

/** The answer of P2 for one offer, for the person who speaks. */
export function eligibilityOf(offerId: string, turn: Turn) {
  const { account, member } = memberIn(turn);
  const term = latestTerm(account, offerId);
  if (!term) throw new Error(`The partner never had ${offerId}`);
  return renewalEligibility(account, member, knownOffer(catalogueOf(turn), offerId), term, todayOf(turn));
}

const heldChoices = (turn: Turn) =>
  latestTerms(memberIn(turn).account).map((term) => ({
    value: term.offerId,
    label: turn.say('offer.withExpiry', { offer: offerText(turn, term.offerId), date: dateText(turn, term.expiresOn) }),
    also: namesOf(knownOffer(catalogueOf(turn), term.offerId)),
  }));
