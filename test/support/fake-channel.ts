import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';

/** One request of the bot, as it arrived. */
export interface ChannelRequest {
  method: string;
  /** Path as sent, still encoded. */
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** A channel service on loopback: takes what the bot says and remembers it. */
export interface FakeChannel {
  /** Its service URL, without a slash at the end. */
  url: string;
  /** Activities that it took, in order; not the ones that it failed. */
  sent: Activity[];
  /** Every request, failed ones too. */
  requests: ChannelRequest[];
  /** Connections that were opened. */
  readonly connections: number;
  /** The next request is answered with this status; calls add up. `body` is JSON. */
  failNext(status: number, headers?: Record<string, string>, body?: unknown): void;
  /** The next request is read, then its connection is cut. */
  dropNext(): void;
  close(): Promise<void>;
}

type Fault = { status: number; headers?: Record<string, string>; body?: unknown } | 'drop';

/** Starts a fake channel on a free port of loopback. */
export async function startFakeChannel(): Promise<FakeChannel> {
  const sent: Activity[] = [];
  const requests: ChannelRequest[] = [];
  const faults: Fault[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    void readRequest(request).then((read) => {
      requests.push(read);
      answer(response, read, faults.shift(), sent);
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    requests,
    get connections() {
      return connections;
    },
    failNext: (status, headers, body) => void faults.push({ status, headers, body }),
    dropNext: () => void faults.push('drop'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(request: IncomingMessage): Promise<ChannelRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const { method = '', url = '', headers } = request;
  return { method, path: url, headers, body: text ? JSON.parse(text) : undefined };
}

function answer(response: ServerResponse, request: ChannelRequest, fault: Fault | undefined, sent: Activity[]): void {
  if (fault === 'drop') response.socket?.destroy();
  else if (fault) reply(response, fault.status, fault.body, fault.headers);
  else if (!request.path.includes('/v3/conversations')) reply(response, 404, { error: { code: 'NotFound' } });
  else if (request.method === 'DELETE') reply(response, 200);
  else if (request.path.endsWith('/v3/conversations')) reply(response, 201, { id: 'created-conversation' });
  else reply(response, request.method === 'PUT' ? 200 : 201, { id: `sent-${sent.push(request.body as Activity)}` });
}

function reply(response: ServerResponse, status: number, body?: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
