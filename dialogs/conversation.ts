import type { TurnContext } from 'botbuilder';
import { type DialogContext, type DialogInstance, DialogSet } from 'botbuilder-dialogs';
import { openPaymentLink } from '../membership/actions/cards.js';
import { invitationCode } from '../membership/invitation.js';
import { mayBuy } from '../membership/roles.js';
import { approval } from './approval.js';
import { askAdmin } from './ask-admin.js';
import { begin, type Wanted } from './beginning.js';
import { cancelSubscription } from './cancel-subscription.js';
import { chooseLanguage } from './choose-language.js';
import { close } from './close.js';
import { comeIn } from './come-in.js';
import { downloadInvoice } from './download-invoice.js';
import { orderTapped, requestTapped, termTapped, wantedOf } from './earlier-cards.js';
import { eligibility } from './eligibility.js';
import { welcomeMessage } from './help.js';
import { inBetween, interrupt, isGreeting, showMenu } from './interruptions.js';
import { joinNetwork } from './join.js';
import { leave } from './leaving.js';
import { membershipLevels } from './membership-levels.js';
import { menu } from './menu.js';
import type { Beginning } from './message.js';
import { myMembership } from './my-membership.js';
import { nextSteps } from './next-steps.js';
import { findQuestion, isForOpenQuestion } from './open-question.js';
import { pendingOrder } from './pending-order.js';
import { people } from './people.js';
import { Procedure } from './procedure.js';
import { askAgain, Question, sayWhere } from './question.js';
import { remindMe } from './remind-me.js';
import { reminderSettings } from './reminder-settings.js';
import { renew } from './renew.js';
import { requestStatus } from './request-status.js';
import { keepStack, restore, type SavedStack } from './saved-stack.js';
import { subscribe } from './subscribe.js';
import type { Tap, Turn } from './turn.js';
import { turnOffAutoRenew } from './turn-off-auto-renew.js';
import { holdsCardNumber } from './understanding/card-number.js';
import { readOffered } from './understanding/offered.js';
import { waysToPay } from './ways-to-pay.js';

const STACK = Symbol('dialog stack');

/** Every dialog of the bot. A new procedure is added here. */
const dialogs = new DialogSet({
  get: async (context: TurnContext) => context.turnState.get(STACK),
  set: async () => {},
  delete: async () => {},
})
  .add(menu)
  .add(membershipLevels)
  .add(myMembership)
  .add(joinNetwork)
  .add(subscribe)
  .add(eligibility)
  .add(renew)
  .add(pendingOrder)
  .add(waysToPay)
  .add(cancelSubscription)
  .add(requestStatus)
  .add(downloadInvoice)
  .add(people)
  .add(askAdmin)
  .add(approval)
  .add(nextSteps)
  .add(comeIn)
  .add(turnOffAutoRenew)
  .add(remindMe)
  .add(reminderSettings)
  .add(chooseLanguage)
  .add(close)
  .add(new Question());

/**
 * The bot as one function of a turn and where the conversation stood; answers where it stands now. Who writes before
 * the channel announced them (`isFirst`) is welcomed, and answered all the same.
 */
export async function converse(turn: Turn, saved: unknown, isFirst: boolean): Promise<SavedStack | undefined> {
  return withStack(turn, saved, async (dc) => {
    if (isFirst && turn.personal && !isGreeting(turn)) await turn.send(welcomeMessage(turn));
    await respond(dc, turn);
  });
}

/** The first words in a conversation, with the menu. */
export async function greet(turn: Turn, saved: unknown): Promise<SavedStack | undefined> {
  return withStack(turn, saved, async (dc) => {
    await turn.send(welcomeMessage(turn));
    if (!dc.stack.length) await showMenu(dc);
  });
}

async function withStack(turn: Turn, saved: unknown, act: (dc: DialogContext) => Promise<void>) {
  const restored = restore(saved, dialogs);
  const stack: DialogInstance[] = 'stack' in restored ? restored.stack : [];
  turn.context.turnState.set(STACK, { dialogStack: stack });
  const dc = await dialogs.createContext(turn.context);
  if ('outdated' in restored) {
    await turn.send({ text: turn.say('apology.outdatedDialog') });
    await begin(dc, restored.outdated ?? 'menu');
  } else {
    await act(dc);
  }
  return keepStack(dc.stack, dialogs);
}

