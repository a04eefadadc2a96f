import type { Activity } from 'botbuilder';
import { TurnContext } from 'botbuilder';

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
  if (activity.value !== undefined && !activity.text) return true;
  const mentions = TurnContext.getMentions(activity);
  return mentions.some(({ mentioned }) => mentioned?.id === activity.recipient?.id);
}

/** What the person wrote, without the mention of the bot. */
export function textOf(activity: Activity): string {
  if (typeof activity.text !== 'string') return '';
  const copy = { ...activity };
  TurnContext.removeRecipientMention(copy);
  return (copy.text ?? '').replace(/<\/?at>/g, '').trim();
}

/** Channels that draw Adaptive Cards; any other gets text. */
const CARD_CHANNELS = new Set(['msteams', 'emulator', 'webchat', 'directline', 'test']);

export const drawsCards = (channelId: string | undefined): boolean => CARD_CHANNELS.has(channelId ?? '');
