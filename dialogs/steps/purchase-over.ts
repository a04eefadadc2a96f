import { orderRefusal } from '../../membership/buying.js';
import type { Message } from '../message.js';
import { buyingProblemMessage } from '../problems.js';
import type { Turn } from '../turn.js';
import type { PurchaseDraft } from './review.js';

/**
 * What is told where a purchase that is under way can't be completed any more, because the day has changed, or it was
 * bought elsewhere: before anything of it is shown again. Undefined while it can, and before it is known what is bought.
 */
export function purchaseOver(draft: PurchaseDraft, turn: Turn): Message | undefined {
  const { kind, offer, orderId = '' } = draft;
  if (!kind || !offer || turn.speaker.kind !== 'member') return undefined;
  const { account, member } = turn.speaker;
  const request = { orderId, kind, offerId: offer, by: member.id, pay: { way: 'card', cardId: '' } as const };
  const refused = orderRefusal(account, request, turn.ports.rules, turn.now);
  return refused && buyingProblemMessage(refused, turn);
}
