import { pointsOf } from '../../../shared/model/columns';
import type { RunModel } from '../../../shared/model/run-model';
import { thinned } from '../../../shared/picture/chart-data';
import { type TimeScale, xOf } from '../../../shared/picture/time-window';

/** The load of the whole run as the path of an area, `height` CSS pixels high at its peak. */
export function minimapPath(model: RunModel, scale: TimeScale, height: number): string {
  const most = Math.max(50, Math.floor(scale.width / 3));
  const points = pointsOf(thinned(model.cpuSeries, scale, { most, merge: 'max' }));
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  const peak = Math.max(100, ...points.map(({ value }) => value));
  const line = points.map(({ t, value }) => `${xOf(scale, t).toFixed(1)} ${((1 - value / peak) * height).toFixed(1)}`);
  const ground = height.toFixed(1);
  return `M${xOf(scale, first.t).toFixed(1)} ${ground}L${line.join('L')}L${xOf(scale, last.t).toFixed(1)} ${ground}Z`;
}
