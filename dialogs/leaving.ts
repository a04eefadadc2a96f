import type { DialogContext } from 'botbuilder-dialogs';
import { Procedure } from './procedure.js';
import { type Turn, turnOf } from './turn.js';

/** The procedures under way, outermost first. */
export function underWay(dc: DialogContext): Procedure<object>[] {
  const dialogs = dc.stack.map((frame) => dc.dialogs.find(frame.id));
  return dialogs.filter((dialog): dialog is Procedure<object> => dialog instanceof Procedure);
}

/** The task that the person is in the middle of; the menu and short answers are not tasks. */
export const taskUnderWay = (dc: DialogContext): Procedure<object> | undefined =>
  underWay(dc).find((procedure) => procedure.kind === 'task');

/** Leaves everything that is under way: each procedure tidies up, then the stack is empty. */
export async function leave(dc: DialogContext): Promise<void> {
  const turn = turnOf(dc);
  for (const { id, state } of dc.stack) {
    const dialog = dc.dialogs.find(id);
    if (dialog instanceof Procedure) await dialog.leaving?.(state.options.draft, turn);
  }
  await dc.cancelAllDialogs();
}

/** Procedures of which it matters most that nothing was bought. */
const PURCHASES = ['subscribe', 'renew'];

/** That a task was left half-way, and that nothing came of it. */
export const leftText = ({ id, title }: Procedure<object>, turn: Turn): string =>
  turn.say('stop.left', { procedure: turn.say(title), what: PURCHASES.includes(id) ? 'purchase' : 'other' });

/** "Stop": leaves, and says that nothing was done. */
export async function stop(dc: DialogContext, turn: Turn): Promise<void> {
  const task = taskUnderWay(dc);
  const answer = underWay(dc).find(({ id }) => id !== 'menu');
  await leave(dc);
  if (task) await turn.send({ text: leftText(task, turn) });
  else if (answer) await turn.send({ text: turn.say('stop.answer', { procedure: turn.say(answer.title) }) });
  else await turn.send({ text: turn.say('stop.nothing') });
}
