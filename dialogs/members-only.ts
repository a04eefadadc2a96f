import type { WaterfallStep } from 'botbuilder-dialogs';
import { catalogueOf, turnOf } from './turn.js';

/**
 * The first step of what concerns a partner's own records: in a channel it asks to continue in a personal chat, to a
 * visitor it explains joining (procedures.md, P0), an agent is told that it is the partner's to do.
 */
export const membersOnly: WaterfallStep = async (step) => {
  const turn = turnOf(step);
  if (!turn.personal) {
    await turn.send({ text: turn.say('channel.personalOnly') });
    return step.endDialog();
  }
  if (turn.speaker.kind === 'member') return step.next();
  if (turn.speaker.kind === 'agent') {
    await turn.send({ text: turn.say('agent.partnersOnly') });
    return step.endDialog();
  }
  const { membership } = catalogueOf(turn).links;
  await turn.send({
    text: turn.say('visitor.joinFirst'),
    begin: [
      { procedure: 'join', label: turn.say('label.joinNow') },
      { procedure: 'levels', label: turn.say('menu.levels') },
    ],
    links: [{ label: turn.say('link.membership'), url: membership }],
  });
  return step.endDialog();
};
