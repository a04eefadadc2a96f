import type { Attempt, Order } from '../order.js';
import { orderOf, ordersInDoubt } from '../order.js';
import type { PartnerAccount, PartnerId } from '../partner.js';
import type { Charge } from '../payments/gateway.js';
import { type ChargeOutcome, isGivenUp, settleAttempt, type ToldBy } from '../settling.js';
import { forgetCards } from './cards.js';
import type { Ports } from './ports.js';

/**
 * Charges an attempt that was saved as charging, and writes what came of it. Where the gateway cannot be reached, the
 * order stays charging and recovery asks again; the same key makes that safe.
 */
export async function chargeAttempt(
  ports: Ports,
  account: PartnerAccount,
  order: Order,
  attempt: Attempt,
  toldBy: () => ToldBy,
): Promise<Order> {
  const charge = await askGateway(ports, () => ports.gateway.charge(requestOf(account, order, attempt)));
  const outcome = charge && outcomeOf(charge);
  return outcome ? settle(ports, account.id, order, attempt, outcome, toldBy()) : order;
}

/**
 * Asks the gateway about every order that was left charging or waits for a bank, and finishes it (house.md); has it forget
 * the cards that were removed. Runs on
 * start and every minute; two at once do no harm, since keys and changes are idempotent.
 */
export async function recoverCharges(ports: Ports): Promise<void> {
  for (const partnerId of await ports.store.partnersWithOrdersInDoubt()) {
    await recoverPartner(ports, partnerId).catch((cause) => ports.fault(`recovering orders of a partner`, cause));
  }
}

/** The same for one partner, when its gateway says that something happened. */
export async function recoverPartner(ports: Ports, partnerId: PartnerId): Promise<void> {
  await forgetCards(ports, partnerId);
  const account = await ports.store.account(partnerId);
  for (const order of account ? ordersInDoubt(account) : []) {
    const attempt = order.attempts.at(-1);
    if (!account || !attempt) continue;
    const outcome = await askGateway(ports, () => outcomeInDoubt(ports, account, order, attempt));
    if (outcome) await settle(ports, partnerId, order, attempt, outcome, undefined);
  }
}

async function outcomeInDoubt(
  ports: Ports,
  account: PartnerAccount,
  order: Order,
  attempt: Attempt,
): Promise<ChargeOutcome | undefined> {
  const givenUp = isGivenUp(attempt, ports.clock());
  const charge = await ports.gateway.find(attempt.key);
  if (!charge && !givenUp) return outcomeOf(await ports.gateway.charge(requestOf(account, order, attempt)));
  if (!givenUp || (charge && charge.status !== 'needs-confirmation')) return charge && outcomeOf(charge);
  const ended = await ports.gateway.cancel(attempt.key);
  return !charge && ended.status === 'declined' ? { status: 'failed' } : outcomeOf(ended);
}

async function settle(
  ports: Ports,
  partnerId: PartnerId,
  order: Order,
  attempt: Attempt,
  outcome: ChargeOutcome,
  toldBy: ToldBy,
): Promise<Order> {
  const settled = await ports.store.change(partnerId, (account) => ({
    ok: true,
    value: settleAttempt(account, { orderId: order.id, attempt: attempt.number, outcome, toldBy }, ports.clock()),
  }));
  if (!settled.ok) throw new Error(`Settling an order cannot be refused, but was: ${settled.problem.code}`);
  if (!toldBy) ports.noticeWaits(partnerId);
  return settled.value;
}

async function askGateway<Answer>(ports: Ports, ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (cause) {
    ports.fault('the payment gateway did not answer', cause);
    return undefined;
  }
}

function requestOf(account: PartnerAccount, order: Order, attempt: Attempt) {
  const card = account.cards.find((each) => each.id === attempt.cardId);
  if (!card) throw new Error(`Order ${order.id} charges a card that is not there`);
  const description = `${order.offerId} ${account.mpnId}`;
  return { key: attempt.key, token: card.token, amount: order.review.total, description };
}

function outcomeOf(charge: Charge): ChargeOutcome | undefined {
  return charge.status === 'processing' ? undefined : charge;
}

/** The order as it stands, for a turn that has waited long enough. */
export async function orderNow(ports: Ports, partnerId: PartnerId, orderId: string): Promise<Order | undefined> {
  const account = await ports.store.account(partnerId);
  return account && orderOf(account, orderId);
}
