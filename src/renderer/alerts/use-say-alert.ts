import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Says the texts that alerts name by their keys. */
export function useSayAlert(): Say {
  const { t } = useTranslation(['alert', 'run']);
  // The one cast: a key built from data is a string.
  return useCallback((key, values) => (t as unknown as Say)(key, values), [t]);
}
