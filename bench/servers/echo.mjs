import { ActivityHandler } from 'botbuilder';
import { serve } from './stock.mjs';

/** botbuilder's echo sample. */
class Echo extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`Echo: ${context.activity.text}`);
      await next();
    });
  }
}

serve(new Echo());
