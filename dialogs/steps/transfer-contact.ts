import type { Message } from '../message.js';
import type { Reading, Step } from '../procedure.js';
import { memberIn, type Said, type Turn } from '../turn.js';
import { readEmail, readName, readPhone } from '../understanding/contact.js';
import { acceptsOffered } from './choose.js';
import type { PayDraft } from './way-to-pay.js';

/** Contact for an electronic bank transfer: name, phone number, email address (procedures.md, P3). */
export interface ContactDraft extends PayDraft {
  contactName?: string;
  contactPhone?: string;
  contactEmail?: string;
  /** What was given and right, for a form that is shown again. */
  form?: Partial<Record<Part, string>>;
}

type Part = 'contactName' | 'contactPhone' | 'contactEmail';

/** One form for who taps; who types is asked for one part after the other. */
export function transferContactSteps<Draft extends ContactDraft>(): Step<Draft>[] {
  return (['contactName', 'contactPhone', 'contactEmail'] as const).map((part) => ({
    field: part,
    about: 'contact.about',
    freeText: part === 'contactName',
    when: (draft: Draft) => draft.way === 'transfer',
    ask: (draft: Draft, turn: Turn) => (part === 'contactName' ? askForm(draft, turn) : askPart(part, draft, turn)),
    read: (said: Said, draft: Draft, turn: Turn) => read(part, said, draft, turn) as Reading<Draft>,
  }));
}

const reader = {
  contactName: (text: string) => readName(text),
  contactPhone: (text: string, turn: Turn) => readPhone(text, memberIn(turn).account.country),
  contactEmail: (text: string) => readEmail(text),
};

function proposed(part: Part, draft: ContactDraft, turn: Turn): string | undefined {
  const { member } = memberIn(turn);
  const own = { contactName: member.name, contactPhone: undefined, contactEmail: member.email };
  return draft[part] ?? draft.form?.[part] ?? own[part];
}

function askForm(draft: ContactDraft, turn: Turn): Message {
  const field = (id: Part, kind: 'text' | 'tel' | 'email') => ({
    id,
    kind,
    label: turn.say(`contact.${id}`),
    value: proposed(id, draft, turn),
  });
  if (!turn.cards) return askName(turn);
  return {
    text: turn.say('contact.askForm'),
    fields: [field('contactName', 'text'), field('contactPhone', 'tel'), field('contactEmail', 'email')],
    choices: [{ value: 'form', label: turn.say('label.submit'), style: 'positive' }],
  };
}

/** Where no form can be shown, the name is asked for first. */
function askName(turn: Turn): Message {
  const { name } = memberIn(turn).member;
  return { text: turn.say('contact.askName', { name }), choices: [{ value: name, label: name }] };
}

function askPart(part: Exclude<Part, 'contactName'>, draft: ContactDraft, turn: Turn): Message {
  const known = proposed(part, draft, turn);
  const choices = known ? [{ value: known, label: known }] : undefined;
  return { text: turn.say(part === 'contactPhone' ? 'contact.askPhone' : 'contact.askEmail'), choices };
}

function read(part: Part, said: Said, draft: ContactDraft, turn: Turn): Reading<ContactDraft> {
  if (said.tap?.data.value === 'form') return readForm(said.tap.data, turn);
  const text = said.tap ? String(said.tap.data.value ?? '') : said.text;
  const own = acceptsOffered(said) ? proposed(part, draft, turn) : undefined;
  const value = own ?? reader[part](text, turn);
  return value
    ? { keep: { [part]: value, form: { ...draft.form, [part]: value } } }
    : { again: turn.say(`contact.${part}Wrong`) };
}

/** Says all that is wrong with the form at once; what was right need not be given again. */
function readForm(data: Record<string, unknown>, turn: Turn): Reading<ContactDraft> {
  const text = (part: Part) => String(data[part] ?? '');
  const parts = ['contactName', 'contactPhone', 'contactEmail'] as const;
  const values = parts.map((part) => [part, reader[part](text(part), turn)] as const);
  const wrong = values.filter(([, value]) => !value).map(([part]) => turn.say(`contact.${part}Wrong`));
  const form = Object.fromEntries(values.filter(([, value]) => value));
  return wrong.length ? { again: wrong.join('\n'), meanwhile: { form } } : { keep: { ...form, form } };
}
