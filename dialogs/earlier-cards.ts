import { orderOf } from '../membership/order.js';
import { latestTerm } from '../membership/subscription.js';
import { turnedOff } from '../membership/turning-off.js';
import type { Wanted } from './beginning.js';
import { renewedSinceMessage, turnedOffMessage } from './cards/auto-renew.js';
import { orderMessage } from './cards/order-status.js';
import { requestNow } from './cards/service-request.js';
import type { Message } from './message.js';
import type { Tap, Turn } from './turn.js';

/** A Buy button of an earlier card shows what became of its order; it never buys. */
export function orderTapped(tap: Tap, turn: Turn): Message | undefined {
  if (typeof tap.data.order !== 'string' || turn.speaker.kind !== 'member' || !turn.personal) return undefined;
  const order = orderOf(turn.speaker.account, tap.data.order);
  return order && orderMessage(order, turn);
}

/** A Submit button of an earlier card shows the request that was submitted with it. */
export async function requestTapped(tap: Tap, turn: Turn): Promise<Message | undefined> {
  if (typeof tap.data.submit !== 'string' || turn.speaker.kind !== 'member' || !turn.personal) return undefined;
  const { account, member } = turn.speaker;
  const submitted = account.requests.find(({ id, by }) => id === tap.data.submit && by === member.id);
  return submitted && requestNow(submitted, turn);
}

/**
 * The yes of an earlier card that turns off automatic renewal does nothing: where it is off, that is said again; where
 * the term was renewed since, that it was meant for another.
 */
export function termTapped(tap: Tap, turn: Turn): Message | undefined {
  if (typeof tap.data.term !== 'string' || turn.speaker.kind !== 'member' || !turn.personal) return undefined;
  const { account } = turn.speaker;
  const term = account.subscriptions.find(({ id }) => id === tap.data.term);
  const latest = term && latestTerm(account, term.offerId);
  if (!term || !latest) return undefined;
  if (!latest.autoRenew) return turnedOffMessage(turnedOff(account, latest), turn);
  return latest.id === term.id ? undefined : renewedSinceMessage(latest, turn);
}

/** What a button of an earlier card of a request asks for. */
export const wantedOf = ({ data }: Tap): Wanted => ({ request: data.request, what: data.value }) as Wanted;
