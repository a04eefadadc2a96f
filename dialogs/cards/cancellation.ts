import { cancellationOutlook } from '../../membership/cancelling.js';
import type { OfferId } from '../../membership/offer.js';
import { latestTerm, type Subscription } from '../../membership/subscription.js';
import { turnOffRefusal } from '../../membership/turning-off.js';
import type { CardPart, Message } from '../message.js';
import { dateText, memberIn, offerText, type Turn, todayOf } from '../turn.js';

/**
 * What cancelling a subscription that is held would mean, before anything is asked (procedures.md, P5). For whom not
 * renewing is enough, the way to that is beside it.
 */
export function cancellationMessage(offerId: OfferId, turn: Turn): Message {
  const { account, member } = memberIn(turn);
  const term = latestTerm(account, offerId) as Subscription;
  const canTurnOff = !turnOffRefusal(account, member, term, todayOf(turn));
  const turnOff = { procedure: 'turn-off-auto-renew', label: turn.say('label.turnOffAutoRenew') };
  return {
    text: turn.say('cancel.outlook', { offer: offerText(turn, offerId) }),
    parts: outlookParts(term, turn),
    ...(canTurnOff ? { begin: [{ ...turnOff, draft: { offer: offerId } }] } : {}),
  };
}

function outlookParts(term: Subscription, turn: Turn): CardPart[] {
  const outlook = cancellationOutlook(memberIn(turn).account, term, todayOf(turn));
  const expires = { date: dateText(turn, term.expiresOn) };
  const refundUntil = { date: dateText(turn, outlook.refundUntil) };
  return [
    { title: offerText(turn, term.offerId) },
    {
      facts: [
        [turn.say('cancel.boughtOn'), dateText(turn, outlook.boughtOn)],
        [turn.say('membership.expires'), expires.date],
      ],
    },
    {
      list: [
        turn.say('cancel.benefitsEnd'),
        turn.say(outlook.isInTime ? 'cancel.refund' : 'cancel.noRefund', refundUntil),
        ...(term.autoRenew ? [turn.say('cancel.renewsUntilThen', expires)] : []),
      ],
    },
  ];
}
