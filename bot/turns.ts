import { randomBytes } from 'node:crypto';
import type { Activity, TurnContext } from 'botbuilder';
import type { ConversationRecord, Store } from '../data/store.js';
import { hasMore, render } from '../dialogs/cards/render.js';
import { converse, greet } from '../dialogs/conversation.js';
import type { Message } from '../dialogs/message.js';
import { noticeMessage } from '../dialogs/notices.js';
import { keepTurn, type Said, type Speaker, type Turn } from '../dialogs/turn.js';
import { readLocale } from '../dialogs/understanding/language.js';
import { sayIn } from '../locales/text.js';
import { chooseLanguage } from '../membership/actions/language.js';
import { claim, markDelivered } from '../membership/actions/notices.js';
import type { Ports } from '../membership/actions/ports.js';
import { secondsBetween } from '../membership/calendar.js';
import type { Notice } from '../membership/notice.js';
import type { Language } from '../membership/offer.js';
import type { PaymentLink } from '../membership/partner.js';
import type { PartnerAdapter } from './adapter.js';
import { speakerFor, speakerOf } from './identity.js';
import { hashOf, type Log } from './log.js';
import { conversationKey, drawsCards, isForTheBot, isPersonal, textOf } from './places.js';
import { Redeliveries } from './redeliveries.js';
import type { Tester, TesterAnswer } from './tester.js';

/** An hour away, after which a person is told where they were (house.md). */
const AWAY_SECONDS = 3600;

/** How long a purchase holds the turn before the person is told that it goes on. */
const PATIENCE_MS = 4000;

/** Personal conversations in which a person can be reached. */
const PLACES_KEPT = 5;

export interface TurnTools {
  adapter: PartnerAdapter;
  ports: Ports;
  log: Log;
  tester?: Tester;
  paymentPage(link: PaymentLink): string;
}

/** A turn before its dialogs run: the record as it was, and what the turn makes of it. */
interface Open {
  context: TurnContext;
  record: ConversationRecord;
  speaker: Speaker;
  language: Language;
  ref: string;
  started: number;
}

/**
 * Runs turns: one at a time for each conversation, each activity once, replies sent only after the state was saved.
 */
export class Turns {
  private readonly redeliveries = new Redeliveries();

  constructor(private readonly tools: TurnTools) {}

  /** One activity that came in through the adapter. */
  async run(context: TurnContext): Promise<void> {
    const { activity } = context;
    if (!this.concernsUs(activity)) return;
    const key = conversationKey(activity, !!this.tools.tester);
    await this.store.withConversation(key, async (record, save) => {
      if (activity.id && record.seen.includes(activity.id)) return this.answerAgain(context, record);
      const speaker = await speakerOf(activity, this.store, this.tools.tester);
      const language = await this.languageOf(speaker, localeOf(activity, record));
      const ref = randomBytes(5).toString('hex');
      await this.act({ context, record, speaker, language, ref, started: performance.now() }, save);
    });
  }

  /** The payment page saved a card for this conversation: it goes on by itself. */
  async cardSaved(key: string, cardId: string): Promise<void> {
    await this.store.withConversation(key, async (record, save) => {
      if (!record.reference || !record.person) return;
      const { person } = record;
      await this.tools.adapter.tell(record.reference, async (context) => {
        const speaker = await speakerFor({ person }, this.store);
        const language = await this.languageOf(speaker, record.locale);
        const ref = randomBytes(5).toString('hex');
        await this.act({ context, record, speaker, language, ref, started: performance.now() }, save, cardId);
      });
    });
  }

  private get store(): Store {
    return this.tools.ports.store;
  }

  /** Messages for the bot, and the two ways in which a channel says that somebody has come. */
  private concernsUs(activity: Activity): boolean {
    if (activity.type === 'message') return isForTheBot(activity);
    if (activity.type === 'installationUpdate') return (activity.action ?? 'add').startsWith('add');
    return activity.type === 'conversationUpdate' && (activity.membersAdded?.length ?? 0) > 0;
  }

  private async act(open: Open, save: (record: ConversationRecord) => Promise<void>, cardId?: string): Promise<void> {
    const { context, record } = open;
    const told: Notice[] = [];
    const isMessage = context.activity.type === 'message';
    const next: ConversationRecord = { ...record, ...this.whereabouts(open) };
    try {
      if (!isMessage && !cardId && record.greeted) return;
      const command = isMessage
        ? await this.tools.tester?.command(textOf(context.activity), context.activity)
        : undefined;
      if (command) await this.obey(command, open, next);
      else Object.assign(next, { dialog: await this.speak(open, told, cardId), unsaid: undefined });
      next.greeted = record.greeted || !command;
    } catch (fault) {
      this.tools.log.error({ ref: open.ref, err: fault }, 'fault in a turn');
      this.apologise(open);
      next.dialog = record.dialog;
      told.length = 0;
    }
    await this.finish(open, next, told, save);
    if (next.personal && (record.person !== next.person || !record.reference)) await this.rememberPlace(next);
  }

