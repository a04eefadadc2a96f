import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import restify, { type Next, type Request, type Response, type Server } from 'restify';
import type { PartnerAdapter, TurnLogic } from './adapter.js';
import { AuthenticationUnavailable, RefusedToken } from './authentication.js';
import type { BankStepPage } from './bank-step-page.js';
import { ConnectorError } from './connector-client.js';
import type { FileResponse, InvoiceLinkPage } from './invoice-link.js';
import type { Log } from './log.js';
import type { PaymentPage } from './payment-page.js';
import { readActivity } from './read-activity.js';
import { BodyTooLarge, ClientGone, readBody } from './request-body.js';

/** Largest activity that is taken; Bot Framework's own are far below. */
const ACTIVITY_LIMIT = 256 * 1024;
const FORM_LIMIT = 16 * 1024;
/** Longest part of a path; a signed link's token has about 250 characters, and the router's own limit is 100. */
const TOKEN_LIMIT = 1000;

/** After which a request that is still coming in at shutdown is cut off. */
const LAST_REQUESTS_MS = 6000;

export interface ServerParts {
  adapter: PartnerAdapter;
  turn: TurnLogic;
  paymentPage: PaymentPage;
  bankStepPage: BankStepPage;
  invoiceLinkPage: InvoiceLinkPage;
  /** What keeps the service from doing its work, in a word for its operator; undefined where nothing does. */
  unready(): Promise<'storage' | undefined>;
  log: Log;
}

export interface Listening {
  port: number;
  /** Stops accepting, and resolves when every request under way has been answered. */
  close(): Promise<void>;
}

/** The HTTP skin: routes, body limits, status codes. What a client sends never gets further than it is read here. */
export function createBotServer(parts: ServerParts): Server {
  const server = restify.createServer({
    name: 'partner-membership-bot',
    handleUncaughtExceptions: false,
    maxParamLength: TOKEN_LIMIT,
  });
  // Link previews and monitors ask for the head only; Node leaves the body out by itself.
  const get = (path: string, handle: Handler): void => {
    server.get(path, answering(parts, handle));
    server.head(path, answering(parts, handle));
  };
  const post = (path: string, handle: Handler): void => void server.post(path, answering(parts, handle));
  const { paymentPage, bankStepPage, invoiceLinkPage } = parts;
  post('/api/messages', takeActivity(parts));
  get('/health/live', async (_request, response) => sendJson(response, 200, { status: 'live' }));
  get('/health/ready', readiness(parts));
  const pay = '/pay/:token';
  get(
    pay,
    page(({ token }, info) => paymentPage.get(token, info)),
  );
  post(
    pay,
    form(({ token }, fields, info) => paymentPage.post(token, fields, info)),
  );
  get(
    '/invoices/:token',
    page(({ token }, info) => invoiceLinkPage.get(token, info)),
  );
  const bank = '/bank/:token';
  get(
    bank,
    page(({ token }, info) => bankStepPage.get(token, info)),
  );
  post(
    bank,
    form(({ token }, fields, info) => bankStepPage.post(token, fields, info)),
  );
  get(
    '/assets/payment.js',
    page(() => paymentPage.script()),
  );
  get(
    '/assets/payment.css',
    page(() => paymentPage.style()),
  );
  return server;
}

type Handler = (request: Request, response: Response) => Promise<void>;

/** One place for what goes wrong while a request is handled: a status and a word, never a stack trace. */
function answering({ log }: ServerParts, handle: Handler) {
  return (request: Request, response: Response, next: Next): void => {
    handle(request, response)
      .catch((fault) => answerFault(fault, response, log))
      .then(() => next(false));
  };
}

function answerFault(fault: unknown, response: Response, log: Log): void {
  if (fault instanceof ClientGone) return;
  const status = statusOf(fault);
  if (status >= 500) log.error({ err: fault }, 'a request failed');
  // The rest of the body is not read, so that nothing more can come over this connection.
  if (status === 413 && !response.headersSent) response.setHeader('Connection', 'close');
  if (!response.headersSent) sendJson(response, status, { error: WORDS[status] });
}

const WORDS: Record<number, string> = {
  400: 'bad request',
  401: 'unauthorized',
  413: 'too large',
  500: 'fault',
  503: 'unavailable',
};

function statusOf(fault: unknown): number {
  if (fault instanceof RefusedToken) return 401;
  if (fault instanceof AuthenticationUnavailable) return 503;
  if (fault instanceof BodyTooLarge) return 413;
  return fault instanceof ConnectorError && fault.status === undefined ? 400 : 500;
}

function takeActivity({ adapter, turn }: ServerParts): Handler {
  return async (request, response) => {
    // A web page of anybody's may post text and forms to this machine, but not JSON.
    const type = request.header('content-type') ?? 'application/json';
    if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type))
      return sendJson(response, 400, { error: 'the body must be JSON' });
    const read = readActivity(await readBody(request, ACTIVITY_LIMIT));
    if (!read.ok) return sendJson(response, 400, { error: read.problem.what });
    const answer = await adapter.handle(request.header('authorization') ?? '', read.value as Activity, turn);
    if (!answer) return sendJson(response, 200, undefined);
    return sendJson(response, answer.status, answer.body);
  };
}

function readiness({ unready }: ServerParts): Handler {
  return async (_request, response) => {
    const reason = await unready();
    sendJson(response, reason ? 503 : 200, reason ? { status: 'not ready', reason } : { status: 'ready' });
  };
}

type Info = { acceptLanguage?: string };

function page(answer: (params: { token: string }, info: Info) => Promise<FileResponse>): Handler {
  return async (request, response) => sendPage(response, await answer(request.params, infoOf(request)));
}

function form(
  answer: (params: { token: string }, fields: URLSearchParams, info: Info) => Promise<FileResponse>,
): Handler {
  return async (request, response) => {
    const fields = new URLSearchParams((await readBody(request, FORM_LIMIT)).toString('utf8'));
    sendPage(response, await answer(request.params, fields, infoOf(request)));
  };
}

const infoOf = (request: Request): Info => ({ acceptLanguage: request.header('accept-language') });

function sendPage(response: Response, { status, headers, body }: FileResponse): void {
  response.writeHead(status, headers);
  response.end(body);
}

function sendJson(response: Response, status: number, body: unknown): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, text ? { 'Content-Type': 'application/json; charset=utf-8' } : {});
  response.end(text);
}

/**
 * Listens on a port: on every interface, or in tester mode on loopback only, in both its forms, since `localhost` is
 * one or the other for different clients.
 */
export async function listen(server: Server, port: number, loopbackOnly: boolean): Promise<Listening> {
  const main = server.server as HttpServer;
  // restify listens for upgrades, and leaves the socket of whoever asks for one open for good; without a listener the
  // request is answered like any other.
  main.removeAllListeners('upgrade');
  // restify raises the HTTP server's errors once more; who waits for `listen` hears of them already.
  server.on('error', () => {});
  await listening(main, port, loopbackOnly ? '127.0.0.1' : undefined);
  const bound = (main.address() as AddressInfo).port;
  const sixth = loopbackOnly
    ? createServer((request, response) => void main.emit('request', request, response))
    : undefined;
  const hasSixth =
    sixth &&
    (await listening(sixth, bound, '::1').then(
      () => true,
      () => false,
    ));
  return {
    port: bound,
    close: async () => {
      await Promise.all([closed(main), ...(sixth && hasSixth ? [closed(sixth)] : [])]);
    },
  };
}

function listening(server: HttpServer, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    // A connection that is kept alive becomes idle only when its last answer is out.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
  });
}
