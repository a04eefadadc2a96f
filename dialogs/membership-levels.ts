import type { Offer } from '../membership/offer.js';
import { mayBuy } from '../membership/roles.js';
import { latestTerm, statusOn } from '../membership/subscription.js';
import type { CardPart, Message } from './message.js';
import { Procedure } from './procedure.js';
import { catalogueOf, dateText, moneyText, type Turn, todayOf, turnOf } from './turn.js';

/** P0: the membership levels explained and compared, with what this partner has and can do next. */
export const membershipLevels = new Procedure(
  'levels',
  'menu.levels',
  1,
  [
    async (step) => {
      const turn = turnOf(step);
      await turn.send(levelsMessage(turn));
      return step.endDialog();
    },
  ],
  'answer',
);

function levelsMessage(turn: Turn): Message {
  const { offers, links } = catalogueOf(turn);
  const network: CardPart[] = [
    { title: turn.say('levels.network') },
    { text: turn.say('levels.networkText') },
    ...haveNetwork(turn),
  ];
  const begin = nextSteps(turn);
  // Who can't subscribe is not asked to come back for that.
  const comesBack = begin.some(({ procedure }) => procedure !== 'my-membership');
  return {
    text: turn.say('levels.lead'),
    parts: [
      ...network,
      ...offers.flatMap((offer) => offerParts(offer, turn)),
      { text: turn.say(comesBack ? 'link.leaving' : 'link.leavingOnly'), subtle: true },
    ],
    begin,
    links: [
      { label: turn.say('link.membership'), url: links.membership },
      { label: turn.say('link.actionPack'), url: links.actionPackDetails },
      { label: turn.say('link.competencies'), url: links.competencies },
    ],
  };
}

function nextSteps(turn: Turn) {
  if (!turn.personal || turn.speaker.kind === 'agent') return [];
  if (turn.speaker.kind === 'visitor') return [{ procedure: 'join', label: turn.say('label.joinNow') }];
  return [
    ...(mayBuy(turn.speaker.member) ? [{ procedure: 'subscribe', label: turn.say('label.subscribeNow') }] : []),
    { procedure: 'my-membership', label: turn.say('menu.myMembership') },
  ];
}

/** In a channel others read along, so what a partner has is shown in a personal chat only. */
const showsRecords = (turn: Turn) => turn.personal && turn.speaker.kind === 'member';

function haveNetwork(turn: Turn): CardPart[] {
  return showsRecords(turn) ? [{ badge: `✓ ${turn.say('levels.have')}`, good: true }] : [];
}

/** One offer: what it is for, what it brings, what it costs this partner, and whether they have it. */
export function offerParts(offer: Offer, turn: Turn): CardPart[] {
  return [
    { title: offer.name[turn.language] },
    { text: offer.summary[turn.language] },
    { list: offer.benefits.map((benefit) => benefit[turn.language]) },
    ...priceParts(offer, turn),
    ...haveOffer(offer, turn),
  ];
}

function priceParts(offer: Offer, turn: Turn): CardPart[] {
  if (!showsRecords(turn) || turn.speaker.kind !== 'member') return [];
  const { currency } = turn.speaker.account;
  const price = moneyText(turn, { minor: offer.prices[currency], currency });
  return [{ text: turn.say('offer.price', { price }), subtle: true }];
}

function haveOffer(offer: Offer, turn: Turn): CardPart[] {
  if (!showsRecords(turn) || turn.speaker.kind !== 'member') return [];
  const term = latestTerm(turn.speaker.account, offer.id);
  if (!term) return [];
  const isActive = statusOn(term, todayOf(turn)) === 'active';
  const date = dateText(turn, term.expiresOn);
  const text = turn.say(isActive ? 'levels.haveUntil' : 'levels.expiredOn', { date });
  return [{ badge: isActive ? `✓ ${text}` : text, good: isActive }];
}