  /** Where this person can be told something later; the latest place is tried first. */
  private async rememberPlace({ key, reference, person }: ConversationRecord): Promise<void> {
    if (!person || !reference) return;
    const seenAt = this.tools.ports.clock();
    await this.store.changePerson(person, (known) => {
      const others = known.places.filter((place) => place.conversation !== key).slice(1 - PLACES_KEPT);
      return { ...known, places: [...others, { conversation: key, reference, seenAt }] };
    });
  }

  /** Saves, then sends what was held back, then takes out the notices that were delivered with it. */
  private async finish(
    open: Open,
    next: ConversationRecord,
    told: Notice[],
    save: (record: ConversationRecord) => Promise<void>,
  ): Promise<void> {
    const { context } = open;
    const { adapter } = this.tools;
    const { activity } = context;
    if (activity.id) Object.assign(next, this.redeliveries.remember(next, activity, adapter.held(context)));
    await save(next);
    const lost = (await adapter.flush(context)).filter((delivery) => delivery.error !== undefined);
    this.redeliveries.sent(next.key, activity.id);
    for (const { error } of lost) this.tools.log.warn({ ref: open.ref, err: error }, 'a reply could not be sent');
    if (lost.length && activity.type === 'event')
      await save({ ...next, unsaid: lost.map((delivery) => delivery.activity) });
    if (told.length && !lost.length && open.speaker.kind === 'member') {
      await markDelivered(this.tools.ports, open.speaker.account.id, told);
    }
    this.logTurn(open, next);
  }

  /** The dialogs' part of a turn. What waits for this person stands at its head. */
  private async speak(open: Open, told: Notice[], cardId?: string): Promise<unknown> {
    const { context, record } = open;
    const isMessage = context.activity.type === 'message';
    const turn = this.turnFor(open, told, cardId);
    keepTurn(turn);
    const dialog = structuredClone(record.dialog);
    if (!isMessage && !cardId) return greet(turn, dialog).finally(turn.endTurn);
    if (turn.speaker.kind === 'member' && turn.speaker.account.notices.length) await turn.deliverNotices();
    if (record.unsaid?.length) return this.sayUnsaid(open, dialog);
    return converse(turn, dialog, !record.greeted).finally(turn.endTurn);
  }

  /**
   * What the channel did not take stands first. The person wrote without having seen it, so that a "yes" now is not
   * the answer to it: it is shown, and nothing else is done.
   */
  private async sayUnsaid({ context, record }: Open, dialog: unknown): Promise<unknown> {
    for (const activity of record.unsaid ?? []) await context.sendActivity(activity as Partial<Activity>);
    return dialog;
  }

  private turnFor(open: Open, told: Notice[], cardId?: string): Turn {
    const { context, record, ref } = open;
    const { ports } = this.tools;
    const now = ports.clock();
    const away = !!record.lastTurnAt && secondsBetween(record.lastTurnAt, now) >= AWAY_SECONDS;
    const said = speaker(context, () => turn);
    const turn: Turn = {
      ref,
      context,
      said: saidIn(context.activity, cardId),
      speaker: open.speaker,
      language: open.language,
      say: sayIn(open.language),
      now,
      ports,
      conversation: record.key,
      personal: isPersonal(context.activity),
      cards: drawsCards(context.activity.channelId),
      away,
      patienceMs: PATIENCE_MS,
      paymentPage: this.tools.paymentPage,
      send: (message) => said(message),
      ask: (message, token) => said(message, token),
      endTurn: () => said(undefined),
      deliverNotices: () => this.deliverIn(turn, told),
      chooseLanguage: (language) => this.changeLanguage(turn, language),
      refresh: () => this.refresh(turn, open),
    };
    return turn;
  }

  /** Claims what waits for this member and says it here; it is taken out once the channel has it. */
  private async deliverIn(turn: Turn, told: Notice[]): Promise<void> {
    if (turn.speaker.kind !== 'member' || !turn.personal) return;
    const { account, member } = turn.speaker;
    const claimed = await claim(this.tools.ports, account.id, turn.ref, member.id);
    await turn.refresh();
    for (const notice of claimed.filter(({ id }) => !told.some((each) => each.id === id))) {
      const message = noticeMessage(notice, turn.speaker.account, turn);
      if (message) await turn.send(message);
      told.push(notice);
    }
  }

  private async refresh(turn: Turn, open: Open): Promise<void> {
    const { person } = turn.speaker;
    if (turn.speaker.kind === 'agent') return;
    const before = turn.speaker;
    const speaker = await speakerFor({ person }, this.store);
    turn.speaker = speaker.kind === 'visitor' ? { ...before, ...speaker } : speaker;
    open.speaker = turn.speaker;
  }

