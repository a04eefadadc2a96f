import {
  type Activity,
  CloudAdapterBase,
  type ConversationReference,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import { ConnectorError } from './connector-client.js';

export type TurnLogic = (context: TurnContext) => Promise<void>;

/** What became of one reply. Without `error` the channel took it, under `id` where it gave one. */
export interface Delivery {
  activity: Partial<Activity>;
  id?: string;
  error?: unknown;
}

/** Replies of this turn that were not flushed yet. */
const HELD = Symbol('held replies');
/** How many of an expectReplies turn's buffered replies were flushed. */
const FLUSHED = Symbol('flushed replies');

/**
 * Holds a turn's replies back until its state is saved (house.md): the turn's logic runs, saves, then calls `flush`.
 * What is not flushed is not sent. Updates and deletions of older messages are not replies: they go out at once.
 */
export class PartnerAdapter extends CloudAdapterBase {
  constructor(
    authentication: BotFrameworkAuthentication,
    private readonly appId = '',
  ) {
    super(authentication);
  }

  /**
   * One turn for an activity that came in. Answers what the HTTP response has to carry: the status and body of an
   * invoke, the replies of `deliveryMode: expectReplies`, else undefined.
   * @throws RefusedToken, AuthenticationUnavailable before the logic runs; after that, whatever the logic throws
   */
  async handle(authHeader: string, activity: Activity, logic: TurnLogic): Promise<InvokeResponse | undefined> {
    const sender = await this.botFrameworkAuthentication.authenticateRequest(activity, authHeader);
    return this.processActivity(sender, activity, logic);
  }

  /** A turn of the bot's own accord in a conversation that it was in before. What it says is held back too. */
  tell(reference: Partial<ConversationReference>, logic: TurnLogic): Promise<void> {
    return this.continueConversationAsync(this.appId, reference, logic);
  }

  /** What this turn has said so far and not flushed, in order. */
  held(context: TurnContext): Partial<Activity>[] {
    return bufferOf(context).slice(flushedOf(context));
  }

  /** Takes back what is held, e.g. after a fault, so that an apology can stand in its place. */
  discard(context: TurnContext): void {
    const dropped = bufferOf(context).splice(flushedOf(context));
    // With expectReplies the SDK notes an invoke's response as soon as it is said.
    if (dropped.some(isInvokeResponse)) context.turnState.delete(INVOKE_RESPONSE_KEY);
  }

  /**
   * Sends what is held, in order, and tells what became of each; never throws. One reply that the channel refuses does
   * not keep back the next; where the channel cannot be reached at all, the rest is not tried. With expectReplies,
   * and for an invoke's response, "sent" means that `handle` answers it.
   */
  async flush(context: TurnContext): Promise<Delivery[]> {
    if (expectsReplies(context)) return handOver(context);
    const deliveries: Delivery[] = [];
    for (const activity of bufferOf(context).splice(0)) {
      const lost = isInvokeResponse(activity) ? undefined : deliveries.find(wasUnreachable);
      deliveries.push(lost ? { activity, error: lost.error } : await this.deliver(context, activity));
    }
    return deliveries;
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) {
      if (isPassing(activity)) await super.sendActivities(context, [activity]).catch(() => []);
      else bufferOf(context).push(activity);
      responses.push({ id: '' });
    }
    return responses;
  }

  private async deliver(context: TurnContext, activity: Partial<Activity>): Promise<Delivery> {
    try {
      const [response] = await super.sendActivities(context, [activity]);
      return { activity, id: response?.id || undefined };
    } catch (error) {
      return { activity, error };
    }
  }
}

/** Says that something is coming; worthless later, and no fault when it is lost. */
const isPassing = (activity: Partial<Activity>): boolean => activity.type === 'typing' || activity.type === 'delay';
const isInvokeResponse = (activity: Partial<Activity>): boolean => activity.type === 'invokeResponse';
const wasUnreachable = ({ error }: Delivery): boolean => error instanceof ConnectorError && error.unreachable;
const expectsReplies = (context: TurnContext): boolean => context.activity.deliveryMode === 'expectReplies';

/** With expectReplies a TurnContext keeps what is said to itself and never asks the adapter to send it. */
function bufferOf(context: TurnContext): Partial<Activity>[] {
  if (expectsReplies(context)) return context.bufferedReplyActivities;
  const held = context.turnState.get<Partial<Activity>[] | undefined>(HELD) ?? [];
  context.turnState.set(HELD, held);
  return held;
}

const flushedOf = (context: TurnContext): number => context.turnState.get<number | undefined>(FLUSHED) ?? 0;

function handOver(context: TurnContext): Delivery[] {
  const replies = bufferOf(context).slice(flushedOf(context));
  context.turnState.set(FLUSHED, context.bufferedReplyActivities.length);
  return replies.map((activity) => ({ activity }));
}
