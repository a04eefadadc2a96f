import type { Activity } from 'botbuilder';
import demo from '../../data/demo/partners.json' with { type: 'json' };

type Element = Record<string, unknown>;

const FIRST = 'Bot: ';
const NEXT = '     ';

/**
 * What a person sees of a reply, as the lines of a transcript: its text, the card's parts after `|`, its fields in
 * braces and its buttons in brackets, one row of them to a line.
 */
export function linesOf(reply: Partial<Activity>): string[] {
  const text = (reply.text ?? '').split('\n').filter((line) => line.trim());
  const cards = (reply.attachments ?? []).map((attachment) => attachment.content as Element);
  const lines = [...text.slice(1), ...cards.flatMap((card) => (card.body as Element[]).flatMap(linesOfElement))];
  return [`${FIRST}${text[0] ?? ''}`.trimEnd(), ...lines.map((line) => `${NEXT}${line}`)].map(withoutWhatVaries);
}

function linesOfElement(element: Element): string[] {
  if (element.type === 'TextBlock')
    return String(element.text)
      .split(/[\r\n]+/)
      .map((line) => `| ${shown(line)}`);
  if (element.type === 'FactSet') return (element.facts as Element[]).map(factLine);
  if (element.type === 'Input.Text') return [`{${element.label}: ${element.value ?? ''}}`];
  if (element.type === 'ActionSet') return [(element.actions as Element[]).map(button).join(' ')];
  throw new Error(`Transcripts cannot show a ${element.type}`);
}

const factLine = ({ title, value }: Element): string => `| ${shown(String(title))}: ${shown(String(value))}`;

const button = ({ title, url }: Element): string => (url ? `[${title} → ${url}]` : `[${title}]`);

/** Clients draw Markdown: an escaped mark shows as itself. */
const shown = (text: string): string => text.replace(/\\([\\*_[\]`~<>])/g, '$1');

/** MPN IDs of partners that joined in a transcript are drawn by lot; those of the demo data are not. */
const OTHER_MPN_ID = `(?!${demo.partners.map(({ mpnId }) => mpnId).join('|')})\\d{7}`;

/** Links of this service, MPN IDs, invitation codes, references of faults and the seconds of a clock differ each time. */
const VARYING: [RegExp, string][] = [
  [/http:\/\/bot\.example\/(\w+)\/[\w.~-]+/g, '~/$1/~'],
  [new RegExp(`(?<=MPN[^:]*: )${OTHER_MPN_ID}$|\\b${OTHER_MPN_ID}(?=-(T|\\d{4}))`, 'g'), '~'],
  [/\b[0-9a-f]{10}\b/g, '~'],
  [/\b[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}\b/g, '~'],
  [/(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\d\.\d{3}Z/g, '$1'],
];

const withoutWhatVaries = (line: string): string =>
  VARYING.reduce((rest, [pattern, shownAs]) => rest.replace(pattern, shownAs), line);
