import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Says a text by its key; `verdict:` and `notice:` in front reach the other files. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The run view's texts. Keys that depend on data are not checked by the compiler, so a unit test checks them. */
export function useSay(): Say {
  const { t } = useTranslation('run');
  // The one cast: a key built from data is a string.
  return useCallback((key, values) => (t as unknown as Say)(key, values), [t]);
}
