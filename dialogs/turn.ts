import type { TurnContext } from 'botbuilder';
import { formatDate, formatList, formatMoney, formatPercent } from '../locales/format.js';
import type { Say, TextKey } from '../locales/text.js';
import type { Ports } from '../membership/actions/ports.js';
import { type CalendarDate, dateIn, type Instant } from '../membership/calendar.js';
import type { Invoice } from '../membership/invoice.js';
import { fractionDigits, type Money, type TaxRate } from '../membership/money.js';
import { type Catalogue, knownOffer, type Language, type OfferId } from '../membership/offer.js';
import type { Member, PartnerAccount, PaymentLink, PersonId } from '../membership/partner.js';
import type { Result } from '../membership/result.js';
import type { Beginning, FileOffer, Message } from './message.js';

/** Who speaks: decided by bot/identity.ts, never by what the person says. */
export type Speaker =
  | {
      kind: 'visitor';
      person: PersonId;
      tenant?: string;
      name?: string;
      /** Known by this conversation only, so that nothing can belong to them. */
      anonymous?: boolean;
    }
  | { kind: 'member'; person: PersonId; account: PartnerAccount; member: Member }
  | { kind: 'agent'; person: PersonId; name: string };

/** A file that came with a message; its bytes are still at the address. */
export interface SentFile {
  name: string;
  url: string;
}

/** The bytes of a sent file, or why they did not come. */
export type FetchedFile = Result<Uint8Array, { code: 'too-big' | 'unreachable' }>;

/** How an invoice's PDF is handed over: by a link, or in Teams as a file. */
export type InvoiceOffer = { link: string } | { file: Omit<FileOffer, 'description'> };

/** What the person did: typed, tapped, or something that happened to their conversation from outside. */
export interface Said {
  text: string;
  tap?: Tap;
  /** Files that came with the message. */
  files?: SentFile[];
  /** The payment page of this conversation saved a card. */
  cardSaved?: { cardId: string };
}

/** The data of a card's button, with what was filled into the card's fields. */
export interface Tap {
  act: string;
  data: Record<string, unknown>;
}

/** One turn of one conversation, as the dialogs see it. */
export interface Turn {
  /** Stands in the log and in apologies, and holds the notices that this turn tells. */
  ref: string;
  context: TurnContext;
  said: Said;
  /** What the message before this turn offers to begin, where it asks nothing. */
  offered: readonly Beginning[];
  speaker: Speaker;
  language: Language;
  say: Say;
  now: Instant;
  ports: Ports;
  conversation: string;
  /** A chat of one person with the bot; a partner's records are shown nowhere else. */
  personal: boolean;
  /** Whether the channel draws Adaptive Cards. */
  cards: boolean;
  /** More than an hour has passed since the last turn. */
  away: boolean;
  /** How long a purchase may hold the turn. */
  patienceMs: number;
  /** The address of the page that a payment link opens. */
  paymentPage(link: PaymentLink): string;
  /** Makes an invoice's PDF available to the person who speaks, who may see it. */
  offerInvoice(invoice: Invoice): Promise<InvoiceOffer>;
  /** Fetches a file that the person sent, from where such files may be. */
  fetchFile(file: SentFile): Promise<FetchedFile>;
  /** Says something. A bare sentence waits for what follows, and stands at its head. */
  send(message: Message): Promise<void>;
  /** Says a question; its buttons carry the token. */
  ask(message: Message, token: string): Promise<void>;
  /** Says what still waits. */
  endTurn(): Promise<void>;
  /**
   * Says now what waits for this person, in its place among the replies. Where the procedure goes on after it
   * (`goesOn`), without the buttons that would begin it again. Answers how many were said.
   */
  deliverNotices(goesOn?: boolean): Promise<number>;
  chooseLanguage(language: Language): Promise<void>;
  /** Reads the speaker again after something changed the account. */
  refresh(): Promise<void>;
}

const TURN = Symbol('turn');

export const keepTurn = (turn: Turn): void => void turn.context.turnState.set(TURN, turn);

/** The turn that a dialog runs in. */
export function turnOf(from: { context: TurnContext }): Turn {
  const turn = from.context.turnState.get<Turn>(TURN);
  if (!turn) throw new Error('A dialog runs outside a turn');
  return turn;
}

export const catalogueOf = (turn: Turn): Catalogue => turn.ports.rules.catalogue;

/** Today in the partner's time zone; for who has no partner, in UTC. */
export const todayOf = (turn: Turn): CalendarDate =>
  dateIn(turn.speaker.kind === 'member' ? turn.speaker.account.zone : 'UTC', turn.now);

/** The speaker as a member; procedures that need one ask first. */
export function memberIn(turn: Turn): { account: PartnerAccount; member: Member } {
  if (turn.speaker.kind !== 'member') throw new Error('This step is for members only');
  return turn.speaker;
}

export const dateText = (turn: Pick<Turn, 'language'>, date: CalendarDate): string => formatDate(turn.language, date);

export const moneyText = (turn: Pick<Turn, 'language'>, money: Money): string =>
  formatMoney(turn.language, money.minor, money.currency, fractionDigits(money.currency));

/** The tax as people of the country call it, with its rate. */
export function taxText(turn: Pick<Turn, 'language' | 'say'>, rate: TaxRate): string {
  const key = `tax.${rate.name}` as TextKey;
  return turn.say('review.tax', { name: turn.say(key), rate: percentText(turn, rate.basisPoints) });
}

const percentText = (turn: Pick<Turn, 'language'>, basisPoints: number): string =>
  formatPercent(turn.language, basisPoints);

export const orText = (turn: Pick<Turn, 'language'>, items: readonly string[]): string =>
  formatList(turn.language, items, 'disjunction');

/** An offer's name in the reader's language. */
export const offerText = (turn: Pick<Turn, 'language'> & { ports: Pick<Ports, 'rules'> }, id: OfferId): string =>
  knownOffer(turn.ports.rules.catalogue, id).name[turn.language];
