import { useMemo } from 'react';
import { useRunFrame } from '../run-context';
import { MAX_POINTS, peakOf } from '../../../shared/picture/chart-data';
import { hasQueues, selectDepthChart } from '../../../shared/picture/depth-chart';
import { axisNumber, countTicks } from '../../../shared/picture/ticks';
import { useSay } from '../words';
import { ChartFrame } from './ChartFrame';
import { ChartOverlay } from './ChartOverlay';
import { MemoryPane } from './MemoryPane';
import { TimeChart } from './TimeChart';
import { useCalmFrame } from './use-calm-frame';
import { useSeriesName } from './use-series-name';

/** What queues; in a run without pool and queue, which process holds the memory. */
export function SecondPane() {
  const { snapshot } = useRunFrame();
  return hasQueues(snapshot.model) ? <DepthPane /> : <MemoryPane />;
}

function DepthPane() {
  const { snapshot, window } = useCalmFrame();
  const say = useSay();
  const nameOf = useSeriesName();
  const data = useMemo(() => selectDepthChart(snapshot.model, { window, most: MAX_POINTS }), [snapshot, window]);
  const peak = useMemo(() => peakOf(data, false), [data]);
  return (
    <ChartFrame
      title={say('chart.depth')}
      unit={say('chart.items')}
      data={data}
      nameOf={nameOf}
      format={axisNumber}
      empty={say('chart.depthSoon')}
    >
      {(size) => (
        <>
          <TimeChart
            data={data}
            window={window}
            size={size}
            shape="steps"
            peak={peak}
            ticksOf={countTicks}
            formatTick={axisNumber}
          />
          <ChartOverlay label={say('chart.depthLabel')} data={data} size={size} nameOf={nameOf} format={axisNumber} />
        </>
      )}
    </ChartFrame>
  );
}
