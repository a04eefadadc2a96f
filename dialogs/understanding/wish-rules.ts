import type { Concept } from './words/language-words.js';

/** What a person can wish for outside of a step. */
export type Intent =
  | 'join'
  | 'subscribe'
  | 'renew'
  | 'check-renewal'
  | 'levels'
  | 'my-membership'
  | 'pending-order'
  | 'turn-off-auto-renew'
  | 'remind-me'
  | 'reminders'
  | 'cancel-subscription'
  | 'invoice'
  | 'request-status'
  | 'ways-to-pay'
  | 'how-to-pay'
  | 'people'
  | 'next-steps'
  | 'person'
  | 'help'
  | 'language'
  | 'greet'
  | 'thanks'
  | 'stop';

/** `offer` is tagged where an offer is named, the numbers where a request or invoice is; `filler` adds nothing. */
export type Tag = Concept | 'offer' | 'request-number' | 'invoice-number' | 'filler';

/** One way to say an intent: all of `all`, one of `some`, none of `none`. */
export interface Rule {
  intent: Intent;
  all?: readonly Tag[];
  some?: readonly Tag[];
  none?: readonly Tag[];
  /** Nothing beside these, and filler. */
  only?: readonly Tag[];
  /** Words that are in no list and are still tolerated; more where something of ours is named. */
  unknown: number;
}

const OURS: readonly Tag[] = ['membership', 'subscription', 'offer', 'program', 'competency'];

/** A reminder of an act is not the act: what speaks of one is read by the rules for reminders alone. */
export const REMINDERS: readonly Tag[] = ['remind', 'reminder'];

/** What else may be said of the reminders that a person gets. */
const ABOUT_REMINDERS: readonly Tag[] = [
  ...[...REMINDERS, ...OURS],
  ...(['renew', 'expire', 'check', 'what', 'mine', 'can', 'want', 'contact', 'would-you'] as const),
  ...(['on', 'off', 'not', 'cancel', 'unsubscribe'] as const),
];

/** What makes of an act a question about it ("what happens if I cancel?"), or of another act. */
const ASKED: readonly Tag[] = [
  'not',
  'cannot',
  'question',
  'what',
  'past',
  'can',
  'when',
  'status',
  'pending',
  'levels',
];

const butNot = (...others: Tag[]): { none: readonly Tag[]; unknown: number } => ({
  none: [...ASKED, ...others],
  unknown: 0,
});

