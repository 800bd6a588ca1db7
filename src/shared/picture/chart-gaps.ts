import type { RunModel } from '../model/run-model';
import type { ChartData, ChartRow } from './chart-data';
import type { TimeWindow } from './time-window';

/**
 * The chart with nothing where nobody watched: what lies inside a gap is interpolated or held,
 * not measured. A row without values says so to whoever draws it.
 */
export function withoutGaps(data: ChartData, { gaps }: Pick<RunModel, 'gaps'>, window: TimeWindow): ChartData {
  const inSight = gaps.filter(({ from, to }) => to > window.from && from < window.to);
  if (inSight.length === 0) return data;
  const kept = data.rows.filter((row) => !inSight.some(({ from, to }) => at(row) > from && at(row) < to));
  const empty = inSight.flatMap(({ from, to }): ChartRow[] => [{ t: from + 1e-3 }, { t: to - 1e-3 }]);
  return { ...data, rows: [...kept, ...empty].sort((a, b) => at(a) - at(b)) };
}

const at = (row: ChartRow): number => row['t'] ?? 0;
