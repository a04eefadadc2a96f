/**
 * The load generator, a process of its own: a channel that sends activities over kept connections and takes the
 * replies at its service URL, with the issuer that signs its tokens, and the identity endpoint where a bot on Azure
 * fetches its own. It tells its addresses, then runs what it is asked to (`Load` → `Loaded`).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startLocalIssuer } from '../test/support/local-issuer.js';
import { activityOf, type Line, Sender } from './send.js';

/** Where servers find what they need without the internet. */
export interface ChannelAddresses {
  serviceUrl: string;
  metadataUrl: string;
  identityUrl: string;
}

/** Conversations, so many at a time; each person says the next line when the last one was answered. */
export interface Load {
  port: number;
  appId: string;
  atOnce: number;
  conversations: { person: number; lines: Line[] }[];
}

export interface Loaded {
  turns: number;
  seconds: number;
  /** Milliseconds from sending a line until it was acknowledged, its replies having come. */
  latencies: number[];
}

/** What came for each conversation since its last line. */
const replies = new Map<string, string[]>();
let sent = 0;

const issuer = await startLocalIssuer();
const server = createServer((request, response) => void take(request, response));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const serviceUrl = `${origin}/`;
const addresses: ChannelAddresses = { serviceUrl, metadataUrl: issuer.metadataUrl, identityUrl: `${origin}/identity` };

process.on('message', (load: Load) => {
  void run(load).then(
    (loaded) => process.send?.(loaded),
    (fault) => {
      console.error(fault);
      process.exit(1);
    },
  );
});
process.send?.(addresses);

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  response.setHeader('content-type', 'application/json');
  const conversation = /^\/v3\/conversations\/([^/]+)\/activities/.exec(request.url ?? '')?.[1];
  if (!conversation) return void response.end(JSON.stringify(identity()));
  const said = replies.get(decodeURIComponent(conversation)) ?? [];
  replies.set(decodeURIComponent(conversation), [...said, Buffer.concat(chunks).toString()]);
  sent += 1;
  response.end(`{"id":"${sent}"}`);
}

/** As the identity endpoint of Azure's App Service answers. The channel above looks at no token. */
function identity(): Record<string, unknown> {
  const inADay = Math.floor(Date.now() / 1000) + 86_400;
  return { access_token: 'a token for benches', expires_on: String(inADay), token_type: 'Bearer', resource: 'api' };
}

async function run({ port, appId, atOnce, conversations }: Load): Promise<Loaded> {
  const sender = new Sender(port, issuer.token(appId, serviceUrl), atOnce);
  const waiting = conversations.toReversed();
  const latencies: number[] = [];
  const begun = performance.now();
  const speak = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const line of next.lines) latencies.push(await say(sender, next.person, line));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, speak));
  const seconds = (performance.now() - begun) / 1000;
  sender.close();
  return { turns: latencies.length, seconds, latencies };
}

/** Milliseconds. A turn that says something else than it should would be measured for nothing: that is a fault. */
async function say(sender: Sender, person: number, { text, expect }: Line): Promise<number> {
  const activity = activityOf(person, text, serviceUrl);
  replies.delete(activity.conversation.id);
  const begun = performance.now();
  const status = await sender.post(activity);
  const took = performance.now() - begun;
  const heard = replies.get(activity.conversation.id)?.join('\n') ?? '';
  if (status !== 200 || !heard.includes(expect)) {
    throw new Error(`"${text}" got ${status} and, instead of "${expect}": ${heard || 'nothing'}`);
  }
  return took;
}
