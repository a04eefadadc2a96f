import type { Activity, Attachment } from 'botbuilder';
import { sayIn } from '../../locales/text.js';
import type { Language } from '../../membership/offer.js';
import type { Asked, Beginning, CardPart, Choice, Field, FileOffer, Link, Message } from '../message.js';

/** Teams shows at most six actions in one set; three to a row stay readable on a phone. */
const ACTIONS_IN_A_ROW = 3;

/**
 * The activity for a message: its sentence as text, the rest as an Adaptive Card (1.3, which every client we serve
 * draws) with a text fallback; for a channel without cards all of it as text, choices numbered.
 */
export function render(message: Message, asked: Asked): Partial<Activity> {
  const base = { type: 'message', locale: asked.language, textFormat: 'plain', inputHint: 'acceptingInput' };
  if (message.file) return { ...base, text: message.text, attachments: [consentCard(message.file)] };
  if (!hasMore(message)) return { ...base, text: message.text };
  if (!asked.cards)
    return { ...base, text: [message.text, plainText(message, asked.language)].filter(Boolean).join('\n\n') };
  return { ...base, text: message.text, attachments: [adaptiveCard(message, asked)] };
}

/** Whether a message is more than its sentence: something to see, to fill in, to tap or to take. */
export const hasMore = (message: Message): boolean =>
  !!message.file ||
  [message.parts, message.fields, message.choices, message.begin, message.links].some((part) => part?.length);

/** The card by which Teams asks whether a file may be put into the person's OneDrive. */
const consentCard = ({ name, description, size, context }: FileOffer): Attachment => ({
  contentType: 'application/vnd.microsoft.teams.card.file.consent',
  name,
  content: { description, sizeInBytes: size, acceptContext: context, declineContext: context },
});

function adaptiveCard(message: Message, asked: Asked): Attachment {
  const links = message.links ?? [];
  const body = [
    ...(message.parts ?? []).map(partElement),
    ...(message.fields ?? []).map(fieldElement),
    ...actionRows([
      ...links.filter(({ first }) => first).map(linkAction),
      ...(message.choices ?? []).map((choice) => choiceAction(choice, asked)),
      ...(message.begin ?? []).map(beginAction),
      ...links.filter(({ first }) => !first).map(linkAction),
    ]),
  ];
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.3',
    lang: asked.language,
    fallbackText: [message.text, plainText(message, asked.language)].filter(Boolean).join('\n'),
    body,
  };
  return { contentType: 'application/vnd.microsoft.card.adaptive', content };
}

function partElement(part: CardPart): Record<string, unknown> {
  if ('title' in part) return block(part.title, { size: 'Medium', weight: 'Bolder' });
  if ('facts' in part) return factSet(part.facts);
  if ('list' in part) return block(part.list.map((item) => `- ${markdownSafe(item)}`).join('\n'), {}, true);
  if ('badge' in part) return block(part.badge, { weight: 'Bolder', color: part.good ? 'Good' : 'Attention' });
  return block(part.text, part.subtle ? { isSubtle: true, size: 'Small' } : {});
}

const block = (text: string, style: Record<string, unknown>, isMarkdown = false) => ({
  type: 'TextBlock',
  text: isMarkdown ? text : markdownSafe(text),
  wrap: true,
  ...style,
});

const factSet = (facts: [string, string][]) => ({
  type: 'FactSet',
  facts: facts.map(([title, value]) => ({ title: markdownSafe(title), value: markdownSafe(value) })),
});

const fieldElement = (field: Field) => ({
  type: 'Input.Text',
  id: field.id,
  label: field.label,
  style: field.kind === 'text' ? 'Text' : field.kind === 'tel' ? 'Tel' : 'Email',
  ...(field.value ? { value: field.value } : {}),
});

const choiceAction = (choice: Choice, asked: Asked) => ({
  type: 'Action.Submit',
  title: choice.label,
  ...(choice.style ? { style: choice.style } : {}),
  data: { act: 'answer', step: asked.token, value: choice.value, ...choice.data },
});

const beginAction = (begin: Beginning) => ({
  type: 'Action.Submit',
  title: begin.label,
  data: { act: 'begin', procedure: begin.procedure, ...(begin.draft ? { draft: begin.draft } : {}) },
});

const linkAction = (link: Link) => ({ type: 'Action.OpenUrl', title: link.label, url: link.url });

function actionRows(actions: Record<string, unknown>[]): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = [];
  for (let first = 0; first < actions.length; first += ACTIONS_IN_A_ROW) {
    rows.push({ type: 'ActionSet', actions: actions.slice(first, first + ACTIONS_IN_A_ROW) });
  }
  return rows;
}

/** All that a card shows, as text: for channels without cards, and as the card's fallback. */
export function plainText(message: Message, language: Language): string {
  const fact = (label: string, value: string) => sayIn(language)('format.fact', { label, value });
  const written = (label: string, word: string) => sayIn(language)('format.write', { label, word });
  const lines = [
    ...(message.parts ?? []).flatMap((part) => partLines(part, fact)),
    ...(message.links ?? []).map((link) => fact(link.label, link.url)),
    ...(message.choices ?? []).map(({ label, deliberate }, index) =>
      deliberate ? `• ${written(label, deliberate)}` : `${index + 1}. ${label}`,
    ),
    ...(message.begin ?? []).map(({ label }, index) =>
      message.choices?.length ? `• ${label}` : `${index + 1}. ${label}`,
    ),
  ];
  return lines.join('\n');
}

function partLines(part: CardPart, fact: (label: string, value: string) => string): string[] {
  if ('title' in part) return [part.title];
  if ('facts' in part) return part.facts.map(([label, value]) => fact(label, value));
  if ('list' in part) return part.list.map((item) => `- ${item}`);
  if ('badge' in part) return [part.badge];
  return [part.text];
}

/** A person's own words (an organisation's name, say) must not become a link or bold text in a card. */
const markdownSafe = (text: string): string => text.replace(/[\\*_[\]`<>]/g, (mark) => `\\${mark}`);
