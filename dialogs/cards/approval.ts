import type { TextKey } from '../../locales/text.js';
import type { ApprovableAct, Approval } from '../../membership/approval.js';
import { dateIn } from '../../membership/calendar.js';
import { memberOf, type PartnerAccount } from '../../membership/partner.js';
import { quoteFor } from '../../membership/quote.js';
import type { Beginning, CardPart, Message } from '../message.js';
import { dateText, moneyText, offerText, taxText } from '../turn.js';
import type { Reader } from './order-status.js';

const ACTS: Record<ApprovableAct, TextKey> = {
  subscribe: 'approval.subscribe',
  renew: 'approval.renew',
  'turn-off-auto-renew': 'approval.turnOff',
};

/** What is asked for, as a title: "Subscribe to Microsoft Action Pack". */
export const actText = ({ act, offerId }: Pick<Approval, 'act' | 'offerId'>, reader: Reader): string =>
  reader.say(ACTS[act], { offer: offerText(reader, offerId) });

/** What the one who decides has to know: the act, what it would cost today, who asks, and what they wrote. */
export function approvalParts(approval: Approval, account: PartnerAccount, reader: Reader): CardPart[] {
  return [
    { title: actText(approval, reader) },
    {
      facts: [
        ...priceFacts(approval, account, reader),
        [reader.say('approval.askedBy'), nameOf(approval.by, account)],
        ...(approval.note ? ([[reader.say('approval.note'), approval.note]] as [string, string][]) : []),
        [reader.say('approval.until'), dateText(reader, approval.until)],
      ],
    },
  ];
}

/** For information: the administrator's own review fixes it. */
export function priceFacts(
  { act, offerId }: Pick<Approval, 'act' | 'offerId'>,
  account: PartnerAccount,
  reader: Reader,
): [string, string][] {
  if (act === 'turn-off-auto-renew') return [];
  const today = dateIn(account.zone, reader.ports.clock());
  const { net, tax, total } = quoteFor(account, { kind: act, offerId }, reader.ports.rules, today);
  return [
    [reader.say('review.price'), moneyText(reader, net)],
    [taxText(reader, tax.rate), moneyText(reader, tax.amount)],
    [reader.say('review.total'), moneyText(reader, total)],
  ];
}

const nameOf = (id: string | undefined, account: PartnerAccount): string =>
  (id && memberOf(account, id)?.name) || account.organisation;

/** To an administrator: who asks for what, with the two answers. Nothing once it was answered. */
export function askedMessage(approval: Approval, account: PartnerAccount, reader: Reader): Message | undefined {
  if (approval.status !== 'waiting') return undefined;
  const draft = (answer: string) => ({ approval: approval.id, answer });
  return {
    text: reader.say('approval.asked', { name: nameOf(approval.by, account), organisation: account.organisation }),
    parts: approvalParts(approval, account, reader),
    begin: [
      { procedure: 'approval', label: reader.say('approval.review'), draft: draft('approve') },
      { procedure: 'approval', label: reader.say('approval.decline'), draft: draft('decline') },
    ],
  };
}

/** What became of a request, for whoever looks at it. */
export function answerMessage(approval: Approval, account: PartnerAccount, reader: Reader): Message {
  const values = {
    act: actText(approval, reader),
    name: nameOf(approval.answered?.by, account),
    asker: nameOf(approval.by, account),
    date: dateText(reader, approval.answered?.on ?? approval.until),
    reason: approval.answered?.reason ?? '',
  };
  if (approval.status === 'approved') return { text: reader.say('approval.approved', values) };
  if (approval.status === 'withdrawn') return { text: reader.say('approval.withdrawn', values) };
  if (approval.status !== 'declined') return { text: reader.say('approval.lapsed', values) };
  return { text: reader.say(values.reason ? 'approval.declinedBecause' : 'approval.declined', values) };
}

/** The button that asks the administrators to do what the reader may not. */
export const askAdminBeginning = (act: ApprovableAct, offer: string, reader: Reader): Beginning => ({
  procedure: 'ask-admin',
  label: reader.say('askAdmin.title'),
  draft: { act, offer },
});
