import { useTranslation } from 'react-i18next';
import { type Language, languageOf } from '../../shared/locales';

/** The language in which lessons are read: the window's. */
export function useLessonLanguage(): Language {
  return languageOf(useTranslation().i18n.language);
}
