import type { WaterfallStep } from 'botbuilder-dialogs';
import { buy, prepare } from '../../membership/actions/orders.js';
import type { BuyingProblem } from '../../membership/buying.js';
import { type Order, orderIdOf, orderOf, orderStatusOn, type WayToPay } from '../../membership/order.js';
import type { Result } from '../../membership/result.js';
import { buyLabel, orderReviewParts } from '../cards/order-review.js';
import { orderMessage } from '../cards/order-status.js';
import type { Choice, Message } from '../message.js';
import { buyingProblemMessage } from '../problems.js';
import { draftOf, type Procedure, type Reading, type Step } from '../procedure.js';
import { memberIn, type Said, type Turn, todayOf, turnOf } from '../turn.js';
import { readConfirmation } from '../understanding/yes-no.js';
import { chooseFrom } from './choose.js';
import type { ContactDraft } from './transfer-contact.js';
import { CARD_WORDS, TRANSFER_WORDS, wayNamed } from './way-to-pay.js';

/** What the last steps of every purchase work on. */
export interface PurchaseDraft extends ContactDraft {
  kind?: Order['kind'];
  offer?: string;
  terms?: string;
  /** Minted before the review is shown; every way to pay that is tried belongs to this order. */
  orderId?: string;
  /** The member's request on which it is bought. */
  approval?: string;
  /** Number of the review that was shown last. */
  review?: number;
  confirmed?: boolean;
}

/** Saves the order that is about to be reviewed; what cannot be bought (any more) is told, and ends the procedure. */
export const prepareStep: WaterfallStep = async (step) => {
  const turn = turnOf(step);
  const prepared = await prepareDraft(draftOf<PurchaseDraft>(step), turn);
  return prepared.ok ? step.next() : endWith(step, prepared.problem, turn);
};

/** The order's id names its partner, so that a page that knows only the gateway's key finds the account. */
async function prepareDraft(draft: PurchaseDraft, turn: Turn): Promise<Result<Order, BuyingProblem>> {
  const { account, member } = memberIn(turn);
  draft.orderId ??= orderIdOf(account.id, turn.ports.newId());
  const { kind = 'subscribe', offer: offerId = '', orderId } = draft;
  const { approval } = draft;
  const request = { orderId, kind, offerId, by: member.id, pay: payOf(draft), approval };
  const prepared = await prepare(turn.ports, account.id, request);
  await turn.refresh();
  if (prepared.ok) draft.review = prepared.value.review.number;
  return prepared;
}

/** The review: nothing is bought but by a tap on Buy or an unmistakable yes, here. */
export function reviewStep<Draft extends PurchaseDraft>(): Step<Draft> {
  return {
    field: 'confirmed',
    about: 'review.about',
    deliberate: true,
    ask: (draft, turn) => askReview(draft, turn),
    read: (said, draft, turn) => readReview(said, draft, turn) as Reading<Draft>,
  };
}

/** Buys what was reviewed, tells the result, and goes back to the way to pay where the card was refused. */
export const buyStep =
  (procedure: () => Procedure<PurchaseDraft>): WaterfallStep =>
  async (step) => {
    const turn = turnOf(step);
    const draft = draftOf<PurchaseDraft>(step);
    const { account, member } = memberIn(turn);
    const { orderId = '', review = 0 } = draft;
    const asked = { orderId, review, by: member.id, turn: turn.ref, patienceMs: turn.patienceMs };
    const bought = await buy(turn.ports, account.id, asked);
    await turn.refresh();
    if (!bought.ok) return endWith(step, bought.problem, turn);
    const { order, state } = bought.value;
    if (state === 'review-again') {
      await turn.send({ text: turn.say('review.changed') });
      draft.review = order.review.number;
      return procedure().rewind(step, 'confirmed');
    }
    if (state === 'still-going') await turn.send({ text: turn.say('buy.stillGoing') });
    const status = orderStatusOn(order, todayOf(turn));
    const refused = status === 'declined' || (status === 'pending-transfer' && draft.way === 'card');
    const told = await turn.deliverNotices(refused);
    // Somebody else may have bought it, in another conversation: what became of it is said all the same.
    if (!told && !refused && state === 'settled') await turn.send(orderMessage(order, turn));
    return refused ? procedure().rewind(step, 'way') : step.endDialog();
  };

function payOf(draft: PurchaseDraft): WayToPay {
  if (draft.way === 'card' && draft.cardId) return { way: 'card', cardId: draft.cardId };
  const { contactName: name = '', contactPhone: phone = '', contactEmail: email = '' } = draft;
  return { way: 'transfer', contact: { name, phone, email } };
}

async function endWith(step: Parameters<WaterfallStep>[0], problem: BuyingProblem, turn: Turn) {
  await turn.send(buyingProblemMessage(problem, turn));
  return step.endDialog();
}

/** The order under review; undefined where it was dropped, after a day or by a tester's reset. */
const reviewed = (draft: PurchaseDraft, turn: Turn): Order | undefined =>
  orderOf(memberIn(turn).account, draft.orderId ?? '');

function choices(order: Order, turn: Turn): Choice[] {
  const data = { order: order.id, review: order.review.number };
  return [
    { value: 'buy', label: buyLabel(order, turn), style: 'positive', deliberate: turn.say('label.buy'), data },
    { value: 'other-way', label: turn.say('review.otherWay'), also: [...CARD_WORDS, ...TRANSFER_WORDS] },
    { value: 'stop', label: turn.say('label.stop') },
  ];
}

async function askReview(draft: PurchaseDraft, turn: Turn): Promise<Message> {
  // What stood still for a while may have changed: what is shown is as of now, or is refused now.
  const prepared = await prepareDraft(draft, turn);
  if (!prepared.ok) return buyingProblemMessage(prepared.problem, turn);
  const order = prepared.value;
  const isCard = order.review.pay.way === 'card';
  return {
    text: turn.say(isCard ? 'review.askCard' : 'review.askTransfer', { buy: buyLabel(order, turn) }),
    parts: orderReviewParts(order, turn),
    choices: choices(order, turn),
  };
}

function readReview(said: Said, draft: PurchaseDraft, turn: Turn): Reading<PurchaseDraft> {
  const order = reviewed(draft, turn);
  if (!order) return { back: 'way' };
  if (said.tap?.data.value === 'buy') {
    const shown = said.tap.data.review === draft.review && said.tap.data.order === order.id;
    return shown ? { keep: { confirmed: true } } : { again: turn.say('choice.outdated') };
  }
  const typed = said.tap ? undefined : readConfirmation(said.text, [buyLabel(order, turn), turn.say('label.buy')]);
  if (typed === true) return { keep: { confirmed: true } };
  if (typed === false) return { again: turn.say('review.notBought') };
  const read = chooseFrom(said, choices(order, turn), turn);
  if ('chosen' in read && read.chosen === 'other-way') return { back: 'way', knowing: wayNamed(said, draft, turn) };
  if ('chosen' in read && read.chosen === 'stop') return { stop: true };
  return { again: turn.say('review.notUnderstood', { buy: buyLabel(order, turn) }) };
}
