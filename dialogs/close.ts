import { Procedure } from './procedure.js';
import { turnOf } from './turn.js';

/** The last step of every purchase: Close (procedures.md, P1 and P3). */
export const close = new Procedure(
  'close',
  'label.close',
  1,
  [
    async (step) => {
      const turn = turnOf(step);
      await turn.send({ text: turn.say('close.done') });
      return step.endDialog();
    },
  ],
  'answer',
);
