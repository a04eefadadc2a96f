import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';

/**
 * Serves a bot as botbuilder's own samples do: restify with its body parser, CloudAdapter, settings from the
 * environment.
 * @param {import('botbuilder').ActivityHandler} bot
 */
export function serve(bot) {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(process.env));
  adapter.onTurnError = async (_context, fault) => {
    console.error(fault);
  };
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (request, response) => {
    await adapter.process(request, response, (context) => bot.run(context));
  });
  server.listen(process.env.PORT);
}
