import { createInstance } from 'i18next';
import { addFormatters } from '../../shared/text-formatters';
import { type Language, languageOf, texts as resources } from '../../shared/locales';
import type { Settings } from '../../shared/settings';
import type { ReportWords } from '../record/export/html/paper';

/** A text of `menu.json`. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const i18n = createInstance();
void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  resources,
  defaultNS: 'menu',
  initAsync: false,
  interpolation: { escapeValue: false },
});

if (i18n.services.formatter !== undefined) addFormatters(i18n.services.formatter);

/** What menu and dialogs say in a language. */
export function textsIn(language: Language): Say {
  const say = i18n.getFixedT(language);
  return (key, values = {}) => say(key, { ...values, interpolation: { skipOnVariables: true } });
}

/** What a report says in a language. */
export function reportWordsIn(language: Language): ReportWords {
  const say = textsIn(language);
  return { language, say, sentence: ({ id, values }) => say(`verdict:${id}`, values) };
}

/** The language to speak: the chosen one, else the system's. */
export function chooseLanguage(chosen: Settings['language'], systemLanguage: string): Language {
  return chosen === 'system' ? languageOf(systemLanguage) : chosen;
}
