import { shownNumber } from '../membership/request-number.js';
import { requestSeenBy, requestsSeenBy, type ServiceRequest } from '../membership/service-request.js';
import { heldOn } from '../membership/subscription.js';
import { requestMessage } from './cards/service-request.js';
import { membersOnly } from './members-only.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure, type Reading } from './procedure.js';
import { chooseFrom } from './steps/choose.js';
import {
  DEEDS,
  deedSteps,
  doDeed,
  type RequestDraft,
  requestOf,
  whatChoices,
  whatRefused,
} from './steps/request-deeds.js';
import { catalogueOf, memberIn, offerText, type Said, type Turn, todayOf, turnOf } from './turn.js';
import { requestNumberIn } from './understanding/request-number.js';

/** Requests that a list shows; any other is found by its number. */
const MOST_LISTED = 10;

/** P6: the list → a request → its status, what happened when, the last message; a note, a file, close, reopen. */
export const requestStatus: Procedure<RequestDraft> = new Procedure<RequestDraft>(
  'request-status',
  'label.serviceRequests',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      const told = settleRequest(draftOf<RequestDraft>(step), turn);
      if (told) await turn.send(told);
      return requestsIn(turn).length ? step.next() : step.endDialog();
    },
    {
      field: 'request',
      about: 'requests.aboutList',
      ask: (_draft, turn) => askWhich(turn),
      read: (said, _draft, turn) => readWhich(said, turn),
    },
    async (step) => {
      const turn = turnOf(step);
      const draft = draftOf<RequestDraft>(step);
      draft.act = turn.ports.newId();
      const refused = whatRefused(draft, turn);
      if (refused) draft.what = undefined;
      if (refused) await turn.send({ text: refused });
      return step.next();
    },
    {
      field: 'what',
      about: 'requests.aboutRequest',
      ask: async (draft, turn) => {
        const request = requestOf(draft, turn);
        return { ...(await requestMessage(request, turn)), choices: whatChoices(request, turn) };
      },
      read: (said, draft, turn) => {
        const read = chooseFrom(said, whatChoices(requestOf(draft, turn), turn), turn);
        if ('chosen' in read) return { keep: { what: read.chosen as RequestDraft['what'] } };
        // Time may have passed since the card was shown, or somebody else was faster.
        const tapped = DEEDS.find((deed) => deed === said.tap?.data.value);
        return { again: whatRefused({ ...draft, what: tapped }, turn) ?? read.again };
      },
    },
    ...deedSteps,
    async (step) => {
      const turn = turnOf(step);
      const draft = draftOf<RequestDraft>(step);
      if (draft.what === 'done') {
        // In between, the task that goes on speaks next.
        if (step.stack.length === 1) await turn.send({ text: turn.say('close.done') });
        return step.endDialog();
      }
      await turn.send({ text: await doDeed(draft, turn) });
      draft.act = turn.ports.newId();
      return requestStatus.rewind(step, 'what');
    },
  ],
  'answer',
);

function requestsIn(turn: Turn): ServiceRequest[] {
  const { account, member } = memberIn(turn);
  return requestsSeenBy(account, member);
}

/**
 * Takes the only request there is, and none that this person may not see: to them it is as if it were not there.
 * Answers what is said before the list, or instead of it.
 */
function settleRequest(draft: RequestDraft, turn: Turn): Message | undefined {
  const { account, member } = memberIn(turn);
  const { request: number } = draft;
  const isUnknown = number !== undefined && !requestSeenBy(account, member, number);
  if (isUnknown) draft.request = undefined;
  const seen = requestsIn(turn);
  if (!isUnknown && seen.length === 1) draft.request ??= seen[0]?.number;
  const unknown = isUnknown ? noSuch(number, turn) : '';
  if (!seen.length) return noRequests(unknown, turn);
  return unknown ? { text: unknown } : undefined;
}

const noSuch = (number: string, turn: Turn): string => turn.say('requests.noSuch', { number: shownNumber(number) });

/** An empty list says how a request is opened. */
function noRequests(lead: string, turn: Turn): Message {
  const isHeld = heldOn(memberIn(turn).account, todayOf(turn)).length > 0;
  const text = turn.say(isHeld ? 'requests.none' : 'requests.noneAtAll');
  return {
    text: [lead, text].filter(Boolean).join('\n\n'),
    ...(isHeld ? { begin: [{ procedure: 'cancel-subscription', label: turn.say('label.cancelSubscription') }] } : {}),
    links: [{ label: turn.say('link.support'), url: catalogueOf(turn).links.support }],
  };
}

function listChoices(turn: Turn): Choice[] {
  return requestsIn(turn)
    .slice(0, MOST_LISTED)
    .map(({ number, summary, status, offerId }) => ({
      value: number,
      label: turn.say('requests.item', {
        number: shownNumber(number),
        summary,
        status: turn.say(`request.status.${status}`),
      }),
      also: [number, shownNumber(number), offerText(turn, offerId)],
    }));
}

function askWhich(turn: Turn): Message {
  const count = requestsIn(turn).length;
  const isLong = count > MOST_LISTED;
  return { text: turn.say(isLong ? 'requests.whichOfMany' : 'requests.which', { count }), choices: listChoices(turn) };
}

function readWhich(said: Said, turn: Turn): Reading<RequestDraft> {
  const number = said.tap ? undefined : requestNumberIn(said.text);
  const { account, member } = memberIn(turn);
  if (number && !requestSeenBy(account, member, number)) return { again: noSuch(number, turn) };
  if (number) return { keep: { request: number } };
  const read = chooseFrom(said, listChoices(turn), turn);
  return 'again' in read ? read : { keep: { request: read.chosen } };
}
