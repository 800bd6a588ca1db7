import { useMemo } from 'react';
import { formatBytes } from '../../../shared/format';
import { MAX_POINTS, peakOf } from '../../../shared/picture/chart-data';
import { selectMemoryChart } from '../../../shared/picture/process-chart';
import { axisBytes, valueTicks } from '../../../shared/picture/ticks';
import { useSay } from '../words';
import { ChartFrame } from './ChartFrame';
import { ChartOverlay } from './ChartOverlay';
import { SecondChoice } from './SecondChoice';
import { TimeChart } from './TimeChart';
import { useCalmFrame } from './use-calm-frame';
import { useSeriesName } from './use-series-name';

/** Axis of an idle run: below this, a process is not looked at for its memory. */
const LEAST_PEAK = 1e6;

/** Which process holds the memory, over time. */
export function MemoryPane() {
  const { snapshot, window } = useCalmFrame();
  const say = useSay();
  const nameOf = useSeriesName();
  const data = useMemo(() => selectMemoryChart(snapshot.model, { window, most: MAX_POINTS }), [snapshot, window]);
  const peak = useMemo(() => peakOf(data, true), [data]);
  return (
    <ChartFrame
      title={say('chart.memory')}
      heading={<SecondChoice now="memory" />}
      unit={say('chart.memoryUnit')}
      data={data}
      nameOf={nameOf}
      format={formatBytes}
      empty={say(snapshot.isLive ? 'chart.memorySoon' : 'chart.memoryNone')}
    >
      {(size) => (
        <>
          <TimeChart
            data={data}
            window={window}
            size={size}
            shape="stack"
            peak={Math.max(peak, LEAST_PEAK)}
            ticksOf={valueTicks}
            formatTick={axisBytes}
          />
          <ChartOverlay label={say('chart.memoryLabel')} data={data} size={size} nameOf={nameOf} format={formatBytes} />
        </>
      )}
    </ChartFrame>
  );
}
