import type { WaterfallStep } from 'botbuilder-dialogs';
import { dropFiles } from '../../membership/actions/requests.js';
import { requestFacts } from '../cards/service-request.js';
import type { Choice, Message } from '../message.js';
import { draftOf, type Reading, type Step } from '../procedure.js';
import { memberIn, type Said, type Turn, turnOf } from '../turn.js';
import { readConfirmation } from '../understanding/yes-no.js';
import type { AttachDraft } from './attach.js';
import { chooseFrom } from './choose.js';
import type { ContactFields } from './contact.js';
import type { RequestFields } from './request-fields.js';

/** A service request that is being filled in. */
export interface RequestReviewDraft extends RequestFields, ContactFields, AttachDraft {
  offer?: string;
  /** Minted before the review is shown, so that submitting twice opens one request. */
  requestId?: string;
  confirmed?: boolean;
}

/** The whole request once more, before Submit. */
export function requestReviewSteps<Draft extends RequestReviewDraft>(): [WaterfallStep, Step<Draft>] {
  return [
    (step) => {
      draftOf<RequestReviewDraft>(step).requestId ??= turnOf(step).ports.newId();
      return step.next();
    },
    {
      field: 'confirmed',
      about: 'request.aboutReview',
      deliberate: true,
      ask: (draft, turn) => askReview(draft, turn),
      read: (said, draft, turn) => readReview(said, draft, turn) as Reading<Draft>,
    },
  ];
}

/** What the draft says, as it is submitted. */
export function requestIn(draft: RequestReviewDraft) {
  const { offer: offerId = '', summary = '', description, severity = 'minimal', kept: files = [] } = draft;
  const { contactName: name = '', contactEmail: email = '', contactPhone: phone } = draft;
  const contact = { name, email, ...(phone ? { phone } : {}) };
  return { offerId, summary, ...(description ? { description } : {}), severity, contact, files };
}

/** Files that were sent for a request which is not submitted are not kept. */
export async function forgetFiles({ kept = [], requestId }: RequestReviewDraft, turn: Turn): Promise<void> {
  if (turn.speaker.kind !== 'member' || !kept.length) return;
  await turn.refresh();
  const isSubmitted = memberIn(turn).account.requests.some(({ id }) => id === requestId);
  if (!isSubmitted) await dropFiles(turn.ports, kept);
}

const choices = (draft: RequestReviewDraft, turn: Turn): Choice[] => [
  { value: 'submit', label: turn.say('label.submit'), style: 'positive', data: { submit: draft.requestId } },
  { value: 'change', label: turn.say('join.change') },
  { value: 'stop', label: turn.say('label.stop') },
];

const askReview = (draft: RequestReviewDraft, turn: Turn): Message => ({
  text: turn.say('request.review', { submit: turn.say('label.submit') }),
  parts: [{ title: turn.say('label.newRequest') }, { facts: requestFacts(requestIn(draft), turn) }],
  choices: choices(draft, turn),
});

function readReview(said: Said, draft: RequestReviewDraft, turn: Turn): Reading<RequestReviewDraft> {
  const submit = turn.say('label.submit');
  const typed = said.tap ? undefined : readConfirmation(said.text, [submit]);
  if (typed === true) return { keep: { confirmed: true } };
  if (typed === false) return { again: turn.say('request.notSubmitted') };
  const read = chooseFrom(said, choices(draft, turn), turn);
  if ('again' in read) return { again: turn.say('request.reviewNotUnderstood', { submit }) };
  if (read.chosen === 'change') return { back: 'summary' };
  return read.chosen === 'stop' ? { stop: true } : { keep: { confirmed: true } };
}
