import type { DialogInstance, DialogSet } from 'botbuilder-dialogs';
import { QUESTION } from './open-question.js';
import { Procedure } from './procedure.js';

/** The dialog stack as it is kept, with the shape that each procedure on it had. */
export interface SavedStack {
  stack: DialogInstance[];
  shapes: Record<string, number>;
}

/** The stack to keep; undefined when nothing is under way. */
export function keepStack(stack: DialogInstance[], dialogs: DialogSet): SavedStack | undefined {
  if (!stack.length) return undefined;
  const shapes: Record<string, number> = {};
  for (const { id } of stack) {
    const dialog = dialogs.find(id);
    if (dialog instanceof Procedure) shapes[id] = dialog.shape;
  }
  return { stack, shapes };
}

/**
 * The stack as it was kept. `outdated` where a deploy changed a procedure on it: that procedure is begun again with
 * an apology, never resumed in a shape that its code does not know (house.md).
 */
export function restore(
  saved: unknown,
  dialogs: DialogSet,
): { stack: DialogInstance[] } | { outdated: string | undefined } {
  if (saved === undefined || saved === null) return { stack: [] };
  if (!isSavedStack(saved)) return { outdated: undefined };
  const bottom = saved.stack[0]?.id;
  const fits = saved.stack.every(({ id }) => fitsToday(id, saved, dialogs)) && questionsFit(saved.stack, dialogs);
  return fits ? { stack: saved.stack } : { outdated: dialogs.find(bottom ?? '') ? bottom : undefined };
}

function isSavedStack(saved: unknown): saved is SavedStack {
  const { stack, shapes } = saved as Partial<SavedStack>;
  return Array.isArray(stack) && typeof shapes === 'object' && stack.every((frame) => typeof frame?.id === 'string');
}

function fitsToday(id: string, saved: SavedStack, dialogs: DialogSet): boolean {
  const dialog = dialogs.find(id);
  return dialog instanceof Procedure ? dialog.shape === saved.shapes[id] : id === QUESTION;
}

/** A question needs the step that it asks, and its procedure right below it. */
function questionsFit(stack: DialogInstance[], dialogs: DialogSet): boolean {
  return stack.every(({ id, state }, index) => {
    if (id !== QUESTION) return true;
    const procedure = dialogs.find(state?.procedure ?? '');
    return procedure instanceof Procedure && stack[index - 1]?.id === procedure.id && !!procedure.step(state.field);
  });
}
