import { SEVERITIES, type Severity } from '../../membership/service-request.js';
import type { Choice, Message } from '../message.js';
import type { Reading, Step } from '../procedure.js';
import type { Said, Turn } from '../turn.js';
import { readOwnWords } from '../understanding/own-words.js';
import { acceptsOffered, chooseFrom } from './choose.js';
import { isSkip, skipChoice } from './skip.js';

const LONGEST_SUMMARY = 120;

/** Longest description or note, in characters. */
export const LONGEST_TEXT = 2_000;

/** The remaining fields of a service request (procedures.md, P5). */
export interface RequestFields {
  summary?: string;
  /** Empty where the person had nothing to add. */
  description?: string;
  severity?: Severity;
  /** What was written before, for who goes back to change it. */
  was?: { summary?: string; description?: string };
}

/** Summary, description and severity. `proposed`: a summary to accept with one tap. */
export function requestFieldSteps<Draft extends RequestFields>(
  proposed: (draft: Draft, turn: Turn) => string,
): Step<Draft>[] {
  const summaryOf = (draft: Draft, turn: Turn) => draft.was?.summary ?? proposed(draft, turn);
  return [
    {
      field: 'summary',
      about: 'request.aboutSummary',
      verbatim: true,
      ask: (draft, turn) => {
        const summary = summaryOf(draft, turn);
        return { text: turn.say('request.askSummary', { summary }), choices: [{ value: 'proposed', label: summary }] };
      },
      read: (said, draft, turn) => {
        const accepted = said.tap || acceptsOffered(said);
        const summary = accepted ? summaryOf(draft, turn) : readOwnWords(said.text, LONGEST_SUMMARY, true);
        if (!summary) return { again: turn.say('request.summaryWrong', { count: LONGEST_SUMMARY }) };
        return { keep: { summary, was: { ...draft.was, summary } } as Partial<Draft> };
      },
    },
    {
      field: 'description',
      about: 'request.aboutDescription',
      verbatim: true,
      ask: (draft, turn) => askDescription(draft, turn),
      read: (said, draft, turn) => readDescription(said, draft, turn) as Reading<Draft>,
    },
    {
      field: 'severity',
      about: 'request.aboutSeverity',
      ask: (_draft, turn) => askSeverity(turn),
      read: (said, _draft, turn) => {
        const read = chooseFrom(said, severityChoices(turn), turn);
        return 'again' in read ? read : ({ keep: { severity: read.chosen } } as Reading<Draft>);
      },
    },
  ];
}

function askDescription({ was }: RequestFields, turn: Turn): Message {
  const again = was?.description ? [{ value: 'keep', label: turn.say('request.keepDescription') }] : [];
  return { text: turn.say('request.askDescription'), choices: [...again, skipChoice(turn)] };
}

function readDescription(said: Said, { was }: RequestFields, turn: Turn): Reading<RequestFields> {
  if (isSkip(said, was?.description ? 2 : 1)) return { keep: { description: '', was: { ...was, description: '' } } };
  const isKept = !!was?.description && (said.tap?.data.value === 'keep' || acceptsOffered(said));
  const description = isKept ? was.description : readOwnWords(said.text, LONGEST_TEXT);
  if (!description) return { again: turn.say('request.textWrong', { count: LONGEST_TEXT }) };
  return { keep: { description, was: { ...was, description } } };
}

const severityChoices = (turn: Turn): Choice[] =>
  SEVERITIES.map((severity) => ({ value: severity, label: turn.say(`severity.${severity}`) }));

const askSeverity = (turn: Turn): Message => ({
  text: turn.say('request.askSeverity'),
  parts: [
    {
      facts: SEVERITIES.map((each): [string, string] => [
        turn.say(`severity.${each}`),
        turn.say(`severity.${each}Text`),
      ]),
    },
  ],
  choices: severityChoices(turn),
});
