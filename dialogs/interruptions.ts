import type { DialogContext } from 'botbuilder-dialogs';
import { sayIn, type TextKey } from '../locales/text.js';
import { type Catalogue, LANGUAGES, namesOf } from '../membership/offer.js';
import { begin, isAboutAnother, isUnderWay, type Wanted } from './beginning.js';
import { helpMessage, welcomeMessage } from './help.js';
import { labelsInAllLanguages } from './labels.js';
import { leave, stop, taskUnderWay, underWay } from './leaving.js';
import { findQuestion } from './open-question.js';
import { Procedure } from './procedure.js';
import { askAgain, goBack, sayWhere } from './question.js';
import { catalogueOf, type Turn } from './turn.js';
import { type Command, readCommand } from './understanding/command.js';
import { readLanguage } from './understanding/language.js';
import { normalise } from './understanding/normalise.js';
import { readWish, type Wish } from './understanding/wish.js';
import { speaksOfCancelling } from './understanding/yes-no.js';

/**
 * What works at every step: stop, help, back, start over, the menu, another language, a person, another procedure.
 * True where the message was one of them. An answer to the open question goes before a wish for another procedure,
 * but where any words are an answer (a name, say): there, what is a wish as a whole is one.
 */
export async function interrupt(dc: DialogContext, turn: Turn): Promise<boolean> {
  const command = readCommand(turn.said.text);
  const isAnswer = findQuestion(dc)?.step.aboutCancelling && speaksOfCancelling(turn.said.text);
  if (command === 'stop' && isAnswer) return false;
  if (command) return obey(command, dc, turn);
  const place = placeNamed(turn.said.text);
  if (place && (!isUnderWay(dc, place) || findQuestion(dc)?.step.freeText)) {
    await begin(dc, place);
    return true;
  }
  const title = procedureNamed(turn.said.text, dc);
  const open = findQuestion(dc);
  const isMenu = open?.procedure.id === 'menu';
  const isNoTitle = title === 'close' ? !!open && !isMenu : open?.step.verbatim && isUnderWay(dc, title ?? '');
  const named = isNoTitle ? undefined : title;
  if (open?.step.verbatim && !named) return false;
  if (open && !isMenu && !named) {
    const reading = open.step.freeText ? undefined : await open.step.read(turn.said, open.draft, turn);
    if (reading && !('again' in reading)) return false;
  }
  const wish = readWish(turn.said.text, offerNames(turn));
  if (wish && !(open && isForStep(wish, dc))) return grant(wish, dc, turn);
  if (!named) return false;
  await begin(dc, named);
  return true;
}

/** "No" is the step's to understand; and in the middle of a purchase the ways to pay are those of this purchase. */
const isForStep = ({ intent }: Wish, dc: DialogContext): boolean =>
  intent === 'stop' || ((intent === 'ways-to-pay' || intent === 'how-to-pay') && !!taskUnderWay(dc));

/** A greeting is answered with the welcome. */
export const isGreeting = (turn: Turn): boolean => readWish(turn.said.text, offerNames(turn))?.intent === 'greet';

async function obey(command: Command, dc: DialogContext, turn: Turn): Promise<boolean> {
  if (command === 'stop') await stop(dc, turn);
  else if (command === 'help') await help(dc, turn);
  else if (command === 'back') await back(dc, turn);
  else if (command === 'start-over') await startOver(dc);
  else if (command === 'menu') await showMenu(dc);
  else if (command === 'language') await begin(dc, 'language', { language: readLanguage(turn.said.text) });
  else await inBetween(dc, () => turn.send(personMessage(turn)));
  return true;
}

function help(dc: DialogContext, turn: Turn): Promise<void> {
  const onMenu = findQuestion(dc)?.procedure.id === 'menu';
  return inBetween(dc, () => turn.send(helpMessage(turn, !onMenu)));
}

/** Says something in between; then the person hears where they were, and the question again. */
export async function inBetween(dc: DialogContext, say: () => Promise<void>): Promise<void> {
  await say();
  const open = findQuestion(dc);
  if (!open) return;
  if (open.procedure.kind === 'task') await sayWhere(dc);
  await askAgain(dc);
}

async function back(dc: DialogContext, turn: Turn): Promise<void> {
  const open = findQuestion(dc);
  if (!open) return showMenu(dc);
  if (open.before) return void (await goBack(dc, open.before));
  if (!taskUnderWay(dc)) return showMenu(dc);
  await turn.send({ text: turn.say('back.first') });
  await askAgain(dc);
}

