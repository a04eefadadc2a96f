import type { Activity } from 'botbuilder';
import { type Button, buttonsOf, Chat, payOn } from './chat.js';
import type { BotUnderTest } from './start-bot.js';
import { formWith } from './transcript-form.js';

/** One line of the conversation as a channel carries it: what was sent, by whom, in order. */
export interface Carried {
  by: 'user' | 'bot';
  activity: Partial<Activity>;
}

/** How long something that the bot does by itself may take: a slow card needs 20 seconds. */
const PATIENCE_MS = 40_000;

let people = 0;

/** A person who reads every reply, taps buttons by their labels and fills in forms, over real HTTP. */
export class Person {
  readonly carried: Carried[] = [];
  private readonly conversation: string;
  private readonly isNormal: boolean;
  private taken = 0;
  private sent = 0;

  constructor(
    private readonly bot: BotUnderTest,
    private readonly settings: Record<string, string>,
  ) {
    people += 1;
    this.conversation = `conversation-${people}`;
    this.isNormal = settings.delivery === 'normal';
  }

  /** An activity of this conversation, which `place: channel` puts into a team's channel. */
  activity(fields: Record<string, unknown>): Record<string, unknown> {
    const inChannel = this.settings.place === 'channel';
    const conversation = { id: this.conversation, conversationType: 'channel', isGroup: true };
    this.sent += 1;
    const id = `${this.conversation}-${this.sent}`;
    return this.chat.activity({ id, ...(inChannel ? { conversation } : {}), ...fields });
  }

  /** Sends an activity; answers what the bot said to it. */
  async send(activity: Record<string, unknown>): Promise<Partial<Activity>[]> {
    this.carried.push({ by: 'user', activity });
    return this.listen(await this.chat.post(activity), this.isNormal);
  }

  /** The channel delivers the last thing that the person sent again, under the same id. */
  sendAgain(): Promise<Partial<Activity>[]> {
    const last = this.carried.findLast(({ by }) => by === 'user');
    return this.send({ ...last?.activity });
  }

  /** Types a message; with `@Bot` in it as channels carry a mention. */
  say(text: string): Promise<Partial<Activity>[]> {
    const mention = '<at>Bot</at>';
    const entities = [{ type: 'mention', mentioned: { id: 'bot', name: 'Bot' }, text: mention }];
    const isMention = text.includes('@Bot');
    return this.send(this.activity(isMention ? { text: text.replace('@Bot', mention), entities } : { text }));
  }

  /** The activity of a tap on a button; `older`: not on the latest card that has it, but on the one before. */
  tapOf(label: string, fields: Record<string, string> = {}, older = false): Record<string, unknown> {
    const button = this.buttons(label)[older ? 1 : 0];
    const titles = buttonsOf(this.replies()).map(({ title }) => title);
    if (!button) throw new Error(`There is no ${older ? 'earlier ' : ''}button [${label}] among: ${titles.join(', ')}`);
    return this.activity({ value: { ...button.data, ...formWith(this.replies(), button, fields) } });
  }

  /** A button's whole label, where a transcript has just its beginning or end, with `…` for the rest. */
  wholeLabel(label: string): string {
    return this.buttons(label)[0]?.title ?? label;
  }

  /** Somebody opens the chat, as a channel announces it. */
  arrive(): Promise<Partial<Activity>[]> {
    return this.send(this.activity({ type: 'conversationUpdate', membersAdded: [{ id: 'bot' }] }));
  }

  /** Opens the payment page and saves a card there; answers what the bot then says by itself. */
  async saveCard(number: string): Promise<Partial<Activity>[]> {
    const page = await payOn(this.link('/pay/'), this.bot.url, number);
    if (page.status !== 200) throw new Error(`The payment page answers ${page.status}`);
    return this.waitForNotice();
  }

  /** Writes the invitation code that the bot showed last. */
  writeCode(): Promise<Partial<Activity>[]> {
    const shown = this.replies().map((reply) => JSON.stringify(reply.attachments ?? []));
    const code = shown
      .join()
      .match(/\b[2-9A-Z]{5}-[2-9A-Z]{5}\b/g)
      ?.at(-1);
    if (!code) throw new Error('The bot showed no invitation code');
    return this.say(code.toLowerCase());
  }

  /** Answers on the bank's page. */
  async answerBank(decision: 'approve' | 'decline'): Promise<Partial<Activity>[]> {
    const { pathname } = new URL(this.link('/bank/'));
    const page = await fetch(`${this.bot.url}${pathname}`, { method: 'POST', body: new URLSearchParams({ decision }) });
    if (page.status !== 200) throw new Error(`The bank's page answers ${page.status}`);
    return this.waitForNotice();
  }

  /** What the bot says by itself, when it has said so many things. */
  async waitForNotice(count = 1): Promise<Partial<Activity>[]> {
    for (let waited = 0; this.posted().length < this.taken + count; waited += 20) {
      if (waited > PATIENCE_MS) throw new Error('The bot says nothing by itself');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    // Who is announced again is not greeted again; but this turn waits until the one that is speaking has ended.
    await this.chat.post(this.activity({ type: 'conversationUpdate', membersAdded: [{ id: 'bot' }] }));
    return this.listen([], true);
  }

  /** Made anew each time, since a service that was restarted has another address. */
  private get chat(): Chat {
    return new Chat(this.bot.url, {
      user: this.conversation.replace('conversation', 'person'),
      conversation: this.conversation,
      channelId: this.settings.channel ?? 'emulator',
      serviceUrl: this.bot.channel.url,
      locale: this.settings.locale,
      deliveryMode: this.isNormal ? 'normal' : 'expectReplies',
    });
  }

  private listen(answered: Partial<Activity>[], andPosted: boolean): Partial<Activity>[] {
    const posted = andPosted ? this.posted().slice(this.taken) : [];
    this.taken += posted.length;
    const heard = [...answered, ...posted].filter(({ type }) => type === 'message');
    this.carried.push(...heard.map((activity) => ({ by: 'bot' as const, activity })));
    return heard;
  }

  private posted(): Activity[] {
    return this.bot.channel.sent.filter(({ conversation }) => conversation?.id === this.conversation);
  }

  private replies(): Partial<Activity>[] {
    return this.carried.filter(({ by }) => by === 'bot').map(({ activity }) => activity);
  }

  /** The buttons with a label, those of the latest card first. */
  private buttons(label: string): Button[] {
    const [begin = '', end] = label.split('…');
    const isMeant = ({ title, data }: Button) =>
      data && (title === label || (end !== undefined && title.startsWith(begin) && title.endsWith(end)));
    return this.replies()
      .toReversed()
      .flatMap((reply) => buttonsOf([reply]).filter(isMeant));
  }

  private link(place: string): string {
    const link = buttonsOf(this.replies()).findLast(({ url }) => url?.includes(place));
    if (!link?.url) throw new Error(`The bot gave no link to ${place}`);
    return link.url;
  }
}