/** The first rule that fits decides. Acts come with the longest list of what must not be there. */
export const RULES: readonly Rule[] = [
  // Whatever else is said of a number that only a service request has, the request is what is shown first.
  {
    intent: 'request-status',
    all: ['request-number'],
    none: ['buy', 'pay', 'order', 'transfer', 'card', 'invoice', 'bill', 'renew', 'language'],
    unknown: 3,
  },
  {
    intent: 'invoice',
    all: ['invoice-number'],
    none: ['not', 'buy', 'order', 'transfer', 'renew', 'cancel', 'language'],
    unknown: 3,
  },
  { intent: 'thanks', all: ['thanks'], only: ['thanks', 'greet', 'mine'], unknown: 0 },
  { intent: 'greet', all: ['greet'], only: ['greet'], unknown: 0 },
  { intent: 'help', all: ['help'], only: ['help', 'greet', 'can', 'would-you', 'contact', 'want', 'what'], unknown: 0 },
  { intent: 'reminders', all: ['reminder'], only: ABOUT_REMINDERS, unknown: 0 },
  { intent: 'reminders', all: ['remind'], some: ['not', 'off', 'cancel'], only: ABOUT_REMINDERS, unknown: 0 },
  {
    intent: 'remind-me',
    all: ['remind'],
    only: ['remind', ...OURS, 'renew', 'expire', 'when', 'can', 'mine', 'want', 'would-you', 'thanks'],
    unknown: 0,
  },
  {
    intent: 'person',
    all: ['person', 'contact'],
    none: ['not', 'past', 'what', 'benefit', 'order', 'invoice'],
    unknown: 2,
  },
  { intent: 'language', all: ['language', 'speak'], none: ['not', 'past'], unknown: 0 },

  { intent: 'turn-off-auto-renew', all: ['auto', 'off'], ...butNot('on', 'buy', 'join', 'invoice', 'order') },
  { intent: 'turn-off-auto-renew', all: ['auto', 'cancel'], ...butNot('on', 'buy', 'join', 'order') },
  {
    intent: 'my-membership',
    all: ['auto', 'renew'],
    some: ['status', 'check'],
    none: ['off', 'on', 'not', 'past'],
    unknown: 0,
  },
  // "Manage automatic renewal": where it stands, with the button that turns it off.
  { intent: 'my-membership', all: ['auto', 'renew'], only: ['auto', 'renew', 'mine', ...OURS], unknown: 0 },

  {
    intent: 'pending-order',
    all: ['cancel'],
    some: ['order', 'transfer'],
    ...butNot('renew', 'buy', 'auto', 'subscription'),
  },
  {
    intent: 'pending-order',
    some: ['order', 'transfer'],
    all: ['mine'],
    none: ['buy', 'renew', 'past', 'card', 'not', 'what', 'cancel', 'invoice', 'bill', 'join', 'auto'],
    unknown: 0,
  },
  {
    intent: 'pending-order',
    all: ['order'],
    some: ['status', 'pending', 'check'],
    none: ['buy', 'renew', 'card', 'not', 'cancel', 'invoice', 'bill', 'join', 'auto'],
    unknown: 0,
  },
  {
    intent: 'pending-order',
    all: ['transfer'],
    some: ['status', 'pending'],
    none: ['not', 'buy', 'renew', 'can'],
    unknown: 0,
  },
  {
    intent: 'pending-order',
    all: ['card', 'instead'],
    some: ['pay', 'transfer'],
    none: ['not', 'renew', 'buy', 'question'],
    unknown: 0,
  },

  { intent: 'invoice', all: ['invoice'], none: ['not', 'renew', 'buy', 'cancel', 'what'], unknown: 3 },
  { intent: 'invoice', all: ['bill'], none: ['not', 'renew', 'buy', 'cancel', 'question', 'pay', 'what'], unknown: 0 },
  {
    intent: 'request-status',
    all: ['request'],
    only: ['request', 'mine', 'status', 'check', 'pending', 'can', 'would-you', 'want', 'greet', 'thanks'],
    unknown: 0,
  },
  {
    intent: 'request-status',
    all: ['request'],
    some: ['status', 'check', 'mine', 'pending'],
    none: ['not', 'renew', 'buy', 'cancel'],
    unknown: 0,
  },

  {
    intent: 'cancel-subscription',
    all: ['cancel'],
    some: OURS,
    ...butNot('renew', 'auto', 'buy', 'join', 'order', 'transfer', 'on'),
  },
  { intent: 'cancel-subscription', all: ['unsubscribe'], ...butNot('renew', 'auto', 'buy', 'join', 'order', 'on') },

  { intent: 'check-renewal', all: ['renew', 'cannot'], none: ['auto', 'off', 'cancel', 'buy'], unknown: 0 },
  {
    intent: 'check-renewal',
    all: ['renew'],
    some: ['can', 'when', 'check', 'expire'],
    none: ['not', 'past', 'off', 'cancel', 'buy', 'question', 'would-you', 'on'],
    unknown: 0,
  },
  {
    intent: 'check-renewal',
    all: ['eligibility'],
    some: ['check', 'mine'],
    only: ['eligibility', 'check', 'mine', 'can', 'want', 'would-you', 'membership', 'subscription'],
    unknown: 0,
  },
  {
    intent: 'check-renewal',
    all: ['expire'],
    some: ['mine', 'when', ...OURS],
    none: ['not', 'card', 'question', 'cancel', 'buy', 'invoice', 'order', 'request'],
    unknown: 0,
  },

  {
    intent: 'levels',
    some: ['levels', 'benefit'],
    none: [
      'next-steps',
      'not',
      'renew',
      'cancel',
      'off',
      'buy',
      'pay',
      'invoice',
      'request',
      'order',
      'on',
      'past',
      'question',
      'expire',
    ],
    unknown: 0,
  },
  {
    intent: 'levels',
    all: ['what'],
    some: ['offer', 'program', 'competency'],
    none: ['not', 'question', 'renew', 'cancel', 'off', 'buy', 'pay', 'order', 'expire', 'mine'],
    unknown: 0,
  },

  {
    intent: 'next-steps',
    all: ['next-steps'],
    none: ['not', 'past', 'renew', 'buy', 'cancel', 'off', 'order', 'invoice', 'request'],
    unknown: 1,
  },
  {
    intent: 'people',
    all: ['people'],
    none: ['not', 'past', 'renew', 'buy', 'order', 'invoice', 'request', 'contact'],
    unknown: 1,
  },
  {
    intent: 'how-to-pay',
    all: ['how-to-pay'],
    none: ['not', 'past', 'off', 'cancel', 'auto', 'renew'],
    unknown: 0,
  },
  {
    intent: 'ways-to-pay',
    all: ['card'],
    some: ['saved', 'add', 'remove'],
    none: ['not', 'past', 'renew', 'buy', 'question', 'instead', 'order', 'transfer'],
    unknown: 0,
  },
  { intent: 'ways-to-pay', all: ['ways'], none: ['not', 'past', 'off', 'cancel', 'auto', 'renew'], unknown: 0 },
  {
    intent: 'how-to-pay',
    all: ['pay', 'can'],
    some: ['card', 'transfer'],
    none: ['not', 'past', 'renew', 'cancel'],
    unknown: 0,
  },

  {
    intent: 'renew',
    all: ['renew'],
    ...butNot('auto', 'off', 'on', 'cancel', 'unsubscribe', 'buy', 'join', 'check', 'expire', 'invoice', 'order'),
  },
  {
    intent: 'subscribe',
    all: ['join', 'offer'],
    ...butNot('auto', 'off', 'cancel', 'unsubscribe', 'renew', 'invoice', 'order'),
  },
  {
    intent: 'subscribe',
    all: ['buy'],
    ...butNot('auto', 'off', 'cancel', 'unsubscribe', 'renew', 'expire', 'invoice', 'order', 'request'),
  },
  {
    intent: 'join',
    all: ['join'],
    ...butNot('auto', 'off', 'cancel', 'unsubscribe', 'renew', 'expire', 'invoice', 'order', 'buy'),
  },

  {
    intent: 'my-membership',
    all: ['mine'],
    some: ['membership', 'subscription', 'offer', 'competency'],
    none: [
      'not',
      'question',
      'pay',
      'past',
      'cancel',
      'off',
      'on',
      'buy',
      'join',
      'renew',
      'when',
      'instead',
      'contact',
      'invoice',
      'bill',
    ],
    unknown: 0,
  },
  {
    intent: 'my-membership',
    all: ['status'],
    some: ['membership', 'subscription'],
    none: ['not', 'question', 'cancel', 'past'],
    unknown: 0,
  },
  // "Action Pack subscription", "I want the Action Pack": nothing else may be said beside it.
  {
    intent: 'subscribe',
    all: ['offer'],
    some: ['subscription', 'want'],
    only: ['offer', 'subscription', 'want', 'competency', 'would-you', 'card', 'transfer', 'greet', 'thanks'],
    unknown: 0,
  },
];
