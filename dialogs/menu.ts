import { waitingFor } from '../membership/approval.js';
import { renewalEligibility } from '../membership/eligibility.js';
import { knownOffer } from '../membership/offer.js';
import { actionableOrders } from '../membership/purchase.js';
import { mayBuy } from '../membership/roles.js';
import { requestsSeenBy } from '../membership/service-request.js';
import { latestTerms, type Subscription } from '../membership/subscription.js';
import { turnOffRefusal } from '../membership/turning-off.js';
import type { Beginning } from './message.js';
import { draftOf, Procedure } from './procedure.js';
import { chooseFrom } from './steps/choose.js';
import { catalogueOf, memberIn, type Turn, todayOf } from './turn.js';

interface MenuDraft {
  chosen?: string;
}

/** The menu: what this person can do now, by tap, number, label, or simply by writing it. */
export const menu = new Procedure<MenuDraft>(
  'menu',
  'menu.title',
  1,
  [
    {
      field: 'chosen',
      about: 'menu.title',
      ask: (_draft, turn) => ({ text: turn.say('menu.ask'), choices: choicesOf(turn) }),
      read: (said, _draft, turn) => {
        const read = chooseFrom(said, choicesOf(turn), turn);
        return 'again' in read ? { again: turn.say('menu.notUnderstood') } : { keep: { chosen: read.chosen } };
      },
    },
    (step) => step.replaceDialog(draftOf<MenuDraft>(step).chosen as string),
  ],
  'answer',
);

const choicesOf = (turn: Turn) =>
  menuOf(turn).map(({ procedure, label }) => ({ value: procedure, label, data: { procedure } }));

/** The procedures that this person can begin now, in the order in which they are most likely wanted. */
export function menuOf(turn: Turn): Beginning[] {
  const { speaker } = turn;
  const general = [begin('levels', turn.say('menu.levels')), begin('language', turn.say('menu.language'))];
  if (!turn.personal || speaker.kind === 'agent') return general;
  if (speaker.kind === 'visitor') return [begin('join', turn.say('label.joinNow')), ...general];
  const today = todayOf(turn);
  const canRenew = latestTerms(speaker.account).some((term) => isRenewable(term, turn));
  const renew = begin('renew', turn.say('label.renewSubscription'));
  const subscribe = begin('subscribe', turn.say('menu.subscribe'));
  const hasRequests = requestsSeenBy(speaker.account, speaker.member).length > 0;
  const had = latestTerms(speaker.account).length > 0;
  const waits = waitingFor(speaker.account, speaker.member, today).length > 0;
  return [
    ...(waits ? [begin('approval', turn.say('approval.title'))] : []),
    ...(canRenew ? [renew] : []),
    ...(mayBuy(speaker.member) ? [subscribe] : []),
    ...(had ? [begin('eligibility', turn.say('menu.eligibility'))] : []),
    ...(actionableOrders(speaker.account, today).length ? [begin('pending-order', turn.say('menu.pendingOrder'))] : []),
    ...(canTurnOff(turn) ? [begin('turn-off-auto-renew', turn.say('label.turnOffAutoRenew'))] : []),
    ...(hasRequests ? [begin('request-status', turn.say('label.serviceRequests'))] : []),
    begin('my-membership', turn.say('menu.myMembership')),
    ...general,
  ];
}

function isRenewable(term: Subscription, turn: Turn): boolean {
  const { account, member } = memberIn(turn);
  const offer = knownOffer(catalogueOf(turn), term.offerId);
  return renewalEligibility(account, member, offer, term, todayOf(turn)).eligible;
}

function canTurnOff(turn: Turn): boolean {
  const { account, member } = memberIn(turn);
  return latestTerms(account).some((term) => !turnOffRefusal(account, member, term, todayOf(turn)));
}

const begin = (procedure: string, label: string): Beginning => ({ procedure, label });
