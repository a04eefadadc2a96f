import type { TextKey } from '../../locales/text.js';
import type { Choice, Message } from '../message.js';
import type { Reading, Step } from '../procedure.js';
import { memberIn, type Said, type Turn } from '../turn.js';
import { readEmail, readName, readPhone } from '../understanding/contact.js';
import { acceptsOffered } from './choose.js';
import { isSkip, skipChoice } from './skip.js';

/** Whom somebody can reach: name, phone number, email address. */
export interface ContactFields {
  contactName?: string;
  contactPhone?: string;
  contactEmail?: string;
  /** What was given and right, for a form that is shown again. */
  form?: Partial<Record<Part, string>>;
}

type Part = 'contactName' | 'contactPhone' | 'contactEmail';
const PARTS = ['contactName', 'contactPhone', 'contactEmail'] as const;

/** What a contact is for, in the sentences that ask for it. */
export interface ContactOf<Draft> {
  about: TextKey;
  askForm: TextKey;
  askName: TextKey;
  askPhone: TextKey;
  askEmail: TextKey;
  /** The button under the form. */
  button: TextKey;
  /** Whether a contact without a phone number will do. */
  phoneOptional?: boolean;
  when?(draft: Draft): boolean;
}

/** One form for who taps; who types is asked for one part after the other. */
export function contactSteps<Draft extends ContactFields>(of: ContactOf<Draft>): Step<Draft>[] {
  return PARTS.map((part) => ({
    field: part,
    about: of.about,
    freeText: part === 'contactName',
    ...(of.when ? { when: of.when } : {}),
    ask: (draft: Draft, turn: Turn) => ask(part, draft, turn, of as ContactOf<ContactFields>),
    read: (said: Said, draft: Draft, turn: Turn) => read(part, said, draft, turn, !!of.phoneOptional) as Reading<Draft>,
  }));
}

const reader = {
  contactName: (text: string) => readName(text),
  contactPhone: (text: string, turn: Turn) => readPhone(text, memberIn(turn).account.country),
  contactEmail: (text: string) => readEmail(text),
};

function proposed(part: Part, draft: ContactFields, turn: Turn): string | undefined {
  const { member } = memberIn(turn);
  const own = { contactName: member.name, contactPhone: undefined, contactEmail: member.email };
  return draft[part] ?? draft.form?.[part] ?? own[part];
}

function ask(part: Part, draft: ContactFields, turn: Turn, of: ContactOf<ContactFields>): Message {
  if (part === 'contactName') return turn.cards ? askForm(draft, turn, of) : askName(turn, of);
  const known = proposed(part, draft, turn);
  const offered: Choice[] = known ? [{ value: known, label: known }] : [];
  const isPhone = part === 'contactPhone';
  const choices = isPhone && of.phoneOptional ? [...offered, skipChoice(turn)] : offered;
  return { text: turn.say(isPhone ? of.askPhone : of.askEmail), ...(choices.length ? { choices } : {}) };
}

function askForm(draft: ContactFields, turn: Turn, of: ContactOf<ContactFields>): Message {
  const field = (id: Part, kind: 'text' | 'tel' | 'email') => ({
    id,
    kind,
    label: turn.say(id === 'contactPhone' && of.phoneOptional ? 'contact.contactPhoneOptional' : `contact.${id}`),
    value: proposed(id, draft, turn),
  });
  return {
    text: turn.say(of.askForm, { button: turn.say(of.button) }),
    fields: [field('contactName', 'text'), field('contactPhone', 'tel'), field('contactEmail', 'email')],
    choices: [{ value: 'form', label: turn.say(of.button), style: 'positive' }],
  };
}

/** Where no form can be shown, the name is asked for first. */
function askName(turn: Turn, of: ContactOf<ContactFields>): Message {
  const { name } = memberIn(turn).member;
  return { text: turn.say(of.askName, { name }), choices: [{ value: name, label: name }] };
}

function read(
  part: Part,
  said: Said,
  draft: ContactFields,
  turn: Turn,
  phoneOptional: boolean,
): Reading<ContactFields> {
  if (said.tap?.data.value === 'form') return readForm(said.tap.data, turn, phoneOptional);
  const maySkip = part === 'contactPhone' && phoneOptional;
  if (maySkip && isSkip(said, proposed(part, draft, turn) ? 2 : 1)) return { keep: { contactPhone: '' } };
  const text = said.tap ? String(said.tap.data.value ?? '') : said.text;
  const own = acceptsOffered(said) ? proposed(part, draft, turn) : undefined;
  const value = own ?? reader[part](text, turn);
  return value
    ? { keep: { [part]: value, form: { ...draft.form, [part]: value } } }
    : { again: turn.say(`contact.${part}Wrong`) };
}

/** Says all that is wrong with the form at once; what was right need not be given again. */
function readForm(data: Record<string, unknown>, turn: Turn, phoneOptional: boolean): Reading<ContactFields> {
  const text = (part: Part) => String(data[part] ?? '');
  const isLeftOut = (part: Part) => part === 'contactPhone' && phoneOptional && !text(part).trim();
  const values = PARTS.map((part) => [part, isLeftOut(part) ? '' : reader[part](text(part), turn)] as const);
  const wrong = values.filter(([, value]) => value === undefined).map(([part]) => turn.say(`contact.${part}Wrong`));
  const form = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  return wrong.length ? { again: wrong.join('\n'), meanwhile: { form } } : { keep: { ...form, form } };
}
