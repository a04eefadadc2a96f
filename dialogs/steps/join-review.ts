import type { TextKey } from '../../locales/text.js';
import type { Currency } from '../../membership/money.js';
import { knownCountry } from '../../membership/offer.js';
import type { Choice, Message } from '../message.js';
import type { Reading, Step } from '../procedure.js';
import { catalogueOf, type Said, type Turn } from '../turn.js';
import { type Detail, readDetail } from '../understanding/detail.js';
import { readYesNo } from '../understanding/yes-no.js';
import { chooseFrom, chooseOrYesNo } from './choose.js';

/** What an organization joins with, as it is collected and reviewed. */
export interface JoinReviewDraft {
  organisation?: string;
  country?: string;
  currency?: Currency;
  zone?: string;
  contactName?: string;
  contactEmail?: string;
  /** False where something is to be changed first. */
  confirmed?: boolean;
  change?: Detail | 'nothing';
}

/** All details once more before joining; whoever says no to them says what to change. */
export function joinReviewSteps<Draft extends JoinReviewDraft>(): Step<Draft>[] {
  return [
    {
      field: 'confirmed',
      about: 'join.reviewAbout',
      ask: (draft, turn) => askReview(draft, turn),
      read: (said, _draft, turn) => readReview(said, turn) as Reading<Draft>,
    },
    {
      field: 'change',
      about: 'join.reviewAbout',
      when: ({ confirmed }) => !confirmed,
      ask: (_draft, turn) => ({ text: turn.say('join.changeWhat'), choices: detailChoices(turn) }),
      read: (said, _draft, turn) => readChange(said, turn) as Reading<Draft>,
    },
  ];
}

/** A zone as people write it; IANA's `Etc/GMT-9` is what everybody else calls UTC+9. */
export const zoneText = (zone: string): string =>
  zone
    .replace(/^Etc\/GMT([+-])(\d+)$/, (_, sign, hours) => `UTC${sign === '-' ? '+' : '-'}${hours}`)
    .replaceAll('_', ' ');

const choices = (turn: Turn): Choice[] => [
  { value: 'join', label: turn.say('label.joinNow'), style: 'positive' },
  { value: 'change', label: turn.say('join.change') },
  { value: 'stop', label: turn.say('label.stop') },
];

function askReview(draft: JoinReviewDraft, turn: Turn): Message {
  const { organisation = '', country = '', currency = '', zone = '', contactName = '', contactEmail = '' } = draft;
  return {
    text: turn.say('join.review', { join: turn.say('label.joinNow') }),
    parts: [
      {
        facts: [
          [turn.say('join.organisationLabel'), organisation],
          [turn.say('join.countryLabel'), knownCountry(catalogueOf(turn), country).name[turn.language]],
          [turn.say('join.currencyLabel'), currency],
          [turn.say('join.zoneLabel'), zoneText(zone)],
          [turn.say('join.contactLabel'), turn.say('join.contactText', { name: contactName, email: contactEmail })],
        ],
      },
      { text: turn.say('join.role'), subtle: true },
    ],
    choices: choices(turn),
  };
}

/** "No" means that something is wrong, not that all of it is to be thrown away. */
function readReview(said: Said, turn: Turn): Reading<JoinReviewDraft> {
  const read = chooseOrYesNo<string>(said, choices(turn), turn, { yes: 'join', no: 'change' });
  if ('chosen' in read && read.chosen === 'stop') return { stop: true };
  if ('chosen' in read) return { keep: { confirmed: read.chosen === 'join' } };
  const detail = said.tap ? undefined : readDetail(said.text);
  if (detail) return { keep: { confirmed: false, change: detail } };
  return { again: turn.say('join.reviewNotUnderstood', { join: turn.say('label.joinNow') }) };
}

const LABELS: Record<Detail, TextKey> = {
  organisation: 'join.organisationLabel',
  country: 'join.countryLabel',
  currency: 'join.currencyLabel',
  zone: 'join.zoneLabel',
  contactName: 'contact.contactName',
  contactEmail: 'contact.contactEmail',
};

const detailChoices = (turn: Turn): Choice[] => [
  ...(Object.keys(LABELS) as Detail[]).map((detail) => ({ value: detail, label: turn.say(LABELS[detail]) })),
  { value: 'nothing', label: turn.say('join.changeNothing') },
];

function readChange(said: Said, turn: Turn): Reading<JoinReviewDraft> {
  const read = chooseFrom<Detail | 'nothing'>(said, detailChoices(turn), turn);
  if ('chosen' in read) return { keep: { change: read.chosen } };
  const detail = said.tap ? undefined : readDetail(said.text);
  if (detail) return { keep: { change: detail } };
  return !said.tap && readYesNo(said.text) === 'no' ? { keep: { change: 'nothing' } } : read;
}
