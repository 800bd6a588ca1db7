import { useCallback } from 'react';
import type { ChartSeries } from '../../../shared/picture/chart-data';
import { useSay } from '../words';

/** What a series is called in legend, tooltip and table. */
export function useSeriesName(): (series: ChartSeries) => string {
  const say = useSay();
  return useCallback(
    ({ kind, name }: ChartSeries) =>
      kind === 'process' || kind === 'queue' || (kind === 'pool' && name !== '')
        ? name
        : say(`chart.name.${kind}`, { name }),
    [say],
  );
}
