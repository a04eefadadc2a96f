import { submitRequest } from '../membership/actions/requests.js';
import { knownOffer, namesOf } from '../membership/offer.js';
import { shownNumber } from '../membership/request-number.js';
import type { OpeningProblem } from '../membership/request-opening.js';
import { maySee, openRequestFor, type ServiceRequest } from '../membership/service-request.js';
import { heldOn } from '../membership/subscription.js';
import { cancellationMessage } from './cards/cancellation.js';
import { lookAt, requestNow } from './cards/service-request.js';
import { membersOnly } from './members-only.js';
import type { Choice, Message } from './message.js';
import { draftOf, Procedure } from './procedure.js';
import { attachStep } from './steps/attach.js';
import { chooseOrYesNo, keepChoice } from './steps/choose.js';
import { contactSteps } from './steps/contact.js';
import { requestFieldSteps } from './steps/request-fields.js';
import { forgetFiles, type RequestReviewDraft, requestIn, requestReviewSteps } from './steps/request-review.js';
import { catalogueOf, dateText, memberIn, offerText, type Turn, todayOf, turnOf } from './turn.js';

interface CancelDraft extends RequestReviewDraft {
  wanted?: boolean;
}

/** P5: the subscription → what cancelling would mean → New request, already routed → its fields → Submit. */
export const cancelSubscription: Procedure<CancelDraft> = new Procedure<CancelDraft>(
  'cancel-subscription',
  'label.cancelSubscription',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      const told = settleOffer(draftOf<CancelDraft>(step), turn);
      if (told) await turn.send(told);
      return told ? step.endDialog() : step.next();
    },
    {
      field: 'offer',
      about: 'offer.about',
      ask: (_draft, turn) => ({ text: turn.say('cancel.which'), choices: heldChoices(turn) }),
      read: (said, _draft, turn) => keepChoice<CancelDraft>('offer', said, heldChoices(turn), turn),
    },
    async (step) => {
      const turn = turnOf(step);
      const open = openRequestFor(
        memberIn(turn).account,
        'cancel-subscription',
        draftOf<CancelDraft>(step).offer ?? '',
      );
      if (!open) return step.next();
      await turn.send(await alreadyOpen(open, turn));
      return step.endDialog();
    },
    {
      field: 'wanted',
      about: 'cancel.about',
      ask: ({ offer = '' }, turn) => ({ ...cancellationMessage(offer, turn), choices: wantedChoices(turn) }),
      read: async (said, _draft, turn) => {
        const read = chooseOrYesNo(said, wantedChoices(turn), turn, { yes: 'new', no: 'keep' });
        if ('again' in read) return read;
        return read.chosen === 'new' ? { keep: { wanted: true } } : { stop: true };
      },
    },
    ...requestFieldSteps<CancelDraft>((draft, turn) =>
      turn.say('cancel.summary', { offer: offerText(turn, draft.offer as string) }),
    ),
    ...contactSteps<CancelDraft>({
      about: 'request.aboutContact',
      askForm: 'request.askContactForm',
      askName: 'request.askContactName',
      askPhone: 'request.askContactPhone',
      askEmail: 'request.askContactEmail',
      button: 'label.next',
      phoneOptional: true,
    }),
    attachStep<CancelDraft>(),
    ...requestReviewSteps<CancelDraft>(),
    async (step) => {
      const turn = turnOf(step);
      await turn.send(await submit(draftOf<CancelDraft>(step), turn));
      return step.endDialog();
    },
  ],
  'task',
  forgetFiles,
);

/** Takes the only subscription there is; answers what is told where there is none, or not the one that was named. */
function settleOffer(draft: CancelDraft, turn: Turn): Message | undefined {
  const held = heldOn(memberIn(turn).account, todayOf(turn));
  const { offer } = draft;
  if (offer && !held.some((term) => term.offerId === offer))
    return { text: turn.say('cancel.notHeld', { offer: offerText(turn, offer) }) };
  if (!held.length) return { text: turn.say('cancel.nothingHeld') };
  if (held.length === 1) draft.offer ??= held[0]?.offerId;
  return undefined;
}

const heldChoices = (turn: Turn): Choice[] =>
  heldOn(memberIn(turn).account, todayOf(turn)).map(({ offerId, expiresOn }) => ({
    value: offerId,
    label: turn.say('offer.withExpiry', { offer: offerText(turn, offerId), date: dateText(turn, expiresOn) }),
    also: namesOf(knownOffer(catalogueOf(turn), offerId)),
  }));

/** Whoever may see the open request is led to it; others hear whom to ask. */
async function alreadyOpen(open: ServiceRequest, turn: Turn): Promise<Message> {
  const { member } = memberIn(turn);
  const offer = offerText(turn, open.offerId);
  const opener = open.history.at(0)?.by.name ?? '';
  if (!maySee(member, open)) return { text: turn.say('cancel.openByOther', { offer, name: opener }) };
  return { ...(await requestNow(open, turn)), text: turn.say('cancel.alreadyOpen', { offer }) };
}

const wantedChoices = (turn: Turn): Choice[] => [
  { value: 'new', label: turn.say('label.newRequest') },
  { value: 'keep', label: turn.say('cancel.keep') },
];

async function submit(draft: CancelDraft, turn: Turn): Promise<Message> {
  const { account, member } = memberIn(turn);
  const asked = {
    ...requestIn(draft),
    id: draft.requestId as string,
    kind: 'cancel-subscription' as const,
    by: member.id,
  };
  const submitted = await submitRequest(turn.ports, account.id, asked);
  await turn.refresh();
  if (submitted.ok) return submittedMessage(submitted.value, turn);
  await forgetFiles(draft, turn);
  return openingProblem(submitted.problem, draft, turn);
}

function submittedMessage(request: ServiceRequest, turn: Turn): Message {
  const number = shownNumber(request.number);
  return {
    text: turn.say('cancel.submitted', { number }),
    parts: [
      { title: number },
      { badge: turn.say(`request.status.${request.status}`), good: true },
      { facts: [[turn.say('request.summary'), request.summary]] },
      { text: turn.say('link.signIn'), subtle: true },
    ],
    begin: [lookAt(request, turn), { procedure: 'close', label: turn.say('label.close') }],
    links: [{ label: turn.say('link.support'), url: catalogueOf(turn).links.support }],
  };
}

function openingProblem(problem: OpeningProblem, draft: CancelDraft, turn: Turn): Promise<Message> | Message {
  if (problem.code === 'already-open') return alreadyOpen(problem.request, turn);
  return { text: turn.say('cancel.notHeld', { offer: offerText(turn, draft.offer as string) }) };
}
