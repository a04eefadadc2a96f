import type { DialogContext } from 'botbuilder-dialogs';
import type { Frame, Procedure, Step } from './procedure.js';
import type { Turn } from './turn.js';

export const QUESTION = 'question';

/** State of the question on top of the stack. The token is what its buttons carry. */
export interface QuestionState {
  procedure: string;
  field: string;
  token: string;
}

/** The question on top of the stack, with its procedure and draft; a fault where there is none. */
export function openQuestion(dc: DialogContext) {
  const open = findQuestion(dc);
  if (!open) throw new Error('No question is open in this conversation');
  return open;
}

/** The same, undefined where no question is open or its step is gone from the code. */
export function findQuestion(dc: DialogContext) {
  const state = dc.activeDialog?.id === QUESTION ? (dc.activeDialog.state as QuestionState) : undefined;
  const frame = dc.stack.at(-2);
  if (!state || frame?.id !== state.procedure) return undefined;
  const procedure = dc.dialogs.find(state.procedure) as Procedure<Record<string, unknown>> | undefined;
  const step = procedure?.step(state.field) as Step<Record<string, unknown>> | undefined;
  if (!procedure || !step) return undefined;
  const { options, ...way } = frame.state as Frame;
  return { procedure, step, state, draft: options.draft, before: procedure.before(state.field, way) };
}

/** Whether a tap is for the question that is open now. */
export const isForOpenQuestion = (dc: DialogContext, turn: Turn): boolean =>
  turn.said.tap?.act === 'answer' &&
  !!turn.said.tap.data.step &&
  turn.said.tap.data.step === findQuestion(dc)?.state.token;
