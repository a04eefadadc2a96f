import { changeRequest, dropFiles, type RequestDeed } from '../../membership/actions/requests.js';
import { dateIn } from '../../membership/calendar.js';
import { type RequestProblem, reopeningProblem } from '../../membership/request-acts.js';
import type { RequestFile } from '../../membership/request-file.js';
import { shownNumber } from '../../membership/request-number.js';
import { REOPEN_DAYS, reopenableUntil, requestSeenBy, type ServiceRequest } from '../../membership/service-request.js';
import type { Choice } from '../message.js';
import type { Step } from '../procedure.js';
import { dateText, memberIn, type Said, type Turn } from '../turn.js';
import { readOwnWords } from '../understanding/own-words.js';
import { askForFile, namesOf } from './attach.js';
import { chooseOrYesNo } from './choose.js';
import { LONGEST_TEXT } from './request-fields.js';
import { isLabel } from './skip.js';
import { takeFiles } from './take-files.js';

/** What can be done with a request on its card. */
export const DEEDS = ['note', 'file', 'close', 'reopen'] as const;

export interface RequestDraft {
  request?: string;
  what?: (typeof DEEDS)[number] | 'done';
  /** Minted before the act, so that one that is repeated happens once. */
  act?: string;
  note?: string;
  file?: RequestFile;
  sure?: boolean;
}

/** The request that the procedure is about, as it stands now. */
export function requestOf({ request }: RequestDraft, turn: Turn): ServiceRequest {
  const { account, member } = memberIn(turn);
  const found = requestSeenBy(account, member, request ?? '');
  if (!found) throw new Error(`There is no request ${request} for this member`);
  return found;
}

/** Each button carries its request, so that it still leads there from an older card. */
export function whatChoices(request: ServiceRequest, turn: Turn): Choice[] {
  const data = { request: request.number };
  const choice = (value: (typeof DEEDS)[number], label: string): Choice => ({ value, label, data });
  const open = [
    choice('note', turn.say('requests.addNote')),
    choice('file', turn.say('requests.addFile')),
    choice('close', turn.say('requests.close')),
  ];
  const canReopen = !reopeningProblem(memberIn(turn).account, request, turn.now);
  const closed = canReopen ? [choice('reopen', turn.say('requests.reopen'))] : [];
  return [...(request.status === 'closed' ? closed : open), { value: 'done', label: turn.say('pay.done') }];
}

/** Why what a button of an older card wants is not possible any more. */
export function whatRefused(draft: RequestDraft, turn: Turn): string | undefined {
  const { what } = draft;
  if (!what) return undefined;
  const request = requestOf(draft, turn);
  if (whatChoices(request, turn).some(({ value }) => value === what)) return undefined;
  const problem = what === 'reopen' ? reopeningProblem(memberIn(turn).account, request, turn.now) : undefined;
  if (problem && request.status === 'closed') return problemText(problem, turn);
  return turn.say(request.status === 'closed' ? 'requests.isClosed' : 'requests.isOpen', numberOf(request));
}

const numberOf = ({ number }: ServiceRequest) => ({ number: shownNumber(number) });

