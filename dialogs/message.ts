import type { Language } from '../membership/offer.js';

/** A button of a question. Tapping it, typing its label, its number or one of `also` chooses `value`. */
export interface Choice {
  value: string;
  label: string;
  also?: string[];
  style?: 'positive' | 'destructive';
  /** The word that chooses it, since a number does not: it must be meant. Where there are no cards it is listed with it. */
  deliberate?: string;
  /** More that the button carries, such as the order that Buy is for. */
  data?: Record<string, unknown>;
}

/** A button that begins a procedure, whenever it is tapped. */
export interface Beginning {
  procedure: string;
  label: string;
  draft?: Record<string, unknown>;
}

export interface Link {
  label: string;
  url: string;
  /** What the person has to do now: it stands before the other buttons. */
  first?: boolean;
}

/** A field of a form on a card; what is filled in arrives under `id` with the tap. */
export interface Field {
  id: string;
  label: string;
  value?: string;
  kind: 'text' | 'tel' | 'email';
}

/** A file that Teams asks the person about before it is put into their OneDrive. */
export interface FileOffer {
  name: string;
  description: string;
  /** In bytes. */
  size: number;
  /** Comes back with the person's answer. */
  context: Record<string, string>;
}

/** A part of a card, from which both the Adaptive Card and its plain text are made. */
export type CardPart =
  | { title: string }
  | { text: string; subtle?: boolean }
  | { facts: [label: string, value: string][] }
  | { list: string[] }
  | { badge: string; good: boolean };

/** What the bot says in one go: a sentence, and a card where there is more to see or to choose. */
export interface Message {
  text: string;
  parts?: CardPart[];
  fields?: Field[];
  choices?: Choice[];
  begin?: Beginning[];
  links?: Link[];
  /** Takes the place of a card: Teams draws its own. */
  file?: FileOffer;
}

/** Who asks: a question's answers name it, so that a tap on an older card is recognised. */
export interface Asked {
  language: Language;
  /** Whether the channel draws Adaptive Cards. */
  cards: boolean;
  /** Which question it is; absent on messages that ask nothing. */
  token?: string;
}
