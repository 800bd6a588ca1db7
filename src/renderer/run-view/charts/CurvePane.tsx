import { type ReactNode, useMemo } from 'react';
import type { RunModel } from '../../../shared/model/run-model';
import { type ChartData, MAX_POINTS, peakOf } from '../../../shared/picture/chart-data';
import type { ChartLimits } from '../../../shared/picture/process-chart';
import { ChartFrame } from './ChartFrame';
import { ChartOverlay } from './ChartOverlay';
import { TimeChart } from './TimeChart';
import { useCalmFrame } from './use-calm-frame';
import { useSeriesName } from './use-series-name';

interface CurvePaneProps {
  readonly title: string;
  /** In place of the title, where the pane can show something else. */
  readonly heading?: ReactNode;
  readonly unit: string;
  /** What a reader hears who does not see it. */
  readonly label: string;
  /** Instead of the curves, while there are none. */
  readonly emptyOf: (isLive: boolean) => string;
  readonly select: (model: RunModel, limits: ChartLimits) => ChartData;
  readonly shape: 'stack' | 'steps';
  /** The axis reaches at least so far. */
  readonly leastPeak?: number;
  readonly format: (value: number) => string;
  readonly ticksOf: (peak: number, most: number) => readonly number[];
  readonly formatTick: (value: number) => string;
}

/** A pane with curves over time, of the calm frame that all panes share. */
export function CurvePane({
  select,
  shape,
  leastPeak = 0,
  label,
  emptyOf,
  ticksOf,
  formatTick,
  ...frame
}: CurvePaneProps) {
  const { snapshot, window } = useCalmFrame();
  const nameOf = useSeriesName();
  const data = useMemo(() => select(snapshot.model, { window, most: MAX_POINTS }), [select, snapshot, window]);
  const peak = useMemo(() => Math.max(leastPeak, peakOf(data, shape === 'stack')), [data, leastPeak, shape]);
  return (
    <ChartFrame {...frame} empty={emptyOf(snapshot.isLive)} data={data} nameOf={nameOf}>
      {(size) => (
        <>
          <TimeChart
            data={data}
            window={window}
            size={size}
            shape={shape}
            peak={peak}
            ticksOf={ticksOf}
            formatTick={formatTick}
          />
          <ChartOverlay label={label} data={data} size={size} nameOf={nameOf} format={frame.format} />
        </>
      )}
    </ChartFrame>
  );
}
