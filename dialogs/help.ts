import { menuOf } from './menu.js';
import type { Message } from './message.js';
import type { Turn } from './turn.js';

/** The words that work at every step, and what the bot can do for this person, unless the menu is shown next. */
export function helpMessage(turn: Turn, withMenu: boolean): Message {
  return { text: turn.say('help.text'), ...(withMenu ? { begin: menuOf(turn) } : {}) };
}

/** The first words of the bot in a conversation. */
export function welcomeMessage(turn: Turn): Message {
  const { speaker } = turn;
  if (!turn.personal) return { text: turn.say('welcome.channel') };
  if (speaker.kind === 'agent') return { text: turn.say('welcome.agent', { name: speaker.name }) };
  if (speaker.kind === 'visitor') return { text: turn.say('welcome.visitor') };
  const { member, account } = speaker;
  return { text: turn.say('welcome.member', { name: member.name, organisation: account.organisation }) };
}