/** The questions that an act needs. */
export const deedSteps: Step<RequestDraft>[] = [
  {
    field: 'note',
    about: 'requests.aboutNote',
    when: ({ what }) => what === 'note',
    verbatim: true,
    ask: (_draft, turn) => ({ text: turn.say('requests.askNote'), choices: leaveChoices(turn) }),
    read: (said, _draft, turn) => {
      if (isLeaving(said)) return { back: 'what' };
      const note = readOwnWords(said.text, LONGEST_TEXT);
      return note ? { keep: { note } } : { again: turn.say('request.textWrong', { count: LONGEST_TEXT }) };
    },
  },
  {
    field: 'file',
    about: 'requests.aboutFile',
    when: ({ what }) => what === 'file',
    freeText: true,
    takesFiles: true,
    ask: (_draft, turn) => ({ text: askForFile(turn, 'requests.askFile'), choices: leaveChoices(turn) }),
    read: async (said, _draft, turn) => {
      if (isLeaving(said)) return { back: 'what' };
      const { kept, refused } = await takeFiles({ ...said, files: said.files?.slice(0, 1) }, turn);
      const [file] = kept;
      return file ? { keep: { file } } : { again: refused.join('\n') || turn.say('requests.fileNotUnderstood') };
    },
  },
  {
    field: 'sure',
    about: 'requests.aboutRequest',
    when: ({ what }) => what === 'close' || what === 'reopen',
    deliberate: true,
    ask: (draft, turn) => ({
      text: turn.say(draft.what === 'close' ? 'requests.sureClose' : 'requests.sureReopen', {
        ...numberOf(requestOf(draft, turn)),
        days: REOPEN_DAYS,
      }),
      choices: sureChoices(draft, turn),
    }),
    read: (said, draft, turn) => {
      const read = chooseOrYesNo(said, sureChoices(draft, turn), turn, { yes: 'yes', no: 'no' });
      return 'again' in read ? { again: turn.say('confirm.yesOrNo') } : { keep: { sure: read.chosen === 'yes' } };
    },
  },
];

const leaveChoices = (turn: Turn): Choice[] => [{ value: 'leave', label: turn.say('requests.leave') }];

const isLeaving = (said: Said): boolean =>
  said.tap ? said.tap.data.value === 'leave' : isLabel(said.text, 'requests.leave', 1);

const sureChoices = ({ what }: RequestDraft, turn: Turn): Choice[] => [
  { value: 'yes', label: turn.say(what === 'close' ? 'requests.close' : 'requests.reopen') },
  { value: 'no', label: turn.say('requests.leave') },
];

/** Does what was asked for; answers what is said of it. */
export async function doDeed(draft: RequestDraft, turn: Turn): Promise<string> {
  const deed = deedOf(draft);
  if (!deed) return turn.say('requests.left');
  const { account, member } = memberIn(turn);
  const act = { number: draft.request as string, by: member.id, id: draft.act as string };
  const done = await changeRequest(turn.ports, account.id, act, deed);
  await turn.refresh();
  if (done.ok) return doneText(deed, done.value, turn);
  if (deed.what === 'file') await dropFiles(turn.ports, [deed.file]);
  return problemText(done.problem, turn);
}

function deedOf({ what, note, file, sure }: RequestDraft): RequestDeed | undefined {
  if (what === 'note' && note) return { what, text: note };
  if (what === 'file' && file) return { what, file };
  return (what === 'close' || what === 'reopen') && sure ? { what } : undefined;
}

function doneText(deed: RequestDeed, request: ServiceRequest, turn: Turn): string {
  const number = numberOf(request);
  if (deed.what === 'note') return turn.say('requests.noteAdded', number);
  if (deed.what === 'file') return turn.say('requests.fileAdded', { ...number, file: namesOf([deed.file]) });
  if (deed.what === 'reopen') return turn.say('requests.reopened', number);
  const until = reopenableUntil(request, memberIn(turn).account.zone) ?? dateIn(memberIn(turn).account.zone, turn.now);
  return turn.say('requests.closed', { ...number, date: dateText(turn, until) });
}

function problemText(problem: RequestProblem, turn: Turn): string {
  if (problem.code === 'no-such-request') return turn.say('choice.outdated');
  const number = numberOf(problem.request);
  if (problem.code === 'request-closed') return turn.say('requests.isClosed', number);
  if (problem.code === 'request-full') return turn.say('requests.full', number);
  if (problem.code === 'already-open') return turn.say('requests.otherOpen', number);
  const until = reopenableUntil(problem.request, memberIn(turn).account.zone) ?? '';
  return turn.say('requests.tooLate', { ...number, date: dateText(turn, until) });
}
