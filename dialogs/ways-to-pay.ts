import type { WaterfallStep } from 'botbuilder-dialogs';
import type { TextKey } from '../locales/text.js';
import { chooseDefaultCard, chooseRenewalCard, deleteCard } from '../membership/actions/cards.js';
import { adminsOf, type SavedCard } from '../membership/partner.js';
import { mayBuy } from '../membership/roles.js';
import { type CardProblem, isExpired, renewedWith, renewing } from '../membership/ways-to-pay.js';
import { cardLabel } from './cards/card-label.js';
import { consequencesOf, waysToPayMessage } from './cards/ways-to-pay.js';
import { labelsInAllLanguages } from './labels.js';
import { membersOnly } from './members-only.js';
import type { Choice } from './message.js';
import { draftOf, Procedure, type Reading } from './procedure.js';
import { chooseFrom, chooseOrYesNo, keepChoice } from './steps/choose.js';
import { addCardStep, type PayDraft } from './steps/way-to-pay.js';
import { memberIn, orText, type Said, type Turn, todayOf, turnOf } from './turn.js';

type Act = 'default' | 'renewals' | 'remove' | 'keep';

interface CardsDraft extends PayDraft {
  /** Id of the card that is to be changed, or `add`. */
  card?: string;
  act?: Act;
  sure?: boolean;
}

const ADD = 'add';
const DONE = 'done';

/** The partner's saved cards: look at them, add one, choose the default one and that of renewals, remove one. */
export const waysToPay: Procedure<CardsDraft> = new Procedure<CardsDraft>(
  'ways-to-pay',
  'cards.title',
  1,
  [
    membersOnly,
    async (step) => {
      const turn = turnOf(step);
      if (mayBuy(memberIn(turn).member)) return step.next();
      await turn.send({ text: problemText('no-role', '', turn) });
      return step.endDialog();
    },
    {
      field: 'card',
      about: 'cards.about',
      ask: (_draft, turn) => ({ ...waysToPayMessage(turn), choices: cardChoices(turn) }),
      read: readCard,
    },
    async (step) => {
      const draft = draftOf<CardsDraft>(step);
      if (draft.card === DONE) return step.replaceDialog('close');
      draft.way = draft.card === ADD ? 'card' : undefined;
      return step.next();
    },
    addCardStep<CardsDraft>({ label: 'cards.notNow', back: 'card' }),
    (step) => (draftOf<CardsDraft>(step).card === ADD ? endWithCards(step) : step.next()),
    {
      field: 'act',
      about: 'cards.about',
      ask: (draft, turn) => ({
        text: turn.say('cards.what', { card: labelOf(draft, turn) }),
        choices: actChoices(draft, turn),
      }),
      read: (said, draft, turn) => keepChoice<CardsDraft>('act', said, actChoices(draft, turn), turn),
    },
    {
      field: 'sure',
      about: 'cards.about',
      when: (draft) => draft.act === 'remove',
      deliberate: true,
      ask: (draft, turn) => ({ text: askSure(draft, turn), choices: sureChoices(turn) }),
      read: (said, _draft, turn) => {
        const read = chooseOrYesNo(said, sureChoices(turn), turn, { yes: 'remove', no: 'keep' });
        return 'again' in read ? { again: turn.say('confirm.yesOrNo') } : { keep: { sure: read.chosen === 'remove' } };
      },
    },
    changeStep,
  ],
  'task',
  undefined,
  (draft, turn) => !!draft.card && draft.card !== ADD && !cardOf(draft, turn),
);

const cardsOf = (turn: Turn): SavedCard[] => memberIn(turn).account.cards;

const cardOf = (draft: CardsDraft, turn: Turn): SavedCard | undefined =>
  turn.speaker.kind === 'member' ? cardsOf(turn).find(({ id }) => id === draft.card) : undefined;

function labelOf(draft: CardsDraft, turn: Turn): string {
  const card = cardOf(draft, turn);
  return card ? cardLabel(card) : '';
}

