import { withdraw } from '../membership/actions/orders.js';
import { type Order, orderOf } from '../membership/order.js';
import { actionableOrders } from '../membership/purchase.js';
import { mayBuy } from '../membership/roles.js';
import { latestTerm } from '../membership/subscription.js';
import { orderMessage, transferMessage } from './cards/order-status.js';
import { membersOnly } from './members-only.js';
import type { Choice, Message } from './message.js';
import { refusalMessage } from './problems.js';
import { draftOf, Procedure } from './procedure.js';
import { chooseFrom, keepChoice } from './steps/choose.js';
import { purchaseOver } from './steps/purchase-over.js';
import { buyStep, type PurchaseDraft, prepareStep, reviewStep } from './steps/review.js';
import { addCardStep, wayToPayStep } from './steps/way-to-pay.js';
import { dateText, memberIn, offerText, type Turn, todayOf, turnOf } from './turn.js';
import { readWithdrawal, speaksOfCancelling } from './understanding/yes-no.js';

interface PendingDraft extends PurchaseDraft {
  what?: 'card' | 'withdraw' | 'keep';
  /** Paying by card is what was tapped. */
  pay?: boolean;
  sure?: boolean;
}

/**
 * P3 and P4: a pending bank transfer is looked at, paid by card instead, or withdrawn; and so is an automatic renewal
 * whose card was declined.
 */
export const pendingOrder: Procedure<PendingDraft> = new Procedure<PendingDraft>(
  'pending-order',
  'menu.pendingOrder',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      const draft = draftOf<PendingDraft>(step);
      draft.cardOnly = true;
      if (draft.pay) draft.what = 'card';
      const orders = ordersOf(turn);
      const wanted = orderOf(memberIn(turn).account, draft.orderId ?? '');
      if (wanted && !orders.includes(wanted)) {
        await turn.send(orderMessage(wanted, turn));
        return step.endDialog();
      }
      if (!orders.length) {
        await turn.send({ text: turn.say('pending.none') });
        return step.endDialog();
      }
      if (orders.length === 1) draft.orderId ??= orders[0]?.id;
      return step.next();
    },
    {
      field: 'orderId',
      about: 'pending.about',
      ask: (_draft, turn) => ({ text: turn.say('pending.which'), choices: orderChoices(turn) }),
      read: (said, _draft, turn) => keepChoice<PendingDraft>('orderId', said, orderChoices(turn), turn),
    },
    async (step) => {
      const turn = turnOf(step);
      const draft = draftOf<PendingDraft>(step);
      const order = orderOf(memberIn(turn).account, draft.orderId as string);
      draft.offer = order?.offerId;
      draft.kind = order?.kind;
      if (order && mayBuy(memberIn(turn).member)) return step.next();
      if (order) await turn.send({ ...orderMessage(order, turn), begin: [] });
      if (order) await turn.send(refusalMessage(order.offerId, [{ code: 'no-role' }], turn));
      return step.endDialog();
    },
    {
      field: 'what',
      about: 'pending.about',
      aboutCancelling: true,
      ask: (draft, turn) => askWhat(draft, turn),
      read: (said, draft, turn) =>
        !said.tap && speaksOfCancelling(said.text)
          ? { keep: { what: 'withdraw' } }
          : keepChoice<PendingDraft>('what', said, whatChoices(orderIn(draft, turn), turn), turn),
    },
    {
      field: 'sure',
      about: 'pending.about',
      when: (draft) => draft.what === 'withdraw',
      aboutCancelling: true,
      deliberate: true,
      ask: (draft, turn) => ({
        text: sureText(orderIn(draft, turn), turn),
        choices: sureChoices(turn),
      }),
      read: (said, _draft, turn) => {
        const typed = said.tap ? undefined : readWithdrawal(said.text);
        if (typed !== undefined) return { keep: { sure: typed } };
        const isBare = !said.tap && speaksOfCancelling(said.text);
        const read = isBare ? undefined : chooseFrom(said, sureChoices(turn), turn);
        const isChosen = read && 'chosen' in read;
        return isChosen ? { keep: { sure: read.chosen === 'yes' } } : { again: turn.say('confirm.yesOrNo') };
      },
    },
    async (step) => {
      const turn = turnOf(step);
      const draft = draftOf<PendingDraft>(step);
      if (draft.what === 'card') return step.next();
      await turn.send({ text: draft.sure ? await withdrawNow(draft, turn) : turn.say('pending.kept') });
      return step.endDialog();
    },
    wayToPayStep<PendingDraft>(),
    addCardStep<PendingDraft>(),
    prepareStep,
    reviewStep<PendingDraft>(),
    buyStep(() => pendingOrder),
  ],
  'task',
  undefined,
  (draft, turn) => (draft.what === 'card' ? purchaseOver(draft, turn) : isGone(draft, turn)),
);

const isGone = ({ orderId }: PendingDraft, turn: Turn): boolean =>
  !!orderId && !ordersOf(turn).some(({ id }) => id === orderId);

async function withdrawNow(draft: PendingDraft, turn: Turn): Promise<string> {
  const { account, member } = memberIn(turn);
  const done = await withdraw(turn.ports, account.id, draft.orderId as string, member.id);
  await turn.refresh();
  const offer = offerText(turn, draft.offer as string);
  return turn.say(done.ok ? 'pending.withdrawn' : 'pending.cannotWithdraw', { offer });
}

const ordersOf = (turn: Turn): Order[] => actionableOrders(memberIn(turn).account, todayOf(turn));

const orderChoices = (turn: Turn): Choice[] =>
  ordersOf(turn).map((order) => ({
    value: order.id,
    label: turn.say('offer.withExpiry', {
      offer: offerText(turn, order.offerId),
      date: order.transfer?.reference ?? '',
    }),
    also: [offerText(turn, order.offerId), order.transfer?.reference ?? ''],
  }));

const whatChoices = (order: Order, turn: Turn): Choice[] => [
  { value: 'card', label: turn.say(order.transfer ? 'pending.payByCard' : 'pending.payNow') },
  { value: 'withdraw', label: turn.say('pending.withdraw'), style: 'destructive' },
  { value: 'keep', label: turn.say('pending.keep') },
];

const sureChoices = (turn: Turn): Choice[] => [
  { value: 'yes', label: turn.say('pending.withdraw'), style: 'destructive' },
  { value: 'no', label: turn.say('pending.keep') },
];

function sureText(order: Order, turn: Turn): string {
  const offer = offerText(turn, order.offerId);
  const term = latestTerm(memberIn(turn).account, order.offerId);
  if (order.kind !== 'auto-renew' || !term) return turn.say('pending.sure', { offer });
  return turn.say(order.transfer ? 'pending.sureAutomaticTransfer' : 'pending.sureAutomatic', {
    offer,
    date: dateText(turn, term.expiresOn),
  });
}

function orderIn(draft: PendingDraft, turn: Turn): Order {
  const order = orderOf(memberIn(turn).account, draft.orderId as string);
  if (!order) throw new Error(`There is no order ${draft.orderId}`);
  return order;
}

function askWhat(draft: PendingDraft, turn: Turn): Message {
  const order = orderIn(draft, turn);
  const choices = whatChoices(order, turn);
  if (!order.transfer) return { ...orderMessage(order, turn), begin: undefined, choices };
  const { account } = memberIn(turn);
  return { ...transferMessage(order, account, turn), begin: undefined, text: turn.say('pending.what'), choices };
}
