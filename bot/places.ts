import type { Activity } from 'botbuilder';

/**
 * The key under which a conversation is kept. Every Playground sends the same ids, so in tester mode the key takes in
 * the service URL, which differs for each (house.md).
 */
export function conversationKey(activity: Partial<Activity>, testerMode: boolean): string {
  const where = testerMode ? (activity.serviceUrl ?? '') : (activity.conversation?.tenantId ?? '');
  return [activity.channelId, where, activity.conversation?.id].join('|');
}

/** Whether it is a chat of one person with the bot. */
export function isPersonal(activity: Partial<Activity>): boolean {
  const { conversation } = activity;
  return conversation?.conversationType ? conversation.conversationType === 'personal' : !conversation?.isGroup;
}

/** In a channel or group chat the bot answers only who mentions it. */
export function isForTheBot(activity: Activity): boolean {
  if (isPersonal(activity)) return true;
  if (!activity.text && isTap(activity.value)) return true;
  return mentionsOfBot(activity).length > 0;
}

/** The data of a card's button. */
const isTap = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** What the person wrote, without mentions, the bot's or others'. */
export function textOf(activity: Activity): string {
  if (typeof activity.text !== 'string') return '';
  const own = mentionsOfBot(activity).reduce((rest, mention) => rest.replaceAll(mention, ' '), activity.text);
  const words = own.replace(/<at[^>]{0,200}>[^<]{0,200}<\/at>/g, ' ');
  return words.replace(/&(nbsp|amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity).trim();
}

/** Teams sends text with these, around mentions above all. */
const ENTITIES: Record<string, string> = { '&nbsp;': ' ', '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** How the bot is mentioned in the text (`<at>name</at>`); whatever else a client puts into entities is passed over. */
function mentionsOfBot({ entities, recipient }: Activity): string[] {
  const mentions = (entities ?? []) as { type?: unknown; text?: unknown; mentioned?: { id?: unknown } }[];
  const own = mentions.filter(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient?.id);
  return own.map(({ text }) => (typeof text === 'string' && text ? text : '<at></at>'));
}

/** Channels that draw Adaptive Cards; any other gets text. */
const CARD_CHANNELS = new Set(['msteams', 'emulator', 'webchat', 'directline', 'test']);

export const drawsCards = (channelId: string | undefined): boolean => CARD_CHANNELS.has(channelId ?? '');

/**
 * Whether a file is handed over by Teams' consent card. The Agents Playground plays Teams, but does not draw that card
 * (house.md); its service URL tells it from the real one.
 */
export const takesFiles = ({ channelId, serviceUrl }: Partial<Activity>): boolean =>
  channelId === 'msteams' && !/\/_connector\/?$/.test(serviceUrl ?? '');
