import type { Say } from '../../bot/page-shell.js';
import { sayIn as say } from '../../locales/text.js';
import type { Language } from '../../membership/offer.js';

/** The pages' sentences in one language. */
export const sayIn = (language: Language): Say => say(language);
