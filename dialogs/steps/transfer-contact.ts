import type { Message } from '../message.js';
import type { Reading, Step } from '../procedure.js';
import { memberIn, type Said, type Turn } from '../turn.js';
import { readEmail, readName, readPhone } from '../understanding/contact.js';
import { readYesNo } from '../understanding/yes-no.js';
import type { PayDraft } from './way-to-pay.js';

/** Contact for an electronic bank transfer: name, phone number, email address (procedures.md, P3). */
export interface ContactDraft extends PayDraft {
  contactName?: string;
  contactPhone?: string;
  contactEmail?: string;
}

type Part = 'contactName' | 'contactPhone' | 'contactEmail';

/** One form for who taps; who types is asked for one part after the other. */
export function transferContactSteps<Draft extends ContactDraft>(): Step<Draft>[] {
  return (['contactName', 'contactPhone', 'contactEmail'] as const).map((part) => ({
    field: part,
    about: 'contact.about',
    freeText: true,
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
  return draft[part] ?? own[part];
}

function askForm(draft: ContactDraft, turn: Turn): Message {
  const field = (id: Part, kind: 'text' | 'tel' | 'email') => ({
    id,
    kind,
    label: turn.say(`contact.${id}`),
    value: proposed(id, draft, turn),
  });
  return {
    text: turn.say(turn.cards ? 'contact.askForm' : 'contact.askName', { name: memberIn(turn).member.name }),
    fields: [field('contactName', 'text'), field('contactPhone', 'tel'), field('contactEmail', 'email')],
    choices: [{ value: 'form', label: turn.say('label.submit'), style: 'positive' }],
  };
}

function askPart(part: Exclude<Part, 'contactName'>, draft: ContactDraft, turn: Turn): Message {
  const known = proposed(part, draft, turn);
  const choices = known ? [{ value: known, label: known }] : undefined;
  return { text: turn.say(part === 'contactPhone' ? 'contact.askPhone' : 'contact.askEmail'), choices };
}

function read(part: Part, said: Said, draft: ContactDraft, turn: Turn): Reading<ContactDraft> {
  if (said.tap?.data.value === 'form') return readForm(said.tap.data, turn);
  const text = said.tap ? String(said.tap.data.value ?? '') : said.text;
  const own = readYesNo(text) === 'yes' ? proposed(part, draft, turn) : undefined;
  const value = own ?? reader[part](text, turn);
  return value ? { keep: { [part]: value } } : { again: turn.say(`contact.${part}Wrong`) };
}

/** Says all that is wrong with the form at once; what was right need not be given again. */
function readForm(form: Record<string, unknown>, turn: Turn): Reading<ContactDraft> {
  const text = (part: Part) => String(form[part] ?? '');
  const parts = ['contactName', 'contactPhone', 'contactEmail'] as const;
  const values = parts.map((part) => [part, reader[part](text(part), turn)] as const);
  const wrong = values.filter(([, value]) => !value).map(([part]) => turn.say(`contact.${part}Wrong`));
  return wrong.length ? { again: wrong.join('\n') } : { keep: Object.fromEntries(values) };
}
