import type { Activity } from 'botbuilder';
import { type Button, buttonsOf } from './chat.js';

/** What a client sends of a button's card: what stands in its fields, or what the person wrote there, by label. */
export function formWith(
  replies: Partial<Activity>[],
  button: Button,
  written: Record<string, string>,
): Record<string, string> {
  const reply = replies.findLast((each) => buttonsOf([each]).includes(button));
  const elements = (reply?.attachments ?? []).flatMap(({ content }) => content.body as Record<string, string>[]);
  const inputs = elements.filter(({ type }) => type === 'Input.Text');
  const labels = inputs.map(({ label }) => label);
  const unknown = Object.keys(written).filter((label) => !labels.includes(label));
  if (unknown.length) throw new Error(`There is no field "${unknown[0]}" among: ${labels.join(', ')}`);
  return Object.fromEntries(inputs.map(({ id, label = '', value }) => [id, written[label] ?? value ?? '']));
}
