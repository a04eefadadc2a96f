import { randomBytes } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import { stop } from './leaving.js';
import { openQuestion, QUESTION, type QuestionState } from './open-question.js';
import { turnOf } from './turn.js';

/**
 * Asks the step of the procedure below it on the stack. Only names are persisted, so that what a question says and
 * how its answer is read comes from the code of today.
 */
export class Question extends Dialog {
  constructor() {
    super(QUESTION);
  }

  override async beginDialog(
    dc: DialogContext,
    options: { procedure: string; field: string },
  ): Promise<DialogTurnResult> {
    const state: QuestionState = { ...options, token: randomBytes(6).toString('base64url') };
    Object.assign(dc.activeDialog?.state as object, state);
    await this.ask(dc);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc);
    const { step, draft } = openQuestion(dc);
    const reading = await step.read(turn.said, draft, turn);
    if ('keep' in reading) return dc.endDialog(reading.keep);
    if ('back' in reading) return goBack(dc, reading.back, reading.knowing);
    if ('stop' in reading) return stopHere(dc);
    Object.assign(draft, reading.meanwhile);
    await turn.send({ text: reading.again });
    await this.ask(dc);
    return Dialog.EndOfTurn;
  }

  /** An answer was given in between: says where the person was, and asks again. */
  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    await sayWhere(dc);
    await this.ask(dc);
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    throw new Error(`Ask ${instance.id} again through askAgain, which knows the draft (${context.activity.type})`);
  }

  /** Says the question (again), with the token that its earlier cards carry. */
  async ask(dc: DialogContext): Promise<void> {
    const turn = turnOf(dc);
    const { step, draft, state } = openQuestion(dc);
    const message = await step.ask(draft, turn);
    await turn.ask(message, state.token);
  }
}

/** Leaves the open question and goes back to the step of an earlier field. */
export async function goBack(dc: DialogContext, field: string, knowing = {}): Promise<DialogTurnResult> {
  const { procedure } = openQuestion(dc);
  dc.stack.pop();
  return procedure.rewind(dc, field, knowing);
}

async function stopHere(dc: DialogContext): Promise<DialogTurnResult> {
  await stop(dc, turnOf(dc));
  return Dialog.EndOfTurn;
}

/** "Back to …": what the open question belongs to. */
export async function sayWhere(dc: DialogContext): Promise<void> {
  const turn = turnOf(dc);
  const { procedure, step } = openQuestion(dc);
  await turn.send({
    text: turn.say('resume.back', { procedure: turn.say(procedure.title), about: turn.say(step.about) }),
  });
}

/** Asks the open question again. */
export async function askAgain(dc: DialogContext): Promise<void> {
  await (dc.dialogs.find(QUESTION) as Question).ask(dc);
}
