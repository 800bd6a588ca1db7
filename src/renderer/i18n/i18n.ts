/** The window's texts: the same files as menu, command line and report read. */
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { addFormatters } from '../../shared/text-formatters';
import { type Language, languageOf, languages, texts } from '../../shared/locales';
import type { Settings } from '../../shared/settings';

/** The language to speak: the chosen one, else the system's. */
export function chooseLanguage(chosen: Settings['language'], systemLanguage: string): Language {
  return chosen === 'system' ? languageOf(systemLanguage) : chosen;
}

/** Ready at once: the texts are in the bundle. Also keeps `lang` of the document true. */
export function createTexts(language: Language): i18n {
  const instance = createInstance();
  instance.on('languageChanged', (tag) => {
    document.documentElement.lang = tag === 'zh' ? 'zh-CN' : tag;
  });
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: languages,
    resources: texts,
    defaultNS: 'app',
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  const { formatter } = instance.services;
  if (formatter !== undefined) addFormatters(formatter);
  return instance;
}
