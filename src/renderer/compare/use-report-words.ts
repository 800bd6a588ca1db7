import { useCallback } from 'react';
import { useSay } from '../run-view/words';

type Values = Readonly<Record<string, string | number>>;

/** The words of a comparison, the same as on the page that is exported. */
export function useReportWords(): (key: string, values?: Values) => string {
  const say = useSay();
  return useCallback((key, values) => say(`report:compare.${key}`, values), [say]);
}
