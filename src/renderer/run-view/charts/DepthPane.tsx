import { useMemo } from 'react';
import { MAX_POINTS, peakOf } from '../../../shared/picture/chart-data';
import { selectDepthChart } from '../../../shared/picture/depth-chart';
import { axisNumber, countTicks } from '../../../shared/picture/ticks';
import { useSay } from '../words';
import { ChartFrame } from './ChartFrame';
import { ChartOverlay } from './ChartOverlay';
import { SecondChoice } from './SecondChoice';
import { TimeChart } from './TimeChart';
import { useCalmFrame } from './use-calm-frame';
import { useSeriesName } from './use-series-name';

/** What waits in pools and queues, over time. */
export function DepthPane() {
  const { snapshot, window } = useCalmFrame();
  const say = useSay();
  const nameOf = useSeriesName();
  const data = useMemo(() => selectDepthChart(snapshot.model, { window, most: MAX_POINTS }), [snapshot, window]);
  const peak = useMemo(() => peakOf(data, false), [data]);
  return (
    <ChartFrame
      title={say('chart.depth')}
      heading={<SecondChoice now="depth" />}
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
