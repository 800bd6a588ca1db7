import type { Point } from '../../../shared/model/series';

interface SparklineProps {
  readonly points: readonly Point[];
}

const WIDTH = 44;
const HEIGHT = 16;

/** A curve without axes, beside a figure that says its newest value. */
export function Sparkline({ points }: SparklineProps) {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || last.t <= first.t) return null;
  const peak = Math.max(...points.map(({ value }) => value), 1e-9);
  const path = points
    .map(({ t, value }) => {
      const x = ((t - first.t) / (last.t - first.t)) * WIDTH;
      const y = HEIGHT - 1 - (value / peak) * (HEIGHT - 2);
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('L');
  return (
    <svg className="rv-sparkline" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={`M${path}`} fill="none" stroke="var(--js-accent)" strokeWidth="1.25" strokeLinejoin="round" />
    </svg>
  );
}