  private async changeLanguage(turn: Turn, language: Language): Promise<void> {
    await this.keepLanguage(turn.speaker, language);
    turn.language = language;
    turn.say = sayIn(language);
    await turn.refresh();
  }

  private async keepLanguage(speaker: Speaker, language: Language): Promise<void> {
    if (speaker.kind === 'member') {
      await chooseLanguage(this.tools.ports, speaker.account.id, speaker.member.id, language);
    } else {
      await this.store.changePerson(speaker.person, (person) => ({ ...person, language }));
    }
  }

  /** The member's saved choice, else the client's locale, else English; the same for a tap as for a typed message. */
  private async languageOf(speaker: Speaker, locale: string | undefined): Promise<Language> {
    if (speaker.kind === 'member' && speaker.member.language) return speaker.member.language;
    const chosen = (await this.store.person(speaker.person))?.language;
    return chosen ?? readLocale(locale) ?? 'en';
  }

  /** What every turn keeps of where it was: how to reach the conversation, who spoke, when, in which locale. */
  private whereabouts({ context, record, speaker }: Open): Partial<ConversationRecord> {
    const { activity } = context;
    return {
      reference: referenceOf(activity) ?? record.reference,
      personal: isPersonal(activity),
      person: speaker.person,
      lastTurnAt: this.tools.ports.clock(),
      ...(isTyped(activity) && activity.locale ? { locale: activity.locale } : {}),
    };
  }

  private async obey(command: TesterAnswer, open: Open, next: ConversationRecord): Promise<void> {
    if (command.language) await this.keepLanguage(open.speaker, command.language);
    const language = command.language ?? open.language;
    await open.context.sendActivity(
      render({ text: sayIn(language)(command.key, command.values) }, { language, cards: false }),
    );
    if (command.startAfresh) next.dialog = undefined;
  }

  private apologise({ context, language, ref }: Open): void {
    this.tools.adapter.discard(context);
    const text = sayIn(language)('apology.fault', { reference: ref });
    void context.sendActivity(render({ text }, { language, cards: false }));
  }

  /** Delivered again: what it was answered then is said again where the channel may have missed it. */
  private async answerAgain(context: TurnContext, record: ConversationRecord): Promise<void> {
    const replies = this.redeliveries.missed(record, context.activity);
    for (const reply of replies) await context.sendActivity(reply);
    await this.tools.adapter.flush(context);
  }

  private logTurn({ ref, started, record, context }: Open, next: ConversationRecord): void {
    const stack = (next.dialog as { stack?: { id: string; state?: { field?: string } }[] } | undefined)?.stack;
    const line = {
      ref,
      conversation: hashOf(record.key),
      channel: context.activity.channelId,
      procedure: stack?.[0]?.id,
      step: stack?.at(-1)?.state?.field,
      ms: Math.round(performance.now() - started),
    };
    this.tools.log.info(line, 'turn');
  }
}

const isTyped = (activity: Activity): boolean => activity.type === 'message' && !!activity.text;

/** A tap may come with another locale than what the same person types, an installation with none (house.md). */
function localeOf(activity: Activity, record: ConversationRecord): string | undefined {
  return isTyped(activity) ? (activity.locale ?? record.locale) : (record.locale ?? activity.locale);
}

function referenceOf(activity: Activity): ConversationRecord['reference'] {
  const { channelId, serviceUrl, conversation, recipient, from, locale } = activity;
  if (activity.type === 'event') return undefined;
  return { channelId, serviceUrl, conversation, bot: recipient, user: from, ...(locale ? { locale } : {}) };
}

/**
 * Says messages. One that is only a sentence waits for what follows and stands at its head, so that a turn is not
 * answered with a row of bubbles; the end of the turn (undefined) says what still waits.
 */
function speaker(context: TurnContext, turn: () => Turn) {
  const lead: string[] = [];
  return async (message: Message | undefined, token?: string): Promise<void> => {
    if (message) lead.push(message.text);
    if (message && !hasMore(message)) return;
    const text = lead.splice(0).join('\n\n');
    if (text) await context.sendActivity(render({ ...message, text }, { ...turn(), token }));
  };
}

/** A tap carries an object; a client that sends the data as JSON text is understood too. */
function saidIn(activity: Activity, cardId: string | undefined): Said {
  const value = objectIn(activity.value);
  const tap = value && typeof value.act === 'string' ? { act: value.act, data: value } : undefined;
  const foreign = value && !tap ? { act: 'unknown', data: value } : undefined;
  const text = textOf(activity);
  return { text, tap: tap ?? (text ? undefined : foreign), ...(cardId ? { cardSaved: { cardId } } : {}) };
}

function objectIn(value: unknown): Record<string, unknown> | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  if (typeof value !== 'string' || !value.startsWith('{')) return undefined;
  try {
    return objectIn(JSON.parse(value));
  } catch {
    return undefined;
  }
}
