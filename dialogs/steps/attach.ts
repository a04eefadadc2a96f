import { dropFiles } from '../../membership/actions/requests.js';
import type { RequestFile } from '../../membership/request-file.js';
import type { Choice, Message } from '../message.js';
import type { Reading, Step } from '../procedure.js';
import type { Said, Turn } from '../turn.js';
import { readYesNo } from '../understanding/yes-no.js';
import { chooseFrom } from './choose.js';
import { isSkip, skipChoice } from './skip.js';
import { fileTypesText, largestFileText, takeFiles } from './take-files.js';

/** Files that were sent for a request before it is submitted. */
export interface AttachDraft {
  /** Kept in the store already; they stay when the person goes back. */
  kept?: RequestFile[];
  attached?: boolean;
}

/** Attaching files, or none. */
export function attachStep<Draft extends AttachDraft>(): Step<Draft> {
  return {
    field: 'attached',
    about: 'request.aboutFile',
    freeText: true,
    takesFiles: true,
    ask: (draft, turn) => askFile(draft, turn),
    read: (said, draft, turn) => readFile(said, draft, turn) as Promise<Reading<Draft>>,
  };
}

/** The names of files in one line. */
export const namesOf = (files: readonly RequestFile[]): string => files.map(({ name }) => name).join(', ');

/** What is said where a file is asked for: what kind, and how large it may be. */
export const askForFile = (turn: Turn, key: 'request.askFile' | 'requests.askFile'): string =>
  turn.say(key, { types: fileTypesText(turn), size: largestFileText(turn) });

const keptChoices = (turn: Turn): Choice[] => [
  { value: 'next', label: turn.say('label.next'), style: 'positive' },
  { value: 'remove', label: turn.say('request.removeFiles') },
];

function askFile({ kept }: AttachDraft, turn: Turn): Message {
  if (!kept?.length) return { text: askForFile(turn, 'request.askFile'), choices: [skipChoice(turn)] };
  const text = turn.say('request.filesSoFar', { files: namesOf(kept), next: turn.say('label.next') });
  return { text, choices: keptChoices(turn) };
}

async function readFile(said: Said, draft: AttachDraft, turn: Turn): Promise<Reading<AttachDraft>> {
  if (said.files) return readSent(said, draft, turn);
  if (!draft.kept?.length) {
    if (isSkip(said)) return { keep: { attached: true } };
    return { again: turn.say('request.fileNotUnderstood', { skip: turn.say('label.skip') }) };
  }
  const isYes = !said.tap && readYesNo(said.text) === 'yes';
  const read = isYes ? { chosen: 'next' } : chooseFrom(said, keptChoices(turn), turn);
  if ('again' in read) return read;
  if (read.chosen === 'next') return { keep: { attached: true } };
  await dropFiles(turn.ports, draft.kept);
  return { again: turn.say('request.filesRemoved'), meanwhile: { kept: [] } };
}

async function readSent(said: Said, draft: AttachDraft, turn: Turn): Promise<Reading<AttachDraft>> {
  const { kept, refused } = await takeFiles(said, turn);
  const files = [...(draft.kept ?? []), ...kept];
  if (refused.length) return { again: refused.join('\n'), meanwhile: { kept: files } };
  await turn.send({ text: turn.say('request.fileKept', { files: namesOf(kept) }) });
  return { keep: { attached: true, kept: files } };
}
