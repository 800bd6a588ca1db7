import { memo } from 'react';
import type { Point } from '../../../shared/model/columns';

interface SparklineProps {
  readonly points: readonly Point[];
}

/** Of the drawing; it is stretched over the width of its figure. */
const WIDTH = 120;
const HEIGHT = 14;

/** A curve without axes below a figure, which says its newest value. */
export const Sparkline = memo(function Sparkline({ points }: SparklineProps) {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || last.t <= first.t) return null;
  const peak = points.reduce((most, { value }) => Math.max(most, value), 1e-9);
  const path = points
    .map(({ t, value }) => {
      const x = ((t - first.t) / (last.t - first.t)) * WIDTH;
      const y = HEIGHT - 0.5 - (value / peak) * (HEIGHT - 2);
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('L');
  return (
    <svg className="rv-sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={`M0 ${HEIGHT}L${path}L${WIDTH} ${HEIGHT}Z`} className="rv-sparkline-ground" />
      <path d={`M${path}`} className="rv-sparkline-line" />
    </svg>
  );
});
