import type { Activity } from 'botbuilder';
import type { ConversationRecord } from '../data/store.js';
import type { Said } from '../dialogs/turn.js';
import { textOf } from './places.js';
import { filesIn } from './sent-files.js';

/** What the person did. A tap carries an object; a client that sends the data as JSON text is understood too. */
export function saidIn(activity: Activity, cardId: string | undefined): Said {
  const value = objectIn(activity.value);
  const tap = value && typeof value.act === 'string' ? { act: value.act, data: value } : undefined;
  const foreign = value && !tap ? { act: 'unknown', data: value } : undefined;
  const text = textOf(activity);
  const files = filesIn(activity);
  return {
    text,
    tap: tap ?? (text ? undefined : foreign),
    ...(files.length ? { files } : {}),
    ...(cardId ? { cardSaved: { cardId } } : {}),
  };
}

/** A tap may come with another locale than what the same person types, an installation with none (house.md). */
export function localeOf(activity: Activity, record: ConversationRecord): string | undefined {
  return isTyped(activity) ? (activity.locale ?? record.locale) : (record.locale ?? activity.locale);
}

export const isTyped = (activity: Activity): boolean => activity.type === 'message' && !!activity.text;

/** How the conversation of an activity that came in can be reached later; undefined for a turn of the bot's own. */
export function referenceOf(activity: Activity): ConversationRecord['reference'] {
  const { channelId, serviceUrl, conversation, recipient, from, locale } = activity;
  if (activity.type === 'event') return undefined;
  return { channelId, serviceUrl, conversation, bot: recipient, user: from, ...(locale ? { locale } : {}) };
}

function objectIn(value: unknown): Record<string, unknown> | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  if (typeof value !== 'string' || !value.startsWith('{')) return undefined;
  try {
    return objectIn(JSON.parse(value));
  } catch {
    return undefined;
  }
}
