import type { Choice, Message } from '../message.js';
import type { Step } from '../procedure.js';
import { catalogueOf, type Said, type Turn } from '../turn.js';
import { readAcceptance } from '../understanding/yes-no.js';
import { acceptsOffered, chooseFrom } from './choose.js';

/** Accepting the terms and conditions of the internal use rights (procedures.md, P1 and P3). */
export interface TermsDraft {
  /** Version that was accepted. */
  terms?: string;
}

export function termsStep<Draft extends TermsDraft>(): Step<Draft> {
  return {
    field: 'terms',
    about: 'terms.about',
    ask: (_draft, turn) => askTerms(turn),
    read: (said, _draft, turn) => {
      const read = readTerms(said, turn);
      return read === 'accepted'
        ? ({ keep: { terms: catalogueOf(turn).termsVersion } } as { keep: Partial<Draft> })
        : read;
    },
  };
}

const choices = (turn: Turn): Choice[] => [{ value: 'accept', label: turn.say('label.next'), style: 'positive' }];

function askTerms(turn: Turn): Message {
  const links = [{ label: turn.say('terms.link'), url: catalogueOf(turn).links.terms }];
  return { text: turn.say('terms.ask', { next: turn.say('label.next') }), choices: choices(turn), links };
}

function readTerms(said: Said, turn: Turn): 'accepted' | { again: string } {
  if (said.tap) {
    const read = chooseFrom(said, choices(turn), turn);
    return 'again' in read ? read : 'accepted';
  }
  const accepted = readAcceptance(said.text, [turn.say('label.next'), turn.say('terms.accept')]);
  if (accepted || acceptsOffered(said)) return 'accepted';
  if (accepted === false) return { again: turn.say('terms.needed') };
  return { again: turn.say('terms.notUnderstood', { next: turn.say('label.next') }) };
}
