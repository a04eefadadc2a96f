import { knownOffer } from '../membership/offer.js';
import { mayManagePeople } from '../membership/roles.js';
import { heldOn } from '../membership/subscription.js';
import { membersOnly } from './members-only.js';
import type { Beginning, CardPart, Message } from './message.js';
import { Procedure } from './procedure.js';
import { catalogueOf, memberIn, type Turn, todayOf, turnOf } from './turn.js';

/** P8: what to do after buying, for each offer that the partner has and for every member of the network. */
export const nextSteps = new Procedure(
  'next-steps',
  'nextSteps.title',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      await turn.send(nextStepsMessage(turn));
      return step.endDialog();
    },
  ],
  'answer',
);

function nextStepsMessage(turn: Turn): Message {
  const { links } = catalogueOf(turn);
  const { account } = memberIn(turn);
  const held = heldOn(account, todayOf(turn)).map(({ offerId }) => knownOffer(catalogueOf(turn), offerId));
  const offers = held.flatMap((offer): CardPart[] => [
    { title: offer.name[turn.language] },
    { list: offer.firstSteps.map((each) => each[turn.language]) },
  ]);
  return {
    text: turn.say(held.length ? 'nextSteps.lead' : 'nextSteps.leadNothingHeld'),
    parts: [...offers, { title: turn.say('nextSteps.everybody') }, { list: generalSteps(turn) }, leaving(turn)],
    begin: beginnings(turn, held.length > 0),
    links: [
      { label: turn.say('label.membershipOffers'), url: links.membershipOffers },
      { label: turn.say('link.competencies'), url: links.competencies },
      { label: turn.say('link.competencyLevels'), url: links.competencyLevels },
      { label: turn.say('link.partnerNetwork'), url: links.partnerNetwork },
    ],
  };
}

const leaving = (turn: Turn): CardPart => ({ text: turn.say('link.signIn'), subtle: true });

function generalSteps(turn: Turn): string[] {
  const mayInvite = mayManagePeople(memberIn(turn).member);
  return [
    turn.say('nextSteps.competencies'),
    turn.say('nextSteps.levels'),
    turn.say(mayInvite ? 'nextSteps.addUsers' : 'nextSteps.addUsersByAdmin'),
    turn.say('nextSteps.businessProfile'),
  ];
}

function beginnings(turn: Turn, hasOffers: boolean): Beginning[] {
  return [
    ...(hasOffers ? [] : [{ procedure: 'subscribe', label: turn.say('menu.subscribe') }]),
    ...(mayManagePeople(memberIn(turn).member) ? [{ procedure: 'people', label: turn.say('people.title') }] : []),
    { procedure: 'levels', label: turn.say('menu.levels') },
  ];
}
