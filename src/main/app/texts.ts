import { createInstance } from 'i18next';
import { type Language, languageOf, texts as resources } from '../../shared/locales';
import type { Settings } from '../../shared/settings';

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

/** What menu and dialogs say in a language. */
export function textsIn(language: Language): Say {
  const say = i18n.getFixedT(language);
  return (key, values = {}) => say(key, { ...values, interpolation: { skipOnVariables: true } });
}

/** The language to speak: the chosen one, else the system's. */
export function chooseLanguage(chosen: Settings['language'], systemLanguage: string): Language {
  return chosen === 'system' ? languageOf(systemLanguage) : chosen;
}
