import { LANGUAGES, type Language } from '../membership/offer.js';

/** Whether a text names one of our languages by its code. */
export const knownLanguage = (code: unknown): code is Language => (LANGUAGES as readonly unknown[]).includes(code);
