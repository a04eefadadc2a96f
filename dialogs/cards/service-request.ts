import { formatMoment } from '../../locales/format.js';
import { lastMessage } from '../../membership/actions/requests.js';
import { dateIn } from '../../membership/calendar.js';
import { shownNumber } from '../../membership/request-number.js';
import {
  type RequestContact,
  type RequestMessage,
  reopenableUntil,
  type ServiceRequest,
} from '../../membership/service-request.js';
import type { Beginning, CardPart, Message } from '../message.js';
import { catalogueOf, dateText, memberIn, offerText, type Turn } from '../turn.js';

type Fact = [label: string, value: string];

/** The fields of a request as the person fills them in: before it is submitted, and on its card. */
export function requestFacts(
  request: Pick<ServiceRequest, 'offerId' | 'summary' | 'description' | 'severity' | 'contact' | 'files'>,
  turn: Turn,
): Fact[] {
  const files = request.files.map(({ name }) => name).join(', ');
  const facts: Fact[] = [
    [turn.say('request.area'), turn.say('label.reportProblems')],
    [turn.say('label.typeOfProblem'), turn.say('label.invoicePaymentReconciliation')],
    [turn.say('request.subscription'), offerText(turn, request.offerId)],
    [turn.say('request.summary'), request.summary],
    [turn.say('request.description'), request.description ?? ''],
    [turn.say('request.severity'), turn.say(`severity.${request.severity}`)],
    [turn.say('request.contact'), contactText(request.contact)],
    [turn.say('request.files'), files],
  ];
  return facts.filter(([, value]) => value);
}

const contactText = ({ name, email, phone }: RequestContact): string => [name, email, phone].filter(Boolean).join(', ');

/** Where a request stands: status, what happened when, the last message (procedures.md, P6). */
export async function requestMessage(request: ServiceRequest, turn: Turn): Promise<Message> {
  const last = await lastMessage(turn.ports, request);
  return {
    text: turn.say('requests.card', { number: shownNumber(request.number) }),
    parts: [
      { title: shownNumber(request.number) },
      { badge: turn.say(`request.status.${request.status}`), good: request.status === 'open' },
      { facts: requestFacts(request, turn) },
      { title: turn.say('requests.history') },
      { facts: request.history.map((event): Fact => [momentText(event.at, turn), eventText(event, turn)]) },
      ...(last ? lastMessageParts(last, turn) : []),
      ...reopenPart(request, turn),
    ],
    links: [{ label: turn.say('link.support'), url: catalogueOf(turn).links.support }],
  };
}

const momentText = (at: string, turn: Turn): string => formatMoment(turn.language, at, memberIn(turn).account.zone);

const eventText = ({ what, by }: ServiceRequest['history'][number], turn: Turn): string =>
  turn.say(`request.event.${what}`, { name: by.name });

const lastMessageParts = ({ from, text }: RequestMessage, turn: Turn): CardPart[] => [
  { title: turn.say('requests.lastMessage', { name: from.name }) },
  { text },
];

function reopenPart(request: ServiceRequest, turn: Turn): CardPart[] {
  const until = reopenableUntil(request, memberIn(turn).account.zone);
  const isOver = until && until < dateIn(memberIn(turn).account.zone, turn.now);
  if (!until) return [];
  const text = turn.say(isOver ? 'requests.reopenableWas' : 'requests.reopenable', { date: dateText(turn, until) });
  return [{ text, subtle: true }];
}

/** The same where nothing is asked: in answer to an earlier card, or to a second request about the same. */
export const requestNow = async (request: ServiceRequest, turn: Turn): Promise<Message> => ({
  ...(await requestMessage(request, turn)),
  begin: [{ ...lookAt(request, turn), label: turn.say('requests.goOn') }],
});

/** The button that leads to a request, on any card and at any time. */
export const lookAt = ({ number }: ServiceRequest, turn: Turn): Beginning => ({
  procedure: 'request-status',
  label: turn.say('requests.look'),
  draft: { request: number },
});
