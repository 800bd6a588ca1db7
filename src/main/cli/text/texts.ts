import { createInstance } from 'i18next';
import { addFormatters } from '../../../shared/text-formatters';
import { type Language, languageOf, texts as resources } from '../../../shared/locales';
import type { Statement } from '../../../shared/verdict';
import { printable } from './printable';

export type Values = Readonly<Record<string, string | number>>;

/** The texts of one language. */
export interface Texts {
  readonly language: Language;
  /** A text of `cli.json`, or `NAMESPACE:KEY` of another. */
  readonly say: (key: string, values?: Values) => string;
  /** A sentence of a verdict. */
  readonly sentence: (statement: Statement) => string;
}

/** Order of POSIX, XBD 8.2; an empty variable counts as not set. */
export function languageFrom(env: NodeJS.ProcessEnv): Language {
  return languageOf(['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => env[name] ?? '').find((tag) => tag !== '') ?? 'en');
}

export function textsOf(language: Language): Texts {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    fallbackLng: 'en',
    resources,
    defaultNS: 'cli',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  if (i18n.services.formatter !== undefined) addFormatters(i18n.services.formatter);
  const say = (key: string, values: Values = {}) =>
    i18n.t(key, { ...harmless(values), interpolation: { skipOnVariables: true } });
  return { language, say, sentence: ({ id, values }) => say(`verdict:${id}`, values) };
}

/** Values come from the watched program and go to a terminal. */
function harmless(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? printable(value) : value]),
  );
}
