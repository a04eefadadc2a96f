import assert from 'node:assert/strict';
import { turnOff } from '../../../membership/actions/auto-renew.js';
import { buy, prepare } from '../../../membership/actions/orders.js';
import type { Ports } from '../../../membership/actions/ports.js';
import { dateIn, type Instant } from '../../../membership/calendar.js';
import { type Order, orderIdOf, orderOf, ordersInDoubt, type WayToPay } from '../../../membership/order.js';
import type { PartnerAccount } from '../../../membership/partner.js';
import { actionableOrders } from '../../../membership/purchase.js';
import { ok } from '../../../membership/result.js';
import { confirmTransfer } from '../../../membership/settling.js';
import { latestTerm, withTerm } from '../../../membership/subscription.js';
import { ADMIN, cardWith, TRANSFER } from '../../support/accounts.js';
import { Bank } from './bank.js';
import type { Deed } from './world.js';

/** Does what somebody does, if it is possible; done again after a crash, it is done once. */
export async function perform(deed: Deed, partnerId: string, ports: Ports): Promise<void> {
  const account = (await ports.store.account(partnerId)) as PartnerAccount;
  const today = dateIn(account.zone, ports.clock());
  const card = account.cards.at(-1);
  const byCard = card && ({ way: 'card', cardId: card.id } as const);
  const change = (edit: (account: PartnerAccount) => PartnerAccount) =>
    ports.store.change(partnerId, (current) => ok({ account: edit(current), value: null }));
  const open = actionableOrders(account, today).find(({ offerId }) => offerId === deed.offerId);
  switch (deed.what) {
    case 'turn-off':
      return turnOffRenewal(account, deed.offerId, ports);
    case 'use-new-card':
      return void (await change((current) => withNewCard(current, deed)));
    case 'remove-card':
      return void (await change((current) => withoutCard(current, deed.offerId)));
    case 'confirm':
      if (open?.transfer) await confirm(partnerId, open.transfer.reference, ports);
      return;
    case 'pay-open':
      if (open && byCard) await purchase(deed, partnerId, { id: open.id, kind: open.kind, pay: byCard }, ports);
      return;
    case 'renew-by-card':
      if (byCard) await purchase(deed, partnerId, { kind: 'renew', pay: byCard }, ports);
      return;
    case 'renew-by-transfer':
      return purchase(deed, partnerId, { kind: 'renew', pay: TRANSFER }, ports);
    case 'subscribe':
      if (byCard) await purchase(deed, partnerId, { kind: 'subscribe', pay: byCard }, ports);
  }
}

async function turnOffRenewal(account: PartnerAccount, offerId: string, ports: Ports): Promise<void> {
  const term = latestTerm(account, offerId);
  if (term) await turnOff(ports, account.id, { termId: term.id, by: ADMIN.id });
}

function withNewCard(account: PartnerAccount, { at, offerId }: Deed): PartnerAccount {
  const term = latestTerm(account, offerId);
  const id = `card-${at}`;
  if (!term || account.cards.some((card) => card.id === id)) return account;
  const cards = [...account.cards, cardWith(id, { token: Bank.token(account.id, id) })];
  return withTerm({ ...account, cards }, { ...term, cardId: id });
}

function withoutCard(account: PartnerAccount, offerId: string): PartnerAccount {
  const cardId = latestTerm(account, offerId)?.cardId;
  if (!cardId || ordersInDoubt(account).length) return account;
  return { ...account, cards: account.cards.filter(({ id }) => id !== cardId) };
}

async function confirm(partnerId: string, reference: string, ports: Ports): Promise<void> {
  const now = ports.clock();
  await ports.store.change(partnerId, (account) => confirmTransfer(account, reference, 'purchase', now));
}

async function purchase(
  deed: Deed,
  partnerId: string,
  { id, kind, pay }: { id?: string; kind: Order['kind']; pay: WayToPay },
  ports: Ports,
): Promise<void> {
  const orderId = id ?? orderIdOf(partnerId, `order-${deed.at}`);
  const before = (await ports.store.account(partnerId)) as PartnerAccount;
  if (wasHeard(orderOf(before, orderId), id, ports.clock())) return;
  const prepared = await prepare(ports, partnerId, { orderId, kind, offerId: deed.offerId, by: ADMIN.id, pay });
  if (!prepared.ok) return;
  const review = prepared.value.review.number;
  const bought = await buy(ports, partnerId, { orderId, review, by: ADMIN.id, turn: 'turn', patienceMs: 60_000 });
  assert.ok(bought.ok && bought.value.state !== 'review-again');
}

/** Whether the tap was heard before a crash: what became of it is not for the person to repeat. */
function wasHeard(order: Order | undefined, open: string | undefined, now: Instant): boolean {
  const wasCharged = order?.attempts.some(({ automatic, startedAt }) => !automatic && startedAt === now);
  return wasCharged || (open === undefined && order?.transfer !== undefined);
}
