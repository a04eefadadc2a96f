import type { Activity } from 'botbuilder';
import type { ConversationRecord } from '../data/store.js';

/** Activities whose ids a conversation remembers; a channel delivers again within minutes. */
const SEEN_KEPT = 30;
/** Turns whose replies are kept, to be given again. */
const ANSWERS_KEPT = 3;
/** Deliveries that this process knows to have been answered. */
const SENT_KEPT = 5000;

/**
 * Recognises an activity that was delivered before. Its replies are given again where the channel needs them (an
 * invoke, expectReplies) or may never have got them (the process died between saving and sending).
 */
export class Redeliveries {
  private readonly answered = new Set<string>();

  /** The record's memory after a turn: this activity, and what it was answered. */
  remember(
    record: ConversationRecord,
    activity: Activity,
    replies: Partial<Activity>[],
  ): Pick<ConversationRecord, 'seen' | 'answers'> {
    const id = activity.id as string;
    return {
      seen: [...record.seen, id].slice(-SEEN_KEPT),
      answers: [...record.answers, { activity: id, replies }].slice(-ANSWERS_KEPT),
    };
  }

  /** The replies of this activity reached the channel. */
  sent(key: string, id: string | undefined): void {
    if (!id) return;
    if (this.answered.size >= SENT_KEPT) this.answered.clear();
    this.answered.add(`${key} ${id}`);
  }

  /** What to say to an activity that was seen before. */
  missed(record: ConversationRecord, activity: Activity): Partial<Activity>[] {
    const answer = record.answers.find((each) => each.activity === activity.id);
    const replies = (answer?.replies ?? []) as Partial<Activity>[];
    const reached = activity.deliveryMode !== 'expectReplies' && this.answered.has(`${record.key} ${activity.id}`);
    // What the bot said is in the chat already; an invoke wants its response all the same.
    return reached ? replies.filter(({ type }) => type === 'invokeResponse') : replies;
  }
}
