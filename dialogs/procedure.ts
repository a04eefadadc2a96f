import {
  type DialogContext,
  DialogReason,
  type DialogTurnResult,
  WaterfallDialog,
  type WaterfallStep,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import type { TextKey } from '../locales/text.js';
import type { Message } from './message.js';
import { QUESTION } from './open-question.js';
import { type Said, type Turn, turnOf } from './turn.js';

/**
 * What reading an answer comes to. `again`: what was wrong and what to do, said before the question is repeated;
 * `meanwhile`: what is kept all the same. `back`: to the step of an earlier field; `knowing`: what is answered there.
 */
export type Reading<Draft> =
  | { keep: Partial<Draft> }
  | { again: string; meanwhile?: Partial<Draft> }
  | { back: string; knowing?: Partial<Draft> }
  | { stop: true };

/** A step asks, reads, and keeps one field of the draft. It is not asked where the draft has the field already. */
export interface Step<Draft> {
  field: keyof Draft & string;
  /** What it is about, for "you were at …". */
  about: TextKey;
  when?(draft: Draft, turn: Turn): boolean;
  ask(draft: Draft, turn: Turn): Promise<Message> | Message;
  read(said: Said, draft: Draft, turn: Turn): Promise<Reading<Draft>> | Reading<Draft>;
  /** The answer is a person's own words, in which a wish is not looked for. */
  freeText?: boolean;
  /** What is written is for somebody else to read: only commands and titles of procedures are taken out of it. */
  verbatim?: boolean;
  /** A file is an answer. */
  takesFiles?: boolean;
  /** It asks about cancelling: "cancel", which stops everywhere else, is an answer here. */
  aboutCancelling?: boolean;
  /** The answer does something that cannot be undone: after an hour away it is asked again. */
  deliberate?: boolean;
}

export type AnyStep<Draft> = Step<Draft> | WaterfallStep;

/** What is told and tidied when the person leaves half-way. */
export type Leaving<Draft> = (draft: Draft, turn: Turn) => Promise<void>;

/**
 * A procedure: steps that compile to a waterfall. A plain waterfall step is taken as it is. `version` is raised when
 * the draft or the steps change shape: a conversation in an older shape starts the procedure again.
 */
export class Procedure<Draft extends object> extends WaterfallDialog {
  constructor(
    id: string,
    readonly title: TextKey,
    readonly shape: number,
    private readonly plan: AnyStep<Draft>[],
    /** A `task` is left when another begins; an `answer` is given in between, and the task goes on. */
    readonly kind: 'task' | 'answer' = 'task',
    readonly leaving?: Leaving<Draft>,
    /** Whether what it is about has come to an end outside this conversation, or what is told then. */
    readonly isOver?: (draft: Draft, turn: Turn) => boolean | Message | undefined,
  ) {
    super(
      id,
      plan.map((step) => (isStep(step) ? askStep(id, step) : step)),
    );
  }

  /** The step that asks for a field; undefined where this version of the procedure has none. */
  step(field: string): Step<Draft> | undefined {
    return this.plan.filter(isStep).find((step) => step.field === field);
  }

  override async beginDialog(dc: DialogContext, options?: Partial<Draft>): Promise<DialogTurnResult> {
    return super.beginDialog(dc, { draft: options ?? {} });
  }

  /** Keeps the answer of the step that just ended, then runs the next. */
  override async resumeDialog(dc: DialogContext, reason: DialogReason, kept?: unknown): Promise<DialogTurnResult> {
    if (typeof kept === 'object') Object.assign(draftIn(dc), kept);
    frameOf(dc).changing = undefined;
    return super.resumeDialog(dc, reason, kept);
  }

  /** Goes back to the step of a field: it and all later ones are asked again, but for what is known already. */
  async rewind(dc: DialogContext, field: string, knowing: Partial<Draft> = {}): Promise<DialogTurnResult> {
    const index = this.indexOf(field);
    const frame = frameOf(dc);
    const later: string[] = this.plan.slice(index).flatMap((step) => (isStep(step) ? [step.field] : []));
    for (const name of later) delete frame.options.draft[name];
    Object.assign(frame.options.draft, knowing);
    frame.asked = frame.asked?.filter((name) => !later.includes(name) || name in knowing);
    frame.changing = undefined;
    return this.runStep(dc, index, DialogReason.nextCalled, undefined);
  }

  /** Asks for one field again, which keeps its answer until there is another; the answers after it stay. */
  async change(dc: DialogContext, field: string): Promise<DialogTurnResult> {
    frameOf(dc).changing = field;
    return this.runStep(dc, this.indexOf(field), DialogReason.nextCalled, undefined);
  }

  /**
   * Where "back" leads from the step of a field: to the nearest one before it that was asked; from what is asked once
   * more, to where that was wished.
   */
  before(field: string, { asked = [], changing }: Pick<Frame, 'asked' | 'changing'>): string | undefined {
    const others = without(field, asked);
    if (changing === field) return others.at(-1);
    const earlier = this.plan.slice(0, this.indexOf(field)).filter(isStep);
    return earlier.findLast((step) => others.includes(step.field))?.field;
  }

  private indexOf(field: string): number {
    const index = this.plan.findIndex((step) => isStep(step) && step.field === field);
    if (index < 0) throw new Error(`${this.id} has no step "${field}" to go back to`);
    return index;
  }
}

const isStep = <Draft>(step: AnyStep<Draft>): step is Step<Draft> => typeof step !== 'function';

const without = (field: string, asked: string[] = []): string[] => asked.filter((name) => name !== field);

/** State of a procedure on the dialog stack. */
export interface Frame {
  options: { draft: Record<string, unknown> };
  asked?: string[];
  /** The field that is asked for although it has an answer. */
  changing?: string;
}

const frameOf = (dc: DialogContext): Frame => dc.activeDialog?.state as Frame;

const draftIn = (dc: DialogContext): Record<string, unknown> => frameOf(dc).options.draft;

/** The draft that a plain step works on; what it changes is kept. */
export const draftOf = <Draft>(step: WaterfallStepContext): Draft => frameOf(step).options.draft as Draft;

function askStep<Draft>(procedure: string, step: Step<Draft>): WaterfallStep {
  return async (context) => {
    const draft = draftOf<Draft>(context);
    const frame = frameOf(context);
    const answered = draft[step.field] !== undefined && frame.changing !== step.field;
    if (answered || (step.when && !step.when(draft, turnOf(context)))) return context.next();
    if (frame.changing !== step.field) frame.asked = [...without(step.field, frame.asked), step.field];
    return context.beginDialog(QUESTION, { procedure, field: step.field });
  };
}
