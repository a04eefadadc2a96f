import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity, ConversationParameters, ConversationResourceResponse, ResourceResponse } from 'botbuilder';
import {
  AppCredentials,
  ConnectorClient,
  ConnectorFactory,
  type ServiceClientCredentials,
} from 'botframework-connector';
import { Agent, type Dispatcher } from 'undici';

/** Tries of one request, the first one included; an activity that only says "typing" gets one. */
const TRIES = 4;
const LONGEST_WAIT_MS = 30_000;
/** Clients that are kept, one for each service URL and audience. */
const KEPT_CLIENTS = 200;

/**
 * What is asked again whatever the method. 429 and 503 did nothing; 412, 502 and 504 may have, but Teams asks for a
 * retry of each (Microsoft Learn, "Optimize your bot with rate limiting in Teams").
 */
const RETRIED_STATUSES = new Set([412, 429, 502, 503, 504]);

type Method = 'POST' | 'PUT' | 'DELETE';
type Answer = { status: number; retryAfter?: string; body: string };
/** No answer came. `begun`: the request was at least in part handed to a connection. */
type Loss = { cause: Error; begun: boolean };

/** The channel did not take a request. The message holds no ids, no text and no token. */
export class ConnectorError extends Error {
  override name = 'ConnectorError';
  /** HTTP status; absent where no answer came. */
  readonly status?: number;
  /** `error.code` of the channel's answer, e.g. `BotNotInConversationRoster`. */
  readonly code?: string;
  /** The channel may have acted on it all the same, so sending it again may double it. */
  readonly mayHaveArrived: boolean;

  constructor(message: string, facts: { status?: number; code?: string; mayHaveArrived?: boolean; cause?: unknown }) {
    super(message, { cause: facts.cause });
    this.status = facts.status;
    this.code = facts.code;
    this.mayHaveArrived = facts.mayHaveArrived ?? false;
  }

  /** No connection could be made at all: what comes next for the same channel will fare no better. */
  get unreachable(): boolean {
    return this.status === undefined && !this.mayHaveArrived;
  }
}

export interface ConnectorOptions {
  /** Credentials for an audience (undefined: the channels' own); the SDK caches the token that they fetch. */
  credentials(audience: string | undefined): Promise<ServiceClientCredentials>;
  /** Whether the bot's token may go to this service URL. */
  trusts(serviceUrl: string): boolean;
  dispatcher?: Dispatcher;
  /** Waits between two tries, milliseconds. */
  pause?: (ms: number) => Promise<unknown>;
}

const openDispatcher = (): Dispatcher =>
  new Agent({
    connect: { timeout: 5_000 },
    headersTimeout: 15_000,
    bodyTimeout: 15_000,
    keepAliveTimeout: 20_000,
    maxResponseSize: 1_048_576,
  });

/**
 * Makes connector clients that post plain JSON over kept connections: a stock client's pipeline costs half of a
 * turn's time (house.md). Sending, updating, deleting and creating are lean; all else a client can do is stock.
 */
export class LeanConnectorFactory extends ConnectorFactory {
  private readonly clients = new Map<string, ConnectorClient>();
  private readonly dispatcher: Dispatcher;
  private readonly ending = new AbortController();

  constructor(private readonly options: ConnectorOptions) {
    super();
    this.dispatcher = options.dispatcher ?? openDispatcher();
  }

  /** @throws ConnectorError where the service URL is no HTTP address, or is not trusted with the bot's token. */
  override async create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    if (!this.options.trusts(serviceUrl)) throw new ConnectorError('The service URL is not trusted', {});
    const key = `${audience ?? ''}\n${serviceUrl}`;
    return this.clients.get(key) ?? this.keep(key, await this.open(serviceUrl, audience));
  }

  /** Ends: what is under way, or waits for another try, fails now. A channel that never answers holds up nothing. */
  async close(): Promise<void> {
    this.ending.abort();
    await this.dispatcher.destroy();
  }

  private keep(key: string, client: ConnectorClient): ConnectorClient {
    if (this.clients.size >= KEPT_CLIENTS) this.clients.clear();
    this.clients.set(key, client);
    return client;
  }

  private async open(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const base = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
    if (!base?.protocol.startsWith('http')) throw new ConnectorError('The service URL is no HTTP address', {});
    const credentials = await this.options.credentials(audience);
    const client = new ConnectorClient(credentials, { baseUri: serviceUrl });
    const { signal } = this.ending;
    const pause = this.options.pause ?? ((ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined));
    const channel = new Channel(base, credentials, this.dispatcher, { pause, signal });
    Object.assign(client.conversations, leanConversations(channel));
    return client;
  }
}

const part = encodeURIComponent;
const triesFor = (activity: Partial<Activity>): number => (activity.type === 'typing' ? 1 : TRIES);

/** The operations that CloudAdapterBase uses, under the names that the stock client has for them. */
const leanConversations = (channel: Channel) =>
  ({
    createConversation: (parameters: ConversationParameters) =>
      channel.ask<ConversationResourceResponse>('POST', '', parameters),
    sendToConversation: (id: string, activity: Partial<Activity>) =>
      channel.ask<ResourceResponse>('POST', `/${part(id)}/activities`, activity, triesFor(activity)),
    replyToActivity: (id: string, replyTo: string, activity: Partial<Activity>) =>
      channel.ask<ResourceResponse>('POST', `/${part(id)}/activities/${part(replyTo)}`, activity, triesFor(activity)),
    updateActivity: (id: string, activityId: string, activity: Partial<Activity>) =>
      channel.ask<ResourceResponse>('PUT', `/${part(id)}/activities/${part(activityId)}`, activity),
    deleteActivity: (id: string, activityId: string) =>
      channel.ask<void>('DELETE', `/${part(id)}/activities/${part(activityId)}`),
  }) satisfies Partial<Record<keyof ConnectorClient['conversations'], unknown>>;

