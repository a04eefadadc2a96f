import type { Language } from '../../../membership/offer.js';

/** What a person can say at any step. */
export const COMMANDS = ['stop', 'help', 'back', 'start-over', 'menu', 'language', 'person'] as const;
export type Command = (typeof COMMANDS)[number];

/** What an organization joins with. */
export const DETAILS = ['organisation', 'country', 'currency', 'zone', 'contactName', 'contactEmail'] as const;
export type Detail = (typeof DETAILS)[number];

/** What words stand for in a wish. The rules of wish-rules.ts combine them. */
export const CONCEPTS = [
  'renew',
  'auto',
  'off',
  'on',
  'cancel',
  'unsubscribe',
  'buy',
  'join',
  'want',
  'eligibility',
  'can',
  'would-you',
  'cannot',
  'when',
  'check',
  'expire',
  'remind',
  'reminder',
  'invoice',
  'bill',
  'request',
  'status',
  'order',
  'pending',
  'person',
  'contact',
  'levels',
  'benefit',
  'membership',
  'subscription',
  'competency',
  'program',
  'transfer',
  'card',
  'pay',
  'ways',
  'how-to-pay',
  'saved',
  'add',
  'remove',
  'people',
  'next-steps',
  'instead',
  'mine',
  'what',
  'question',
  'past',
  'not',
  'foreign',
  'speak',
  'language',
  'greet',
  'thanks',
  'help',
] as const;
export type Concept = (typeof CONCEPTS)[number];

/**
 * The words of one language. Each text is a list of phrases, separated by `|` or line ends. Case, accents, width,
 * and traditional or simplified forms do not matter.
 */
export interface LanguageWords {
  /** A yes that is meant: enough at the step that buys. */
  firm: string;
  /** Any other yes. */
  yes: string;
  no: string;
  /** Said around a yes, a no or a command without changing it. */
  polite: string;
  /** "I withdraw it": a yes at the question whether something is to be taken back. */
  withdrawing: string;
  /** The same in one word, which may also mean to stop here. */
  cancelling: string;
  /** "I keep it". */
  keeping: string;
  /** What a person calls each of the details that an organization joins with. */
  details: Record<Detail, string>;
  /** An unmistakable "I buy", beside the label of the button. */
  buy: string;
  /** An "I accept" at the step with the terms, beside a yes. */
  accept: string;
  /** Said around it without changing it. */
  terms: string;
  /** One to ten, each a list. */
  numbers: readonly string[];
  /** First to tenth, each a list. */
  ordinals: readonly string[];
  last: string;
  /** Said around a choice without changing it. */
  choosing: string;
  /** Words that make of a choice a question. */
  asking: string;
  commands: Record<Command, string>;
  /** Said around a command without changing it. */
  commanding: string;
  /** Names of our languages in this language. */
  languages: Record<Language, string>;
  /** Names of languages that we don't have. */
  otherLanguages: string;
  /** Said around the name of a language. */
  speaking: string;
  concepts: Partial<Record<Concept, string>>;
  /** Words that add nothing to a wish. What is in no list makes a wish doubtful. */
  filler: string;
}
