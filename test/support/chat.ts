import type { Activity } from 'botbuilder';

/** A button of a card, as a client gets it. */
export interface Button {
  title: string;
  data?: Record<string, unknown>;
  url?: string;
}

/** Everything in a card that can be found below `root` and has the wanted type. */
function elements(root: unknown, isWanted: (type: string) => boolean): Record<string, unknown>[] {
  if (Array.isArray(root)) return root.flatMap((each) => elements(each, isWanted));
  if (typeof root !== 'object' || root === null) return [];
  const element = root as Record<string, unknown>;
  const inner = ['body', 'actions', 'items', 'columns'].flatMap((name) => elements(element[name], isWanted));
  return typeof element.type === 'string' && isWanted(element.type) ? [element, ...inner] : inner;
}

const cardsOf = (replies: Partial<Activity>[]): unknown[] =>
  replies.flatMap((reply) => (reply.attachments ?? []).map((attachment) => attachment.content));

/** The buttons of these replies, in order. */
export const buttonsOf = (replies: Partial<Activity>[]): Button[] =>
  elements(cardsOf(replies), (type) => type.startsWith('Action.')) as unknown as Button[];

/** All that a person can read in these replies, from top to bottom. */
export const textIn = (replies: Partial<Activity>[]): string => replies.map(textOf).join('\n');

function textOf(reply: Partial<Activity>): string {
  const blocks = elements(cardsOf([reply]), (type) => type === 'TextBlock' || type === 'FactSet');
  const lines = blocks.flatMap(({ text, facts }) => [
    ...(text ? [String(text)] : []),
    ...((facts as { title: string; value: string }[] | undefined) ?? []).map(
      ({ title, value }) => `${title}: ${value}`,
    ),
  ]);
  return [reply.text ?? '', ...lines, ...buttonsOf([reply]).map(({ title }) => title)].join('\n');
}

export interface ChatOptions {
  user?: string;
  conversation?: string;
  channelId?: string;
  serviceUrl?: string;
  locale?: string;
  deliveryMode?: string;
  headers?: Record<string, string>;
}

/** One person's conversation with the bot over HTTP, as a channel carries it. Replies come back with expectReplies. */
export class Chat {
  /** The replies of the last turn that had any. */
  replies: Partial<Activity>[] = [];
  private count = 0;

  constructor(
    private readonly url: string,
    private readonly options: ChatOptions = {},
  ) {}

  /** An activity of this conversation, with an id of its own. */
  activity(fields: Record<string, unknown>): Record<string, unknown> {
    const { user = 'user-1', conversation = 'conversation-1', channelId = 'emulator', locale } = this.options;
    this.count += 1;
    return {
      type: 'message',
      id: `${conversation}-${this.count}`,
      channelId,
      serviceUrl: this.options.serviceUrl ?? 'http://localhost:9',
      from: { id: user, name: 'Tester' },
      recipient: { id: 'bot', name: 'Bot' },
      conversation: { id: conversation },
      deliveryMode: this.options.deliveryMode ?? 'expectReplies',
      ...(locale ? { locale } : {}),
      ...fields,
    };
  }

  /** Posts an activity; answers the bot's replies. @throws where the answer is not 200 */
  async post(activity: Record<string, unknown>): Promise<Partial<Activity>[]> {
    const answer = await this.send(activity);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
    const text = await answer.text();
    const replies = text ? ((JSON.parse(text).activities ?? []) as Partial<Activity>[]) : [];
    if (replies.length) this.replies = replies;
    return replies;
  }

  /** The same without a look at the answer. */
  send(activity: Record<string, unknown>): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', ...this.options.headers };
    return fetch(`${this.url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
  }

  /** Types a message; answers all that can be read in the replies. */
  async say(text: string): Promise<string> {
    return textIn(await this.post(this.activity({ text })));
  }

  /** The activity of a tap on a button of the last replies, whose title holds `label`. */
  tapOf(label: string, fields: Record<string, string> = {}): Record<string, unknown> {
    const button = buttonsOf(this.replies).find(({ title, data }) => data && title.includes(label));
    if (!button)
      throw new Error(
        `There is no button "${label}" among: ${buttonsOf(this.replies)
          .map(({ title }) => title)
          .join(', ')}`,
      );
    return this.activity({ value: { ...button.data, ...fields } });
  }

  async tap(label: string, fields: Record<string, string> = {}): Promise<string> {
    return textIn(await this.post(this.tapOf(label, fields)));
  }

  /** The address behind a link of the last replies. */
  linkOf(label: string): string {
    const link = buttonsOf(this.replies).find(({ title, url }) => url && title.includes(label));
    if (!link?.url) throw new Error(`There is no link "${label}"`);
    return link.url;
  }
}

/** Fills in the payment page as a browser without scripts would, at the service's own address. */
export async function payOn(page: string, serviceUrl: string, number: string): Promise<Response> {
  const { pathname } = new URL(page);
  const body = new URLSearchParams({
    number,
    expiry: '12/39',
    cvc: number.startsWith('3') ? '1234' : '123',
    holder: 'Tester',
  });
  return fetch(`${serviceUrl}${pathname}`, { method: 'POST', body });
}
