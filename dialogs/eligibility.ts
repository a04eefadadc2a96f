import type { TextKey } from '../locales/text.js';
import { renewalEligibility } from '../membership/eligibility.js';
import { knownOffer, namesOf, type OfferId } from '../membership/offer.js';
import { subscribeRefusals } from '../membership/purchase.js';
import { latestTerm, latestTerms } from '../membership/subscription.js';
import { eligibilityMessage } from './cards/eligibility.js';
import { membersOnly } from './members-only.js';
import { refusalMessage } from './problems.js';
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
      return (await settleHeldOffer(draftOf<HeldDraft>(step), turn)) ? step.next() : step.endDialog();
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
export function heldOfferStep<Draft extends HeldDraft>(ask: TextKey): Step<Draft> {
  return {
    field: 'offer',
    about: 'offer.about',
    ask: (_draft, turn) => ({ text: turn.say(ask), choices: heldChoices(turn) }),
    read: (said, _draft, turn) => keepChoice<Draft>('offer', said, heldChoices(turn), turn),
  };
}

/**
 * Takes the only offer there is, where none was named. False, and told with a way forward, where the partner has none,
 * or never had the one that was named.
 */
export async function settleHeldOffer(
  draft: HeldDraft,
  turn: Turn,
  nothingHeld: TextKey = 'renew.nothingHeld',
): Promise<boolean> {
  const terms = latestTerms(memberIn(turn).account);
  const { offer } = draft;
  const isHeld = offer ? terms.some((term) => term.offerId === offer) : terms.length > 0;
  if (!isHeld) await sayNotHeld(offer, nothingHeld, turn);
  if (terms.length === 1) draft.offer ??= terms[0]?.offerId;
  return isHeld;
}

async function sayNotHeld(offer: OfferId | undefined, nothingHeld: TextKey, turn: Turn): Promise<void> {
  const { account, member } = memberIn(turn);
  const refusals = offer ? subscribeRefusals(account, member, knownOffer(catalogueOf(turn), offer), todayOf(turn)) : [];
  if (offer && refusals.length) {
    await turn.send({ text: turn.say('eligibility.notHeld', { offer: offerText(turn, offer) }) });
    return turn.send(refusalMessage(offer, refusals, turn));
  }
  const draft = offer ? { draft: { offer } } : {};
  const begin = [{ procedure: 'subscribe', label: turn.say('label.subscribeNow'), ...draft }];
  const text = offer ? turn.say('eligibility.notHeld', { offer: offerText(turn, offer) }) : turn.say(nothingHeld);
  await turn.send({ text, begin });
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
