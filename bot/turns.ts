import { randomBytes } from 'node:crypto';
import type { Activity, TurnContext } from 'botbuilder';
import type { ConversationRecord, Store } from '../data/store.js';
import { render } from '../dialogs/cards/render.js';
import { converse, greet } from '../dialogs/conversation.js';
import { keepTurn, type Speaker } from '../dialogs/turn.js';
import { holdsCardNumber } from '../dialogs/understanding/card-number.js';
import { readLocale } from '../dialogs/understanding/language.js';
import { sayIn } from '../locales/text.js';
import { markDelivered, postpone } from '../membership/actions/notices.js';
import type { Language } from '../membership/offer.js';
import type { Delivery } from './adapter.js';
import { type DialogTurnTools, dialogTurn, type OpenTurn, type Save, type Told } from './dialog-turn.js';
import { answerConsent, isConsent } from './file-consent.js';
import { RecordsUnavailable, speakerFor, speakerOf } from './identity.js';
import { keepLanguage, languageOf } from './languages.js';
import { hashOf, type Log } from './log.js';
import { conversationKey, isForTheBot, isPersonal, textOf } from './places.js';
import { Redeliveries } from './redeliveries.js';
import { isTyped, localeOf, referenceOf } from './said.js';
import type { Tester, TesterAnswer } from './tester.js';
import type { Uploads } from './uploads.js';

/** Personal conversations in which a person can be reached. */
const PLACES_KEPT = 5;

export interface TurnTools extends DialogTurnTools {
  uploads: Uploads;
  log: Log;
  tester?: Tester;
}

/** Stands for a reply that a fault took back: no delivery will be of it. */
const NEVER_SAID: Partial<Activity> = {};

/**
 * Runs turns: one at a time for each conversation, each activity once, replies sent only after the state was saved.
 */
export class Turns {
  private readonly redeliveries = new Redeliveries();

  constructor(private readonly tools: TurnTools) {}

  /** One activity that came in through the adapter. */
  async run(context: TurnContext): Promise<void> {
    const { activity } = context;
    if (!concernsUs(activity)) return;
    const key = conversationKey(activity, !!this.tools.tester);
    // What cannot even be begun is apologised for like what goes wrong on the way.
    await this.inConversation(context, key).catch((fault) => this.sayUnavailable(context, activity.locale, fault));
  }

  private async inConversation(context: TurnContext, key: string): Promise<void> {
    const { activity } = context;
    await this.store.withConversation(key, async (record, save) => {
      if (activity.id && record.seen.includes(activity.id)) return this.answerAgain(context, record);
      const locale = localeOf(activity, record);
      const speaker = await speakerOf(activity, this.store, this.tools.tester).catch((fault) =>
        this.sayUnavailable(context, locale, fault),
      );
      if (!speaker) return;
      const language = await languageOf(speaker, localeOf(activity, record), this.store);
      await this.act(openTurn(context, record, speaker, language), save);
    });
  }

  /** The payment page saved a card for this conversation: it goes on by itself. */
  async cardSaved(key: string, cardId: string): Promise<void> {
    await this.store.withConversation(key, async (record, save) => {
      if (!record.reference || !record.person) return;
      const { person } = record;
      await this.tools.adapter.tell(record.reference, async (context) => {
        const speaker = await speakerFor({ person }, this.store);
        const language = await languageOf(speaker, record.locale, this.store);
        await this.act({ ...openTurn(context, record, speaker, language), cardId }, save);
      });
    });
  }

  /** Nothing of the turn is kept: once the records can be read, all is as it was. */
  private async sayUnavailable(context: TurnContext, locale: string | undefined, fault: unknown): Promise<void> {
    const reference = newReference();
    const language = readLocale(locale) ?? 'en';
    this.tools.log.error({ ref: reference, err: fault }, 'a turn could not begin');
    const key = fault instanceof RecordsUnavailable ? 'records.unavailable' : 'apology.fault';
    this.tools.adapter.discard(context);
    await context.sendActivity(render({ text: sayIn(language)(key, { reference }) }, { language, cards: false }));
    await this.tools.adapter.flush(context);
  }

  private get store(): Store {
    return this.tools.ports.store;
  }

  private async act(open: OpenTurn, save: Save): Promise<void> {
    const { context, record } = open;
    const isMessage = context.activity.type === 'message';
    const isAnswer = isConsent(context.activity);
    if (!isMessage && !isAnswer && !open.cardId && record.greeted) return;
    const told: Told[] = [];
    const next: ConversationRecord = { ...record, ...this.whereabouts(open) };
    try {
      const command = isMessage ? await this.commandIn(context.activity) : undefined;
      if (command) await this.obey(command, open, next);
      else if (isAnswer) Object.assign(next, await this.takeConsent(open, told));
      else Object.assign(next, { dialog: await this.speak(open, told), unsaid: undefined });
      next.greeted = record.greeted || !(command || isAnswer);
    } catch (fault) {
      this.apologise(open, fault);
      next.dialog = record.dialog;
      open.offers = record.offered;
      for (const each of told) each.reply = NEVER_SAID;
    }
    if (open.offers) next.offered = open.offers.length ? open.offers : undefined;
    // Whatever came of it is said in the chat; to Teams the answer has arrived.
    if (isAnswer) await context.sendActivity({ type: 'invokeResponse', value: { status: 200 } });
    await this.finish(open, next, told, save);
    if (next.personal && (record.person !== next.person || !record.reference)) await this.rememberPlace(next);
  }