/** One service URL, and how it is asked. */
class Channel {
  private readonly origin: string;
  private readonly root: string;

  constructor(
    base: URL,
    private readonly credentials: ServiceClientCredentials,
    private readonly dispatcher: Dispatcher,
    private readonly tempo: { pause: (ms: number) => Promise<unknown>; signal: AbortSignal },
  ) {
    this.origin = base.origin;
    this.root = `${base.pathname.replace(/\/+$/, '')}/v3/conversations`;
  }

  /** Asks until there is an answer that counts. @throws ConnectorError */
  async ask<Value>(method: Method, path: string, body?: unknown, tries = TRIES): Promise<Value> {
    const content = body === undefined ? null : JSON.stringify(body);
    const request = { origin: this.origin, path: this.root + path, method, body: content };
    let mayHaveArrived = false;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await exchange(this.dispatcher, { ...request, headers: await this.headers() });
      if ('status' in outcome && outcome.status < 300) return (parse(outcome.body) ?? {}) as Value;
      mayHaveArrived ||= leavesDoubt(outcome);
      const isLast = attempt >= tries || this.tempo.signal.aborted;
      if (isLast || !mayAskAgain(method, outcome)) throw failure(method, outcome, mayHaveArrived);
      await this.tempo.pause(waitAfter(attempt, outcome));
    }
  }

  private async headers(): Promise<Record<string, string>> {
    const headers = { 'content-type': 'application/json; charset=utf-8', accept: 'application/json', ...AGENT };
    const token = await this.token();
    return token ? { ...headers, authorization: `Bearer ${token}` } : headers;
  }

  /** None in tester mode, where the SDK's credentials have no app id. */
  private async token(): Promise<string | undefined> {
    if (!(this.credentials instanceof AppCredentials) || !this.credentials.appId) return undefined;
    return this.credentials.getToken().catch((cause: unknown) => {
      throw new ConnectorError('No token for the channel could be had', { cause });
    });
  }
}

/** Bot Framework channels want to be told that a bot of theirs is calling. */
const AGENT = { 'user-agent': 'Microsoft-BotFramework/3.1 partner-membership-bot' };

/** One try. Below undici's `request`, because only a handler learns whether sending had begun. */
function exchange(dispatcher: Dispatcher, request: Dispatcher.DispatchOptions): Promise<Answer | Loss> {
  return new Promise((resolve) => {
    const answer: Answer = { status: 0, body: '' };
    const chunks: Buffer[] = [];
    let begun = false;
    dispatcher.dispatch(request, {
      onRequestStart: () => {
        begun = true;
      },
      onResponseStart: (_controller, status, headers) => {
        Object.assign(answer, { status, retryAfter: headers['retry-after'] });
      },
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd: () => resolve({ ...answer, body: Buffer.concat(chunks).toString() }),
      onResponseError: (_controller, cause) => resolve({ cause, begun }),
    });
  });
}

/**
 * A POST whose answer was lost is not sent again: it may have been acted on, and a message said twice is worse than
 * one that is reported as undelivered. PUT and DELETE do the same thing when they are done twice.
 */
const mayAskAgain = (method: Method, outcome: Answer | Loss): boolean =>
  'status' in outcome ? RETRIED_STATUSES.has(outcome.status) : !outcome.begun || method !== 'POST';

const leavesDoubt = (outcome: Answer | Loss): boolean =>
  'status' in outcome ? outcome.status >= 500 && outcome.status !== 503 : outcome.begun;

/** Milliseconds: what Retry-After says (seconds or a date, 30 s at most), else 0.5, 1, 2 s; less or more by chance. */
function waitAfter(attempt: number, outcome: Answer | Loss): number {
  const backoff = 250 * 2 ** attempt * (0.5 + Math.random() / 2);
  if (!('status' in outcome) || !outcome.retryAfter) return backoff;
  const seconds = Number(outcome.retryAfter);
  const asked = Number.isNaN(seconds) ? Date.parse(outcome.retryAfter) - Date.now() : seconds * 1000;
  if (Number.isNaN(asked)) return backoff;
  return Math.min(Math.max(asked, 0) + Math.random() * 250, LONGEST_WAIT_MS);
}

function failure(method: Method, outcome: Answer | Loss, mayHaveArrived: boolean): ConnectorError {
  if (!('status' in outcome)) {
    return new ConnectorError(`No answer to a ${method}`, { mayHaveArrived, cause: outcome.cause });
  }
  const { status, body } = outcome;
  const code = errorCode(body);
  return new ConnectorError(`The channel answered ${status} ${code ?? ''} to a ${method}`, {
    status,
    code,
    mayHaveArrived,
  });
}

function errorCode(body: string): string | undefined {
  const code = (parse(body) as { error?: { code?: unknown } } | undefined)?.error?.code;
  // Anything longer than an identifier could be somebody's text.
  return typeof code === 'string' && /^[\w.-]{1,80}$/.test(code) ? code : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
