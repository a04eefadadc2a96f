import { setTimeout as wait } from 'node:timers/promises';
import { type BuyingProblem, buyOrder, type OrderRequest, prepareOrder, withdrawOrder } from '../buying.js';
import { mpnIdOfReference, type Order, type OrderId } from '../order.js';
import type { MemberId, PartnerAccount, PartnerId } from '../partner.js';
import { ok, type Result, refuse } from '../result.js';
import { confirmTransfer, type TransferProblem } from '../settling.js';
import { chargeAttempt, orderNow } from './charge.js';
import type { Ports } from './ports.js';

/** Saves the order as it will be reviewed. The same request again answers the same order. */
export async function prepare(
  ports: Ports,
  partnerId: PartnerId,
  request: OrderRequest,
): Promise<Result<Order, BuyingProblem>> {
  const prepared = await ports.store.change<Order, BuyingProblem>(partnerId, (account) =>
    prepareOrder(account, request, ports.rules, ports.clock()),
  );
  return prepared as Result<Order, BuyingProblem>;
}

/** What Buy answers. `still-going`: the charge is under way, and its result comes as a notice. */
export interface BuyAnswer {
  order: Order;
  state: 'settled' | 'still-going' | 'review-again';
}

export interface BuyRequest {
  orderId: OrderId;
  /** Number of the review that the person saw. */
  review: number;
  by: MemberId;
  /** Reference of the turn, which tells the result if it comes within `patienceMs`. */
  turn: string;
  patienceMs: number;
}

/**
 * Buy. The order is saved as charging before the gateway is asked; a slow gateway never holds the turn: after
 * `patienceMs` the answer is `still-going` and the charge goes on by itself.
 */
export async function buy(
  ports: Ports,
  partnerId: PartnerId,
  asked: BuyRequest,
): Promise<Result<BuyAnswer, BuyingProblem>> {
  let account: PartnerAccount | undefined;
  const bought = await ports.store.change(partnerId, (current) => {
    const result = buyOrder(current, { ...asked, toldBy: asked.turn }, ports.rules, ports.clock());
    account = result.ok ? result.value.account : undefined;
    return result;
  });
  if (!bought.ok) return refuse(bought.problem as BuyingProblem);
  const { value } = bought;
  if (value.next === 'review-again') return ok({ order: value.order, state: 'review-again' });
  if (value.next === 'show' || !account) return ok({ order: value.order, state: stateOf(value.order) });
  let waiting = true;
  const charged = chargeAttempt(ports, account, value.order, value.attempt, () => (waiting ? asked.turn : undefined));
  const inTime = await Promise.race([charged, wait(asked.patienceMs, undefined, { ref: false })]);
  waiting = false;
  charged.catch((cause) => ports.fault('finishing a charge', cause));
  const order = inTime ?? (await orderNow(ports, partnerId, value.order.id)) ?? value.order;
  return ok({ order, state: stateOf(order) });
}

const stateOf = (order: Order): BuyAnswer['state'] => (order.status === 'charging' ? 'still-going' : 'settled');

/** Withdraws a pending transfer or an unbought review. */
export async function withdraw(ports: Ports, partnerId: PartnerId, orderId: OrderId, by: MemberId) {
  return ports.store.change(partnerId, (account) => withdrawOrder(account, orderId, by, ports.clock()));
}

/** Support, or in tester mode the tester, confirms that a transfer has arrived. */
export async function confirmTransferOf(ports: Ports, reference: string): Promise<Result<Order, TransferProblem>> {
  const mpnId = mpnIdOfReference(reference);
  const partnerId = mpnId && (await ports.store.partnerOfMpnId(mpnId));
  if (!partnerId) return refuse({ code: 'no-such-transfer' });
  const confirmed = await ports.store.change<Order, TransferProblem>(partnerId, (account) =>
    // Whatever RENEWAL_TERM_FROM says: the term starts on confirmation (procedures.md, P3 [decision]), as the review told.
    confirmTransfer(account, reference, 'purchase', ports.clock()),
  );
  if (confirmed.ok) ports.noticeWaits(partnerId);
  return confirmed as Result<Order, TransferProblem>;
}
