import { LANGUAGES, type Language } from '../membership/offer.js';
import type { Choice } from './message.js';
import { draftOf, Procedure } from './procedure.js';
import { chooseFrom } from './steps/choose.js';
import { turnOf } from './turn.js';
import { readLanguage } from './understanding/language.js';

interface LanguageDraft {
  language?: Language;
}

/** Each language by its own name, so that it is found by who reads no other. */
const OWN_NAMES: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  ja: '日本語',
  ko: '한국어',
  'zh-TW': '繁體中文',
};

const choices: Choice[] = LANGUAGES.map((language) => ({ value: language, label: OWN_NAMES[language] }));

/** Changes the language in which this person is answered, here and in every notice. */
export const chooseLanguage = new Procedure<LanguageDraft>(
  'language',
  'menu.language',
  1,
  [
    {
      field: 'language',
      about: 'menu.language',
      ask: (_draft, turn) => ({ text: turn.say('language.ask'), choices }),
      read: (said, _draft, turn) => {
        const named = said.tap ? undefined : readLanguage(said.text);
        if (named) return { keep: { language: named } };
        const read = chooseFrom<Language>(said, choices, turn);
        return 'again' in read ? { again: turn.say('language.notUnderstood') } : { keep: { language: read.chosen } };
      },
    },
    async (step) => {
      const turn = turnOf(step);
      await turn.chooseLanguage(draftOf<LanguageDraft>(step).language as Language);
      await turn.send({ text: turn.say('language.changed') });
      return step.endDialog();
    },
  ],
  'answer',
);
