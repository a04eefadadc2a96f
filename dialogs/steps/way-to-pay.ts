import type { TextKey } from '../../locales/text.js';
import { openPaymentLink } from '../../membership/actions/cards.js';
import { usableCards } from '../../membership/ways-to-pay.js';
import { cardLabel } from '../cards/card-label.js';
import type { Choice, Message } from '../message.js';
import type { Reading, Step } from '../procedure.js';
import { memberIn, type Said, type Turn, todayOf } from '../turn.js';
import { readChoice } from '../understanding/choice.js';
import { wordsFor } from '../understanding/words-for.js';
import { chooseFrom } from './choose.js';

/** How the person wants to pay: a saved card, a new one through the payment page, or a bank transfer. */
export interface PayDraft {
  way?: 'card' | 'transfer';
  cardId?: string;
  /** Payment links that this step has shown; only a card that was saved through one of them counts. */
  links?: string[];
  /** Card or nothing: a transfer that is switched to card, say. */
  cardOnly?: boolean;
}

const ADD_CARD = 'add-card';
const TRANSFER = 'transfer';
export const CARD_WORDS = wordsFor('card');
export const TRANSFER_WORDS = wordsFor('transfer');

/** Choosing the way to pay; a wish such as "with bank transfer" may have answered it already. */
export function wayToPayStep<Draft extends PayDraft>(): Step<Draft> {
  return {
    field: 'way',
    about: 'pay.about',
    ask: (draft, turn) => askWay(draft, turn),
    read: (said, draft, turn) => readWay(said, draft, turn) as Reading<Draft>,
  };
}

/** Adding a card: the payment page is opened, and the conversation goes on when it has saved one. */
export function addCardStep<Draft extends PayDraft>(otherwise: Otherwise = ANOTHER_WAY): Step<Draft> {
  return {
    field: 'cardId',
    about: 'pay.aboutCard',
    when: (draft) => draft.way === 'card',
    ask: (draft, turn) => askCard(draft, turn, otherwise),
    read: (said, draft, turn) => readCard(said, draft, turn, otherwise) as Reading<Draft>,
  };
}

/** What can be done instead of adding a card: the label of the button, and the field of the step that it leads to. */
interface Otherwise {
  label: TextKey;
  back: string;
}

const ANOTHER_WAY: Otherwise = { label: 'pay.otherWay', back: 'way' };

function wayChoices(draft: PayDraft, turn: Turn): Choice[] {
  const saved = usableCards(memberIn(turn).account, todayOf(turn)).map((card) => ({
    value: card.id,
    label: turn.say('pay.savedCard', { card: cardLabel(card) }),
    also: [card.last4, card.brand, `${card.brand} ${card.last4}`, ...CARD_WORDS],
  }));
  const add = {
    value: ADD_CARD,
    label: turn.say(saved.length ? 'pay.anotherCard' : 'label.addAWayToPay'),
    also: [turn.say('pay.newCard'), ...(saved.length ? [] : CARD_WORDS)],
  };
  const transfer = { value: TRANSFER, label: turn.say('pay.transfer'), also: TRANSFER_WORDS };
  return draft.cardOnly ? [...saved, add] : [...saved, add, transfer];
}

/** The way to pay that a text names, where it is exactly one of those that are offered. */
export function wayNamed(said: Said, draft: PayDraft, turn: Turn): PayDraft | undefined {
  const reading = said.tap ? undefined : readWay(said, draft, turn);
  return reading && 'keep' in reading ? reading.keep : undefined;
}

function askWay(draft: PayDraft, turn: Turn): Message {
  return { text: turn.say(draft.cardOnly ? 'pay.askCard' : 'pay.ask'), choices: wayChoices(draft, turn) };
}

function readWay(said: Said, draft: PayDraft, turn: Turn): Reading<PayDraft> {
  if (said.cardSaved) return { keep: { way: 'card', cardId: said.cardSaved.cardId } };
  const read = chooseFrom(said, wayChoices(draft, turn), turn);
  if ('again' in read) return read;
  if (read.chosen === TRANSFER) return { keep: { way: 'transfer' } };
  if (read.chosen === ADD_CARD) return { keep: { way: 'card' } };
  return { keep: { way: 'card', cardId: read.chosen } };
}

/** A new link each time it is asked: an older one may have expired. */
async function askCard(draft: PayDraft, turn: Turn, otherwise: Otherwise): Promise<Message> {
  const { account, member } = memberIn(turn);
  const { conversation, language } = turn;
  const link = await openPaymentLink(turn.ports, account.id, { member: member.id, conversation, language });
  draft.links = [...new Set([...(draft.links ?? []), link.id])];
  return {
    text: turn.say('pay.openPage'),
    links: [{ label: turn.say('pay.openPageLink'), url: turn.paymentPage(link), first: true }],
    choices: savedChoices(turn, otherwise),
  };
}

const savedChoices = (turn: Turn, { label }: Otherwise): Choice[] => [
  { value: 'done', label: turn.say('pay.cardIsSaved'), also: [turn.say('pay.done')] },
  { value: 'other', label: turn.say(label) },
];

/** The page tells the conversation itself; who says "done" is believed only if the page has saved a card. */
function readCard(said: Said, draft: PayDraft, turn: Turn, otherwise: Otherwise): Reading<PayDraft> {
  if (said.cardSaved) return { keep: { cardId: said.cardSaved.cardId } };
  const read = chooseFrom(said, savedChoices(turn, otherwise), turn);
  if ('chosen' in read && read.chosen === 'other') return { back: otherwise.back };
  const saved = cardSavedFor(draft, turn);
  if ('chosen' in read) return saved ? { keep: { cardId: saved } } : { again: turn.say('pay.notSavedYet') };
  if (namesTransfer(said) && !draft.cardOnly) return { keep: { way: 'transfer' } };
  return { again: turn.say('pay.waitingForPage') };
}

/** "By bank transfer", written while the bot waits for a card. */
const namesTransfer = (said: Said): boolean =>
  !said.tap && readChoice(said.text, [{ value: TRANSFER, labels: TRANSFER_WORDS }]).kind === 'chosen';

function cardSavedFor({ links = [] }: PayDraft, turn: Turn): string | undefined {
  const shown = memberIn(turn).account.paymentLinks.filter((link) => links.includes(link.id));
  return shown.filter((link) => link.cardId).at(-1)?.cardId;
}