function cardChoices(turn: Turn): Choice[] {
  const cards = cardsOf(turn).map((card) => ({
    value: card.id,
    label: turn.say('cards.change', { card: cardLabel(card) }),
    also: [card.last4, card.brand, `${card.brand} ${card.last4}`],
  }));
  const add = { value: ADD, label: turn.say(cards.length ? 'pay.anotherCard' : 'label.addAWayToPay') };
  return [
    ...cards,
    { ...add, also: labelsInAllLanguages(['pay.newCard', 'pay.anotherCard', 'label.addAWayToPay']) },
    { value: DONE, label: turn.say('pay.done'), also: labelsInAllLanguages(['pay.done', 'label.close']) },
  ];
}

/** "Remove Visa 4242" names the card and the act at once. */
function readCard(said: Said, _draft: CardsDraft, turn: Turn): Reading<CardsDraft> {
  const read = chooseFrom(said, cardChoices(turn), turn);
  if ('again' in read) return read;
  if (read.chosen === ADD || read.chosen === DONE || said.tap) return { keep: { card: read.chosen } };
  const act = chooseFrom<Act>(said, actChoices({ card: read.chosen }, turn).filter(isNamed), turn);
  return { keep: { card: read.chosen, ...('chosen' in act ? { act: act.chosen } : {}) } };
}

const isNamed = ({ value }: Choice): boolean => value !== 'keep';

const LABELS: Record<Act, TextKey> = {
  default: 'cards.makeDefault',
  renewals: 'cards.useForRenewal',
  remove: 'cards.remove',
  keep: 'cards.keep',
};

/** What can be done with a card now: nothing that is so already, and an expired one can only be removed. */
function actChoices(draft: CardsDraft, turn: Turn): Choice[] {
  const { account } = memberIn(turn);
  const today = todayOf(turn);
  const card = cardOf(draft, turn);
  const isGood = card && !isExpired(card, today);
  const charged = card ? renewedWith(account, card.id, today).length : 0;
  const acts: Act[] = [
    ...(isGood && account.defaultCardId !== card.id ? (['default'] as const) : []),
    ...(isGood && charged < renewing(account, today).length ? (['renewals'] as const) : []),
    'remove',
    'keep',
  ];
  return acts.map((act) => ({
    value: act,
    label: turn.say(LABELS[act]),
    also: labelsInAllLanguages([LABELS[act]]),
    ...(act === 'remove' ? { style: 'destructive' as const } : {}),
  }));
}

const sureChoices = (turn: Turn): Choice[] => [
  { value: 'remove', label: turn.say('cards.remove'), style: 'destructive' },
  { value: 'keep', label: turn.say('cards.keep') },
];

const askSure = (draft: CardsDraft, turn: Turn): string =>
  [turn.say('cards.sure', { card: labelOf(draft, turn) }), ...consequencesOf(draft.card as string, turn)].join('\n\n');

const CHANGES = { default: chooseDefaultCard, renewals: chooseRenewalCard, remove: deleteCard } as const;
const CHANGED = { default: 'cards.isDefault', renewals: 'cards.renewsWith', remove: 'cards.removed' } as const;

/** Does it, says so, and shows the cards as they are now. */
async function changeStep(step: Parameters<WaterfallStep>[0]) {
  const turn = turnOf(step);
  const draft = draftOf<CardsDraft>(step);
  const { act = 'keep', card = '' } = draft;
  const { account, member } = memberIn(turn);
  const label = labelOf(draft, turn);
  if (act === 'keep' || (act === 'remove' && !draft.sure)) return endWithCards(step, turn.say('cards.kept'));
  const changed = await CHANGES[act](turn.ports, account.id, { cardId: card, by: member.id });
  await turn.refresh();
  const text = changed.ok ? turn.say(CHANGED[act], { card: label }) : problemText(changed.problem.code, label, turn);
  return endWithCards(step, text);
}

function problemText(code: CardProblem['code'], card: string, turn: Turn): string {
  const admins = adminsOf(memberIn(turn).account).map(({ name }) => name);
  return turn.say(`cards.problem.${code}`, { card, admins: orText(turn, admins) });
}

async function endWithCards(step: Parameters<WaterfallStep>[0], text = turnOf(step).say('cards.now')) {
  const turn = turnOf(step);
  const begin = [
    { procedure: 'ways-to-pay', label: turn.say('cards.title') },
    { procedure: 'close', label: turn.say('label.close') },
  ];
  await turn.send({ ...waysToPayMessage(turn), text, begin });
  return step.endDialog();
}
