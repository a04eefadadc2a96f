import { ActivityHandler, ConversationState, MemoryStorage, UserState } from 'botbuilder';
import { ComponentDialog, DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { serve } from './stock.mjs';

/** Questions of a conversation; with the message that begins it and the last answer it has eight turns. */
const QUESTIONS = ['Which offer?', 'Go on?', 'Do you accept?', 'How to pay?', 'Name?', 'Phone?', 'Email?'];

/** A conversation as botbuilder's multi-turn-prompt sample has it: a prompt a step, a profile in the user's state. */
class Order extends ComponentDialog {
  /** @param {UserState} users */
  constructor(users) {
    super('order');
    this.profile = users.createProperty('profile');
    this.addDialog(new TextPrompt('text'));
    const steps = QUESTIONS.map(
      (prompt, index) => async (/** @type {import('botbuilder-dialogs').WaterfallStepContext} */ step) => {
        if (index > 0) Object.assign(step.values, { [QUESTIONS[index - 1] ?? '']: step.result });
        return step.prompt('text', { prompt });
      },
    );
    this.addDialog(new WaterfallDialog('steps', [...steps, (step) => this.finish(step)]));
    this.initialDialogId = 'steps';
  }

  /** @param {import('botbuilder-dialogs').WaterfallStepContext} step */
  async finish(step) {
    await this.profile.set(step.context, { ...step.values, email: step.result });
    await step.context.sendActivity('Thank you.');
    return step.endDialog();
  }
}

class Waterfall extends ActivityHandler {
  constructor() {
    super();
    const storage = new MemoryStorage();
    const conversations = new ConversationState(storage);
    const users = new UserState(storage);
    const dialogs = new DialogSet(conversations.createProperty('dialogs')).add(new Order(users));
    this.onMessage(async (context, next) => {
      const dc = await dialogs.createContext(context);
      const { status } = await dc.continueDialog();
      if (status === DialogTurnStatus.empty) await dc.beginDialog('order');
      await next();
    });
    this.onDialog(async (context, next) => {
      await conversations.saveChanges(context, false);
      await users.saveChanges(context, false);
      await next();
    });
  }
}

serve(new Waterfall());
