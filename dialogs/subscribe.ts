import { knownOffer, namesOf } from '../membership/offer.js';
import { type SubscribeRefusal, subscribeRefusals } from '../membership/purchase.js';
import { membersOnly } from './members-only.js';
import { offerParts } from './membership-levels.js';
import type { Choice, Message } from './message.js';
import { refusalMessage } from './problems.js';
import { draftOf, Procedure } from './procedure.js';
import { chooseOrYesNo, keepChoice } from './steps/choose.js';
import { leavePurchase } from './steps/leave-purchase.js';
import { purchaseOver } from './steps/purchase-over.js';
import { buyStep, type PurchaseDraft, prepareStep, reviewStep } from './steps/review.js';
import { termsStep } from './steps/terms.js';
import { transferContactSteps } from './steps/transfer-contact.js';
import { addCardStep, wayToPayStep } from './steps/way-to-pay.js';
import { catalogueOf, memberIn, moneyText, type Turn, todayOf, turnOf } from './turn.js';

interface SubscribeDraft extends PurchaseDraft {
  begun?: boolean;
}

/** P1: available offers → the offer → Subscribe now → terms → payment → review → Buy → confirmed. */
export const subscribe: Procedure<SubscribeDraft> = new Procedure<SubscribeDraft>(
  'subscribe',
  'menu.subscribe',
  1,
  [
    membersOnly,
    {
      field: 'offer',
      about: 'offer.about',
      ask: (_draft, turn) => ({
        text: turn.say('offer.ask', { offers: turn.say('label.availableOffers') }),
        choices: offerChoices(turn),
      }),
      read: (said, _draft, turn) => keepChoice<SubscribeDraft>('offer', said, offerChoices(turn), turn),
    },
    async (step) => {
      const turn = turnOf(step);
      const draft = draftOf<SubscribeDraft>(step);
      draft.kind = 'subscribe';
      const refusals = refusalsOf(draft, turn);
      if (!refusals.length) return step.next();
      await turn.send(refusalMessage(draft.offer as string, refusals, turn));
      return step.endDialog();
    },
    {
      field: 'begun',
      about: 'offer.about',
      ask: (draft, turn) => askBegin(draft, turn),
      read: (said, _draft, turn) => {
        const read = chooseOrYesNo(said, beginChoices(turn), turn, { yes: 'begin', no: 'other' });
        if ('again' in read) return read;
        return read.chosen === 'other' ? { back: 'offer' } : { keep: { begun: true } };
      },
    },
    termsStep<SubscribeDraft>(),
    wayToPayStep<SubscribeDraft>(),
    addCardStep<SubscribeDraft>(),
    ...transferContactSteps<SubscribeDraft>(),
    prepareStep,
    reviewStep<SubscribeDraft>(),
    buyStep(() => subscribe),
  ],
  'task',
  leavePurchase,
  purchaseOver,
);

function refusalsOf(draft: SubscribeDraft, turn: Turn): SubscribeRefusal[] {
  const { account, member } = memberIn(turn);
  return subscribeRefusals(account, member, knownOffer(catalogueOf(turn), draft.offer as string), todayOf(turn));
}

function offerChoices(turn: Turn): Choice[] {
  const { currency } = memberIn(turn).account;
  return catalogueOf(turn).offers.map((offer) => {
    const name = offer.name[turn.language];
    const price = moneyText(turn, { minor: offer.prices[currency], currency });
    return {
      value: offer.id,
      label: turn.say('offer.withPrice', { offer: name, price }),
      also: namesOf(offer),
    };
  });
}

const beginChoices = (turn: Turn): Choice[] => [
  { value: 'begin', label: turn.say('label.subscribeNow'), style: 'positive' },
  { value: 'other', label: turn.say('offer.other') },
];

function askBegin(draft: SubscribeDraft, turn: Turn): Message {
  const { links } = catalogueOf(turn);
  const offer = knownOffer(catalogueOf(turn), draft.offer as string);
  const isPack = offer.kind === 'pack';
  return {
    text: turn.say('offer.details', { offer: offer.name[turn.language], subscribe: turn.say('label.subscribeNow') }),
    parts: [...offerParts(offer, turn), { text: turn.say('link.leaving'), subtle: true }],
    choices: beginChoices(turn),
    links: [
      { label: turn.say('link.learnMore'), url: offer.learnMore },
      ...(isPack ? [{ label: turn.say('link.instructions'), url: links.actionPackInstructions }] : []),
    ],
  };
}
