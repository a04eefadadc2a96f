import { cancellationOutlook } from '../../membership/cancelling.js';
import type { OfferId } from '../../membership/offer.js';
import { latestTerm, type Subscription } from '../../membership/subscription.js';
import type { CardPart } from '../message.js';
import { dateText, memberIn, offerText, type Turn, todayOf } from '../turn.js';

/** What cancelling a subscription that is held would mean, before anything is asked (procedures.md, P5). */
export function cancellationParts(offerId: OfferId, turn: Turn): CardPart[] {
  const { account } = memberIn(turn);
  const term = latestTerm(account, offerId) as Subscription;
  const outlook = cancellationOutlook(account, term, todayOf(turn));
  const expires = { date: dateText(turn, term.expiresOn) };
  const refundUntil = { date: dateText(turn, outlook.refundUntil) };
  return [
    { title: offerText(turn, offerId) },
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
