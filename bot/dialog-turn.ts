import type { Activity, TurnContext } from 'botbuilder';
import type { ConversationRecord } from '../data/store.js';
import { hasMore, render } from '../dialogs/cards/render.js';
import type { Beginning, Message } from '../dialogs/message.js';
import { noticeMessage } from '../dialogs/notices.js';
import { type InvoiceOffer, memberIn, type Speaker, type Turn } from '../dialogs/turn.js';
import { sayIn } from '../locales/text.js';
import { claim } from '../membership/actions/notices.js';
import type { Ports } from '../membership/actions/ports.js';
import { secondsBetween } from '../membership/calendar.js';
import type { Invoice } from '../membership/invoice.js';
import type { Notice } from '../membership/notice.js';
import type { Language } from '../membership/offer.js';
import type { PaymentLink } from '../membership/partner.js';
import type { PartnerAdapter } from './adapter.js';
import type { Downloads } from './downloads.js';
import { fileOffer } from './file-consent.js';
import { speakerFor } from './identity.js';
import type { MakeInvoiceFile } from './invoice-files.js';
import type { LinkedInvoice } from './invoice-link.js';
import { keepLanguage } from './languages.js';
import { drawsCards, isPersonal, takesFiles } from './places.js';
import { saidIn } from './said.js';

/** An hour away, after which a person is told where they were (house.md). */
const AWAY_SECONDS = 3600;

/** How long a purchase holds the turn before the person is told that it goes on. */
const PATIENCE_MS = 4000;

/** Keeps the record of a conversation. */
export type Save = (record: ConversationRecord) => Promise<void>;

/** A turn before its dialogs run: the record as it was, who speaks, and in which language they are answered. */
export interface OpenTurn {
  context: TurnContext;
  record: ConversationRecord;
  speaker: Speaker;
  language: Language;
  ref: string;
  started: number;
  /** The payment page saved this card: the turn is the bot's own. */
  cardId?: string;
  /** What the last message that was said in it offers to begin; absent before anything was said. */
  offers?: Beginning[];
}

/**
 * A notice that a turn tells, with the reply that tells it: `some` where it stands at the head of another one, undefined
 * where there was nothing left to tell.
 */
export interface Told {
  notice: Notice;
  reply?: Partial<Activity> | 'some';
}

export interface DialogTurnTools {
  adapter: PartnerAdapter;
  ports: Ports;
  downloads: Downloads;
  paymentPage(link: PaymentLink): string;
  invoiceFile: MakeInvoiceFile;
  /** The address under which an invoice can be downloaded for a while. */
  invoiceAddress(linked: LinkedInvoice): string;
}

/** The turn as the dialogs see it. The notices that it tells are added to `told`. */
export function dialogTurn(open: OpenTurn, tools: DialogTurnTools, told: Told[]): Turn {
  const { context, record, ref } = open;
  const { ports } = tools;
  const now = ports.clock();
  const say = speech(open, () => turn);
  const turn: Turn = {
    ref,
    context,
    said: saidIn(context.activity, open.cardId),
    offered: record.offered ?? [],
    speaker: open.speaker,
    language: open.language,
    say: sayIn(open.language),
    now,
    ports,
    conversation: record.key,
    personal: isPersonal(context.activity),
    cards: drawsCards(context.activity.channelId),
    away: !!record.lastTurnAt && secondsBetween(record.lastTurnAt, now) >= AWAY_SECONDS,
    patienceMs: PATIENCE_MS,
    paymentPage: tools.paymentPage,
    offerInvoice: (invoice) => offerInvoice(invoice, turn, tools),
    fetchFile: (file) => tools.downloads.fetch(file.url),
    send: (message) => say(message),
    ask: (message, token) => say(message, token),
    endTurn: () => say(undefined),
    deliverNotices: (goesOn = false) => deliverNotices(turn, tools, told, goesOn),
    chooseLanguage: (language) => changeLanguage(turn, language),
    refresh: () => refresh(turn),
  };
  return turn;
}

/**
 * Says messages. One that is only a sentence waits for what follows and stands at its head, so that a turn is not
 * answered with a row of bubbles; the end of the turn (undefined) says what still waits.
 */
function speech(open: OpenTurn, turn: () => Turn) {
  const lead: string[] = [];
  return async (message: Message | undefined, token?: string): Promise<void> => {
    if (message) lead.push(message.text);
    if (message && !hasMore(message)) return;
    const text = lead.splice(0).join('\n\n');
    if (text) open.offers = message && !message.choices?.length ? (message.begin ?? []) : [];
    if (text) await open.context.sendActivity(render({ ...message, text }, { ...turn(), token }));
  };
}

/** As a file where the channel has a card for that, else by a link for this person alone. */
async function offerInvoice(invoice: Invoice, turn: Turn, tools: DialogTurnTools): Promise<InvoiceOffer> {
  if (takesFiles(turn.context.activity)) return fileOffer(invoice, turn, tools.invoiceFile);
  const { account, member } = memberIn(turn);
  const linked = { partner: account.id, member: member.id, invoice: invoice.number, language: turn.language };
  return { link: tools.invoiceAddress(linked) };
}

/** Claims what waits for this member and says it here; it is taken out once the channel has it. */
async function deliverNotices(
  turn: Turn,
  { adapter, ports }: DialogTurnTools,
  told: Told[],
  goesOn: boolean,
): Promise<number> {
  if (turn.speaker.kind !== 'member' || !turn.personal) return 0;
  const { account, member } = turn.speaker;
  const claimed = await claim(ports, account.id, turn.ref, member.id);
  await turn.refresh();
  const fresh = claimed.filter(({ id }) => !told.some((each) => each.notice.id === id));
  for (const notice of fresh) {
    const whole = noticeMessage(notice, turn.speaker.account, turn);
    const message = whole && goesOn ? { ...whole, begin: undefined } : whole;
    if (message) await turn.send(message);
    told.push({ notice, reply: message && (hasMore(message) ? adapter.held(turn.context).at(-1) : 'some') });
  }
  return fresh.length;
}

async function refresh(turn: Turn): Promise<void> {
  const before = turn.speaker;
  if (before.kind === 'agent') return;
  const speaker = await speakerFor({ person: before.person }, turn.ports.store);
  turn.speaker = speaker.kind === 'visitor' ? { ...before, ...speaker } : speaker;
}

async function changeLanguage(turn: Turn, language: Language): Promise<void> {
  await keepLanguage(turn.speaker, language, turn.ports);
  turn.language = language;
  turn.say = sayIn(language);
  await turn.refresh();
}
