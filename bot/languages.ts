import type { Store } from '../data/store.js';
import type { Speaker } from '../dialogs/turn.js';
import { readLocale } from '../dialogs/understanding/language.js';
import { chooseLanguage } from '../membership/actions/language.js';
import type { Ports } from '../membership/actions/ports.js';
import type { Language } from '../membership/offer.js';

/** The member's saved choice, else the client's locale, else English (house.md, Speaking). */
export async function languageOf(speaker: Speaker, locale: string | undefined, store: Store): Promise<Language> {
  if (speaker.kind === 'member' && speaker.member.language) return speaker.member.language;
  const chosen = (await store.person(speaker.person))?.language;
  return chosen ?? readLocale(locale) ?? 'en';
}

/** Keeps the language that a person chose: with the member's account, or for who has none with the person. */
export async function keepLanguage(speaker: Speaker, language: Language, ports: Ports): Promise<void> {
  if (speaker.kind === 'member') {
    await chooseLanguage(ports, speaker.account.id, speaker.member.id, language);
  } else {
    await ports.store.changePerson(speaker.person, (person) => ({ ...person, language }));
  }
}
