import { formatClock } from '../../../shared/format';
import { useViewState } from '../run-context';
import { type ChartRow, type ChartSeries, rowAt } from '../../../shared/picture/chart-data';
import type { TimeScale } from '../../../shared/picture/time-window';
import { crosshairX } from '../use-time-pointer';
import { useSay } from '../words';

interface ChartCrosshairProps {
  readonly scale: TimeScale;
  /** CSS pixels, down to the time axis. */
  readonly height: number;
  /** The values to tell; none in a picture that only shows where the pointer is elsewhere. */
  readonly rows: readonly ChartRow[];
  readonly series: readonly ChartSeries[];
  readonly nameOf: (series: ChartSeries) => string;
  readonly format: (value: number) => string;
}

/** Width that a tooltip needs. CSS pixels. */
const TIP_ROOM = 220;
/** Values told; a longer tooltip would hide the chart. */
const MAX_LINES = 8;

/** The line at the moment pointed at, in every picture; in one's own with the values. */
export function ChartCrosshair({ scale, height, rows, series, nameOf, format }: ChartCrosshairProps) {
  const say = useSay();
  const hovered = useViewState((state) => state.hovered);
  const x = crosshairX(scale, hovered);
  if (x === undefined || hovered === undefined) return null;
  const row = rowAt(rows, hovered);
  const isRight = x > scale.left + scale.width - TIP_ROOM;
  const place = isRight ? { right: `calc(100% - ${x - 10}px)` } : { left: x + 10 };
  const told = row === undefined ? [] : valuesOf(row, series);
  return (
    <>
      <i className="rv-crosshair" style={{ left: x, height }} />
      {row !== undefined && (
        <div className="rv-tip" style={{ ...place, top: 8 }}>
          <div className="rv-tip-head">{formatClock(hovered)}</div>
          {told.length === 0 && <div className="rv-dim">{say('chart.gap')}</div>}
          {told.slice(0, MAX_LINES).map(({ one, value }) => (
            <div key={one.key} className="rv-tip-line">
              <i className="rv-swatch" style={{ background: one.colour }} />
              <span className="rv-cut">{nameOf(one)}</span>
              <b>{format(value)}</b>
            </div>
          ))}
          {told.length > MAX_LINES && (
            <div className="rv-dim">{say('chart.more', { count: told.length - MAX_LINES })}</div>
          )}
        </div>
      )}
    </>
  );
}

/** From the top of a stack down; what is 0 says nothing where there are many. */
function valuesOf(row: ChartRow, series: readonly ChartSeries[]) {
  const values = series
    .flatMap((one) => {
      const value = row[one.key];
      return value === undefined ? [] : [{ one, value }];
    })
    .reverse();
  return series.length > 3 ? values.filter(({ value }) => value > 0) : values;
}
