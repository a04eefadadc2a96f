import type { TextKey } from '../locales/text.js';
import { type Order, type OrderStatus, openOrder, openOrders, orderStatusOn } from '../membership/order.js';
import { mayBuy, mayManagePeople } from '../membership/roles.js';
import { heldOn, latestTerms, renewalWindow, type Subscription, statusOn } from '../membership/subscription.js';
import { wayToOpenOrder } from './cards/order-status.js';
import { membersOnly } from './members-only.js';
import { menuOf } from './menu.js';
import type { Beginning, CardPart, Message } from './message.js';
import { Procedure } from './procedure.js';
import { dateText, memberIn, moneyText, offerText, type Turn, todayOf, turnOf } from './turn.js';

/** "My membership": the partner, the offers held with expiry, automatic renewal and window, and pending orders. */
export const myMembership = new Procedure(
  'my-membership',
  'menu.myMembership',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      await turn.send(membershipMessage(turn));
      return step.endDialog();
    },
  ],
  'answer',
);

function membershipMessage(turn: Turn): Message {
  const { account } = memberIn(turn);
  const terms = latestTerms(account);
  const orders = openOrders(account, todayOf(turn));
  return {
    text: turn.say('membership.lead', { organisation: account.organisation }),
    parts: [
      ...partnerParts(turn),
      ...terms.flatMap((term) => termParts(term, turn)),
      ...(terms.length ? [] : [{ text: turn.say('membership.noOffers') }]),
      ...orders.flatMap((order) => orderParts(order, turn)),
    ],
    links: orders.flatMap((order) => wayToOpenOrder(order.offerId, turn).links ?? []),
    begin: [
      ...menuOf(turn).filter(({ procedure }) =>
        ['renew', 'subscribe', 'eligibility', 'pending-order', 'request-status', 'turn-off-auto-renew'].includes(
          procedure,
        ),
      ),
      ...(mayManagePeople(memberIn(turn).member) ? [{ procedure: 'people', label: turn.say('people.title') }] : []),
      ...(mayBuy(memberIn(turn).member) ? buyersOwn(turn) : []),
      ...(heldOn(account, todayOf(turn)).length ? [cancelling(turn)] : []),
    ],
  };
}

const buyersOwn = (turn: Turn): Beginning[] => [
  { procedure: 'ways-to-pay', label: turn.say('cards.title') },
  { procedure: 'reminders', label: turn.say('reminders.title') },
  ...(memberIn(turn).account.invoices.length
    ? [{ procedure: 'download-invoice', label: turn.say('label.downloadInvoice') }]
    : []),
];

const cancelling = (turn: Turn): Beginning => ({
  procedure: 'cancel-subscription',
  label: turn.say('label.cancelSubscription'),
});

function partnerParts(turn: Turn): CardPart[] {
  const { account } = memberIn(turn);
  const attained = account.attained.map((level) => turn.say(`level.${level}`));
  const facts: [string, string][] = [
    [turn.say('membership.mpnId'), account.mpnId],
    [turn.say('membership.since'), dateText(turn, account.joinedOn)],
    ...(attained.length ? ([[turn.say('membership.attained'), attained.join(', ')]] as [string, string][]) : []),
  ];
  return [{ title: account.organisation }, { facts }];
}

/** Where a term stands, and after it expired whether it can be renewed here, is being renewed, or in the PMC. */
function badgeOf(term: Subscription, turn: Turn): TextKey {
  const status = statusOn(term, todayOf(turn));
  if (status === 'active') return 'membership.active';
  if (openOrder(memberIn(turn).account, term.offerId, todayOf(turn))) return 'membership.ordered';
  if (status === 'lapsed') return 'membership.lapsed';
  return term.managedIn === 'pmc' ? 'membership.expiredPmc' : 'membership.in-window';
}

function termParts(term: Subscription, turn: Turn): CardPart[] {
  const status = statusOn(term, todayOf(turn));
  const window = renewalWindow(term);
  const period = { from: dateText(turn, window.from), to: dateText(turn, window.to) };
  const facts: [string, string][] = [
    [turn.say('membership.expires'), dateText(turn, term.expiresOn)],
    [turn.say('membership.autoRenew'), turn.say(term.autoRenew ? 'membership.on' : 'membership.off')],
    [turn.say('membership.window'), turn.say('membership.windowDates', period)],
  ];
  if (term.managedIn === 'pmc') facts.push([turn.say('membership.managedIn'), turn.say('membership.pmc')]);
  return [
    { title: offerText(turn, term.offerId) },
    { badge: turn.say(badgeOf(term, turn)), good: status === 'active' },
    { facts },
  ];
}

function orderParts(order: Order, turn: Turn): CardPart[] {
  const facts: [string, string][] = [[turn.say('review.total'), moneyText(turn, order.review.total)]];
  if (order.transfer) {
    facts.push([turn.say('transfer.reference'), order.transfer.reference]);
    facts.push([turn.say('transfer.until'), dateText(turn, order.transfer.until)]);
  }
  const status = orderStatusOn(order, todayOf(turn));
  const keys: Partial<Record<OrderStatus, TextKey>> = {
    'pending-transfer': 'membership.transferPending',
    declined: 'membership.chargeDeclined',
    'awaiting-confirmation': 'membership.bankWaits',
  };
  const text = turn.say(keys[status] ?? 'membership.chargePending');
  return [{ title: turn.say('membership.order', { offer: offerText(turn, order.offerId) }) }, { text }, { facts }];
}