async function respond(dc: DialogContext, turn: Turn): Promise<void> {
  const { said } = turn;
  if (await leaveWhatIsOver(dc, turn)) return;
  if (said.cardSaved) return onCardSaved(dc, turn);
  if (said.tap && holdsCard(said.tap)) return inBetween(dc, () => sayNoCardNumbers(dc, turn));
  if (said.tap) return onTap(said.tap, dc, turn);
  if (said.files && findQuestion(dc)?.step.takesFiles) return void (await dc.continueDialog());
  if (!said.text.trim()) return inBetween(dc, () => turn.send({ text: turn.say('message.empty') }));
  if (holdsCardNumber(said.text)) return inBetween(dc, () => sayNoCardNumbers(dc, turn));
  const code = invitationCode(said.text);
  if (code) return begin(dc, 'come-in', { code });
  if (turn.away && (await resumeAfterPause(dc))) return;
  const offered = findQuestion(dc) ? undefined : offeredOf(turn);
  if (offered) return begin(dc, offered.procedure, offered.draft as Wanted);
  if (await interrupt(dc, turn)) return;
  if (findQuestion(dc)) return void (await dc.continueDialog());
  await turn.send({ text: turn.say('message.notUnderstood') });
  await showMenu(dc);
}

/** What the person chose by typing among the buttons of the last message, which asked nothing. */
function offeredOf({ offered, said }: Turn): Beginning | undefined {
  const place = readOffered(
    said.text,
    offered.map(({ label }) => label),
  );
  return place === undefined ? undefined : offered[place];
}

/**
 * What a task was about may be over (a transfer that was confirmed meanwhile): it is not asked about any more. True where
 * that was told instead of an answer to what the person said without knowing.
 */
async function leaveWhatIsOver(dc: DialogContext, turn: Turn): Promise<boolean> {
  const open = findQuestion(dc);
  const over = open?.procedure.isOver?.(open.draft, turn);
  if (!over) return false;
  if (over === true) await dc.cancelAllDialogs();
  if (over === true || turn.said.tap?.act === 'begin') return false;
  await leave(dc);
  await turn.send(over);
  return true;
}

/** The payment page saved a card. Where the conversation waits for one it goes on; elsewhere it is just said. */
async function onCardSaved(dc: DialogContext, turn: Turn): Promise<void> {
  await turn.send({ text: turn.say('pay.saved') });
  const field = findQuestion(dc)?.step.field;
  if (field === 'way' || field === 'cardId') await dc.continueDialog();
}

async function onTap(tap: Tap, dc: DialogContext, turn: Turn): Promise<void> {
  if (tap.act === 'begin' && dc.dialogs.find(String(tap.data.procedure)) instanceof Procedure) {
    return begin(dc, String(tap.data.procedure), (tap.data.draft ?? {}) as Wanted);
  }
  if (isForOpenQuestion(dc, turn)) return void (await dc.continueDialog());
  // An older card of the menu still begins what it shows.
  if (dc.dialogs.find(String(tap.data.procedure)) instanceof Procedure) return begin(dc, String(tap.data.procedure));
  if (tap.act === 'answer' && typeof tap.data.request === 'string') return begin(dc, 'request-status', wantedOf(tap));
  const isUnderReview = findQuestion(dc)?.draft.orderId === tap.data.order;
  const earlier = termTapped(tap, turn) ?? (isUnderReview ? await requestTapped(tap, turn) : orderTapped(tap, turn));
  const message = earlier ?? { text: turn.say('choice.outdated') };
  if (findQuestion(dc)) return inBetween(dc, () => turn.send(message));
  await turn.send(message);
  if (!earlier) await showMenu(dc);
}

/** Says where the person was; true where what they wrote must not be taken as a deliberate yes after so long. */
async function resumeAfterPause(dc: DialogContext): Promise<boolean> {
  const open = findQuestion(dc);
  if (open?.procedure.kind !== 'task') return false;
  await sayWhere(dc);
  if (!open.step.deliberate) return false;
  await askAgain(dc);
  return true;
}

/** What our own buttons carry: ids, of which one in many looks like a card number. */
const OWN_DATA = new Set([
  'act',
  'step',
  'value',
  'order',
  'review',
  'submit',
  'term',
  'request',
  'procedure',
  'draft',
]);

/** A card number can be filled into a form, too. */
const holdsCard = ({ data }: Tap): boolean =>
  Object.entries(data).some(
    ([name, value]) => !OWN_DATA.has(name) && typeof value === 'string' && holdsCardNumber(value),
  );

/** A card number in the chat is kept nowhere; the person hears why, and gets the page. */
async function sayNoCardNumbers(dc: DialogContext, turn: Turn): Promise<void> {
  const { speaker } = turn;
  const waits = findQuestion(dc)?.step.field === 'cardId';
  if (waits || speaker.kind !== 'member' || !turn.personal || !mayBuy(speaker.member)) {
    return turn.send({ text: turn.say('pay.neverInChat') });
  }
  const { conversation, language } = turn;
  const link = await openPaymentLink(turn.ports, speaker.account.id, {
    member: speaker.member.id,
    conversation,
    language,
  });
  const url = turn.paymentPage(link);
  return turn.send({ text: turn.say('pay.neverInChat'), links: [{ label: turn.say('pay.openPageLink'), url }] });
}
