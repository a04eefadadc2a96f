import { withdraw } from '../../membership/actions/orders.js';
import { orderOf } from '../../membership/order.js';
import { memberIn, type Turn } from '../turn.js';
import type { PurchaseDraft } from './review.js';

/** Leaving a purchase half-way withdraws the review, so that its Buy button does nothing from then on. */
export async function leavePurchase(draft: PurchaseDraft, turn: Turn): Promise<void> {
  if (!draft.orderId || turn.speaker.kind !== 'member') return;
  const { account, member } = memberIn(turn);
  const order = orderOf(account, draft.orderId);
  if (order?.status !== 'review' && order?.status !== 'declined') return;
  await withdraw(turn.ports, account.id, order.id, member.id);
  await turn.refresh();
}
