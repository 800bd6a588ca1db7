import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Says a text by its key; `verdict:` and `notice:` in front reach the other files. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The run view's texts. Keys that depend on data are not checked by the compiler, so a unit test checks them. */
export function useSay(): Say {
  const { t, i18n } = useTranslation('run');
  return useCallback(
    (key, values) => {
      // The one cast: a key built from data is a string.
      const say = t as unknown as Say;
      return values === undefined ? said(plainOf(i18n.language), key, say) : say(key, values);
    },
    [t, i18n],
  );
}

/** Texts without values, by language: a live run asks for the same hundred ten times a second. */
const plainTexts = new Map<string, Map<string, string>>();

function plainOf(language: string): Map<string, string> {
  const texts = plainTexts.get(language) ?? new Map<string, string>();
  plainTexts.set(language, texts);
  return texts;
}

function said(texts: Map<string, string>, key: string, say: Say): string {
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = say(key);
  texts.set(key, text);
  return text;
}
