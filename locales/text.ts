import { IntlMessageFormat } from 'intl-messageformat';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };
import zhTW from './zh-TW.json' with { type: 'json' };

/** Every sentence has a key; en.json is where they come from. */
export type TextKey = keyof typeof en;

/** Values of a message's placeholders. Dates and amounts are formatted before they get here. */
export type TextValues = Record<string, string | number | boolean>;

/** Says a sentence in one language. */
export type Say = (key: TextKey, values?: TextValues) => string;

const TEXTS: Record<string, Record<TextKey, string>> = { en, fr, ja, ko, 'zh-TW': zhTW };

const parsed = new Map<string, IntlMessageFormat>();

/** The sentences of a language (`en`, `fr`, `ja`, `ko`, `zh-TW`), each parsed when it is first said. */
export function sayIn(language: string): Say {
  const texts = TEXTS[language];
  if (!texts) throw new RangeError(`There are no texts in "${language}"`);
  return (key, values) => String(messageOf(language, texts, key).format(values));
}

function messageOf(language: string, texts: Record<TextKey, string>, key: TextKey): IntlMessageFormat {
  const id = `${language} ${key}`;
  const known = parsed.get(id);
  if (known) return known;
  const message = new IntlMessageFormat(texts[key], language, undefined, { ignoreTag: true });
  parsed.set(id, message);
  return message;
}