  private commandIn(activity: Activity): Promise<TesterAnswer | undefined> | undefined {
    const text = textOf(activity);
    return holdsCardNumber(text) ? undefined : this.tools.tester?.command(text, activity);
  }

  /** The answer on a file consent card: the conversation stays where it stands. */
  private async takeConsent(open: OpenTurn, told: Told[]): Promise<Pick<ConversationRecord, 'uploads'>> {
    const turn = dialogTurn(open, this.tools, told);
    const { invoiceFile: file, uploads } = this.tools;
    return answerConsent(turn, open.record, { file, uploads }).finally(turn.endTurn);
  }

  /** The dialogs' part of a turn. What waits for this person stands at its head. */
  private async speak(open: OpenTurn, told: Told[]): Promise<unknown> {
    const { context, record } = open;
    const turn = dialogTurn(open, this.tools, told);
    keepTurn(turn);
    const dialog = structuredClone(record.dialog);
    if (context.activity.type !== 'message' && !open.cardId) return greet(turn, dialog).finally(turn.endTurn);
    if (turn.speaker.kind === 'member' && turn.speaker.account.notices.length) await turn.deliverNotices();
    if (record.unsaid?.length) return sayUnsaid(open, dialog);
    return converse(turn, dialog, !record.greeted).finally(turn.endTurn);
  }

  /** Saves, then sends what was held back, then takes out the notices that were delivered with it. */
  private async finish(open: OpenTurn, next: ConversationRecord, told: Told[], save: Save): Promise<void> {
    const { context } = open;
    const { adapter } = this.tools;
    const { activity } = context;
    if (activity.id) Object.assign(next, this.redeliveries.remember(next, activity, adapter.held(context)));
    await save(next).catch((fault) => this.apologise(open, fault));
    const deliveries = await adapter.flush(context);
    const lost = deliveries.filter((delivery) => delivery.error !== undefined);
    for (const { error } of lost) this.tools.log.warn({ ref: open.ref, err: error }, 'a reply could not be sent');
    if (!lost.length) this.redeliveries.sent(next.key, activity.id);
    if (lost.length && (open.cardId || isConsent(activity)))
      await save({ ...next, unsaid: lost.map((delivery) => delivery.activity) });
    await this.takeOut(told, deliveries, open.speaker);
    this.logTurn(open, next);
  }

  /** Only what the channel has counts as told; the rest is for the person's next turn, or the outbox. */
  private async takeOut(told: Told[], deliveries: Delivery[], speaker: Speaker): Promise<void> {
    if (speaker.kind !== 'member') return;
    const isLost = deliveries.some((each) => each.error !== undefined);
    const arrived = ({ reply }: Told) =>
      reply === 'some' ? !isLost : !reply || deliveries.some((each) => each.activity === reply && !each.error);
    const { id } = speaker.account;
    await markDelivered(
      this.tools.ports,
      id,
      told.filter(arrived).map(({ notice }) => notice),
    );
    for (const { notice } of told.filter((each) => !arrived(each))) await postpone(this.tools.ports, id, notice);
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

  /** What every turn keeps of where it was: how to reach the conversation, who spoke, when, in which locale. */
  private whereabouts({ context, record, speaker }: OpenTurn): Partial<ConversationRecord> {
    const { activity } = context;
    return {
      reference: referenceOf(activity) ?? record.reference,
      personal: isPersonal(activity),
      person: speaker.person,
      lastTurnAt: this.tools.ports.clock(),
      ...(isTyped(activity) && activity.locale ? { locale: activity.locale } : {}),
    };
  }

  private async obey(command: TesterAnswer, open: OpenTurn, next: ConversationRecord): Promise<void> {
    if (command.language) await keepLanguage(open.speaker, command.language, this.tools.ports);
    const language = command.language ?? open.language;
    const text = sayIn(language)(command.key, command.values);
    await open.context.sendActivity(render({ text }, { language, cards: false }));
    open.offers = [];
    if (command.startAfresh) next.dialog = undefined;
  }

  /** The one place where a fault becomes a sentence: with the reference under which the log has it. */
  private apologise({ context, language, ref }: OpenTurn, fault: unknown): void {
    this.tools.log.error({ ref, err: fault }, 'fault in a turn');
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

  private logTurn({ ref, started, record, context }: OpenTurn, next: ConversationRecord): void {
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

const newReference = (): string => randomBytes(5).toString('hex');

const openTurn = (
  context: TurnContext,
  record: ConversationRecord,
  speaker: Speaker,
  language: Language,
): OpenTurn => ({
  context,
  record,
  speaker,
  language,
  ref: newReference(),
  started: performance.now(),
});

/** Messages for the bot, answers on its file cards, and the two ways in which a channel says that somebody has come. */
function concernsUs(activity: Activity): boolean {
  if (activity.type === 'message') return isForTheBot(activity);
  if (isConsent(activity)) return true;
  if (activity.type === 'installationUpdate') return (activity.action ?? 'add').startsWith('add');
  return activity.type === 'conversationUpdate' && (activity.membersAdded?.length ?? 0) > 0;
}

/**
 * What the channel did not take stands first. The person wrote without having seen it, so that a "yes" now is not the
 * answer to it: it is shown, and nothing else is done.
 */
async function sayUnsaid({ context, record }: OpenTurn, dialog: unknown): Promise<unknown> {
  for (const activity of record.unsaid ?? []) await context.sendActivity(activity as Partial<Activity>);
  return dialog;
}