async function startOver(dc: DialogContext): Promise<void> {
  const task = taskUnderWay(dc) ?? underWay(dc)[0];
  if (!task) return showMenu(dc);
  await leave(dc);
  await dc.beginDialog(task.id);
}

/** The menu leaves a task as stop does, and says so. */
export async function showMenu(dc: DialogContext): Promise<void> {
  await begin(dc, 'menu');
}

const PROCEDURE_OF: Partial<Record<Wish['intent'], string>> = {
  join: 'join',
  subscribe: 'subscribe',
  renew: 'renew',
  'check-renewal': 'eligibility',
  levels: 'levels',
  'my-membership': 'my-membership',
  'pending-order': 'pending-order',
  'ways-to-pay': 'ways-to-pay',
  'cancel-subscription': 'cancel-subscription',
  'request-status': 'request-status',
  invoice: 'download-invoice',
  people: 'people',
  'turn-off-auto-renew': 'turn-off-auto-renew',
  'next-steps': 'next-steps',
  'remind-me': 'remind-me',
  reminders: 'reminders',
  language: 'language',
};

async function grant(wish: Wish, dc: DialogContext, turn: Turn): Promise<boolean> {
  const procedure = PROCEDURE_OF[wish.intent];
  const { offer, way, request, invoice, year } = wish;
  const wanted: Wanted = { offer, way, request, invoice, year, language: readLanguage(turn.said.text) };
  if (procedure && isAboutWhatIsUnderWay(procedure, wanted, dc)) return false;
  if (procedure) await begin(dc, procedure, wanted);
  else if (wish.intent === 'stop') await stop(dc, turn);
  else if (wish.intent === 'help') await obey('help', dc, turn);
  else if (wish.intent === 'person') await obey('person', dc, turn);
  else if (wish.intent === 'how-to-pay') await inBetween(dc, () => turn.send({ text: turn.say('pay.how') }));
  else if (wish.intent === 'thanks') await inBetween(dc, () => turn.send({ text: turn.say('thanks') }));
  else await greetAgain(dc, turn);
  return true;
}

async function greetAgain(dc: DialogContext, turn: Turn): Promise<void> {
  await turn.send(welcomeMessage(turn));
  if (taskUnderWay(dc)) await inBetween(dc, async () => {});
  else await showMenu(dc);
}

/** "Buy" in the middle of a purchase, or "renew" in a renewal: for the open question, not a new beginning. */
function isAboutWhatIsUnderWay(procedure: string, wanted: Wanted, dc: DialogContext): boolean {
  const isPurchase = procedure === 'subscribe' && !!findQuestion(dc)?.draft.kind;
  const isIt = isUnderWay(dc, procedure) || isPurchase;
  return isIt && !isAboutAnother(dc, wanted);
}

/** Until service requests exist, one honest sentence (issue 2). */
function personMessage(turn: Turn) {
  const links = [{ label: turn.say('link.support'), url: catalogueOf(turn).links.support }];
  return { text: turn.say('person.notYet'), links };
}

const named = new WeakMap<Catalogue, { value: string; names: string[] }[]>();

/** Made once for a catalogue: what is compiled from them is kept by the identity of the list. */
function offerNames(turn: Turn) {
  const catalogue = catalogueOf(turn);
  const names = named.get(catalogue) ?? catalogue.offers.map((offer) => ({ value: offer.id, names: namesOf(offer) }));
  named.set(catalogue, names);
  return names;
}

/** What our own sentences name: places in Partner Center whose like is here, and buttons that are no titles. */
const PLACES: [TextKey, string][] = [
  ['label.joinNow', 'join'],
  ['label.purchasedOffers', 'my-membership'],
  ['label.membershipOffers', 'my-membership'],
  ['label.availableOffers', 'subscribe'],
];

let places: Map<string, string> | undefined;

function placeNamed(text: string): string | undefined {
  places ??= new Map(
    PLACES.flatMap(([key, id]) => labelsInAllLanguages([key]).map((label) => [normalise(label), id] as const)),
  );
  return places.get(normalise(text));
}

/** The procedure whose title is the whole message, in any of the five languages. */
const procedureNamed = (text: string, dc: DialogContext): string | undefined => titlesIn(dc).get(normalise(text));

let titles: Map<string, string> | undefined;

/** Ids of the procedures by their titles. There is one set of dialogs, so that it is made once. */
function titlesIn(dc: DialogContext): Map<string, string> {
  if (titles) return titles;
  titles = new Map();
  for (const dialog of dc.dialogs.getDialogs()) {
    if (!(dialog instanceof Procedure)) continue;
    for (const language of LANGUAGES) titles.set(normalise(sayIn(language)(dialog.title)), dialog.id);
  }
  return titles;
}
