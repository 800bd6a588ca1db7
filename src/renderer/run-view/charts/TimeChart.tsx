import { memo } from 'react';
import { Area, AreaChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import type { ChartData } from '../../../shared/picture/chart-data';
import { timeTicks } from '../../../shared/picture/ticks';
import type { TimeScale, TimeWindow } from '../../../shared/picture/time-window';
import type { Size } from '../use-size';

interface TimeChartProps {
  readonly data: ChartData;
  readonly window: TimeWindow;
  /** CSS pixels. Given, not measured, so that a test can draw it too. */
  readonly size: Size;
  /** Highest value that is to fit. */
  readonly peak: number;
  /** From 0 to the axis's end, which is not below `peak`. */
  readonly ticksOf: (peak: number, most: number) => readonly number[];
  readonly formatTick: (value: number) => string;
  /** `stack`: areas on top of each other; `steps`: each from the ground, as values that hold until the next. */
  readonly shape: 'stack' | 'steps';
}

// Outside the component: recharts computes again when a prop's identity changes.
const MARGIN = { top: 6, right: 14, bottom: 0, left: 0 };
const AXIS_WIDTH = 52;
const AXIS_HEIGHT = 22;
const TICK = { fill: 'var(--js-faint)', fontSize: 11, fontFamily: 'var(--js-font-mono)' };
/** Up to this height there is room for two steps of the value axis only. CSS pixels. */
const LOW = 100;
/** Room for one label of the time axis. CSS pixels. */
const LABEL_ROOM = 74;

/** Where time lies in a chart of this size. */
export function chartScale(window: TimeWindow, { width }: Size): TimeScale {
  return { ...window, left: AXIS_WIDTH, width: Math.max(1, width - AXIS_WIDTH - MARGIN.right) };
}

/** Top and bottom of the ground on which the series stand. */
export function groundOf({ height }: Size): { readonly top: number; readonly bottom: number } {
  return { top: MARGIN.top, bottom: height - AXIS_HEIGHT };
}

/**
 * Areas over time.
 *
 * Draws what it is given and holds no state. Animation is off: an animated line would never
 * come to rest. The crosshair lies above it, so that pointing draws nothing here again.
 */
export const TimeChart = memo(function TimeChart(props: TimeChartProps) {
  const { data, window, size, peak, ticksOf, formatTick, shape } = props;
  const ticks = timeTicks(window, Math.max(2, Math.floor((size.width - AXIS_WIDTH) / LABEL_ROOM)));
  const labelOf = new Map(ticks.map(({ t, label }) => [t, label]));
  const valueTicks = ticksOf(peak, size.height > LOW ? 4 : 2);
  const isStack = shape === 'stack';
  return (
    <AreaChart width={size.width} height={size.height} margin={MARGIN} data={data.rows} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--js-line)" />
      <XAxis
        type="number"
        dataKey="t"
        domain={[window.from, window.to]}
        allowDataOverflow
        ticks={ticks.map(({ t }) => t)}
        tickFormatter={(t: number) => labelOf.get(t) ?? ''}
        interval="preserveStart"
        height={AXIS_HEIGHT}
        tick={TICK}
        tickLine={false}
        axisLine={false}
      />
      <YAxis
        width={AXIS_WIDTH}
        domain={[0, valueTicks.at(-1) ?? 1]}
        ticks={valueTicks}
        tickFormatter={formatTick}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      {data.series.map(({ key, colour }, place) => (
        <Area
          key={key}
          dataKey={key}
          type={isStack ? 'linear' : 'stepAfter'}
          {...(isStack && { stackId: 'all' })}
          stroke={colour}
          strokeWidth={1.25}
          fill={colour}
          fillOpacity={isStack ? 0.45 : place === 0 ? 0.14 : 0}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
    </AreaChart>
  );
});
