import type { Activity } from 'botbuilder';
import { type Result, refuse } from '../membership/result.js';

/** What of an activity this service relies on; the rest is the channel's own business. */
type Fields = Record<string, unknown>;

/** An activity from the body of a request, or what is wrong with it in words for the client's developer. */
export function readActivity(body: Buffer): Result<Partial<Activity>, { code: 'malformed'; what: string }> {
  const activity = parse(body);
  if (!activity) return wrong('the body must be a JSON object');
  if (isTooDeep(activity)) return wrong(`the body must not be nested more than ${DEEPEST} deep`);
  if (typeof activity.type !== 'string' || !activity.type) return wrong('type must be a string');
  const { conversation, from, recipient, serviceUrl, channelId } = activity;
  if (!isAccount(conversation)) return wrong('conversation.id must be a string');
  if (String(activity.id ?? '').length > LONGEST_ID)
    return wrong(`id must be a string of at most ${LONGEST_ID} characters`);
  if (!isId(channelId) || !channelId) return wrong('channelId must be a string');
  if (from !== undefined && !isAccount(from)) return wrong('from.id must be a string');
  if (recipient !== undefined && !isAccount(recipient)) return wrong('recipient.id must be a string');
  if (activity.type === 'message' && from === undefined) return wrong('from.id must be a string');
  if (activity.text !== undefined && activity.text !== null && typeof activity.text !== 'string')
    return wrong('text must be a string');
  for (const list of ['entities', 'attachments', 'membersAdded', 'membersRemoved']) {
    if (!isListOfObjects(activity[list])) return wrong(`${list} must be a list of objects`);
  }
  if (activity.action !== undefined && typeof activity.action !== 'string') return wrong('action must be a string');
  const expectsReplies = activity.deliveryMode === 'expectReplies';
  if (!isWebAddress(serviceUrl) && !(expectsReplies && serviceUrl === undefined))
    return wrong('serviceUrl must be an http(s) address');
  return { ok: true, value: complete(activity) };
}

/** No card or channel data is nested anywhere near this; what copies an activity by recursion would overflow. */
const DEEPEST = 100;

function isTooDeep(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}

const wrong = (what: string) => refuse({ code: 'malformed' as const, what });

function parse(body: Buffer): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** Ids become part of what is kept; those of real channels have a few hundred characters. */
const LONGEST_ID = 2000;

const isId = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_ID;

const isAccount = (value: unknown): boolean => {
  const id = (value as Fields | null | undefined)?.id;
  return isId(id) && id !== '';
};

const isListOfObjects = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null));

const isWebAddress = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

/** Replies of expectReplies go back in the response, so a client may leave out where to send them. */
function complete(activity: Fields): Partial<Activity> {
  const id = typeof activity.id === 'string' || typeof activity.id === 'number' ? String(activity.id) : undefined;
  const locale = typeof activity.locale === 'string' ? activity.locale : undefined;
  const filled = { serviceUrl: 'http://localhost/', recipient: { id: 'bot', name: 'bot' }, ...activity, id, locale };
  return filled as unknown as Partial<Activity>;
}
