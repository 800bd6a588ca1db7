import { useMemo } from 'react';
import { MAX_POINTS, peakOf } from '../../../shared/picture/chart-data';
import { selectHostChart } from '../../../shared/picture/host-chart';
import { axisNumber, valueTicks } from '../../../shared/picture/ticks';
import { useSay } from '../words';
import { ChartFrame } from './ChartFrame';
import { ChartOverlay } from './ChartOverlay';
import { SecondChoice } from './SecondChoice';
import { TimeChart } from './TimeChart';
import { useCalmFrame } from './use-calm-frame';
import { useSeriesName } from './use-series-name';

/** Whether the machine has cores left, or more that want one than it has. */
export function HostPane() {
  const { snapshot, window } = useCalmFrame();
  const say = useSay();
  const nameOf = useSeriesName();
  const data = useMemo(() => selectHostChart(snapshot.model, { window, most: MAX_POINTS }), [snapshot, window]);
  const peak = useMemo(() => peakOf(data, false), [data]);
  return (
    <ChartFrame
      title={say('chart.host')}
      heading={<SecondChoice now="host" />}
      unit={say('chart.cores')}
      data={data}
      nameOf={nameOf}
      format={axisNumber}
      empty={say(snapshot.isLive ? 'chart.hostSoon' : 'chart.hostNone')}
    >
      {(size) => (
        <>
          <TimeChart
            data={data}
            window={window}
            size={size}
            shape="steps"
            peak={Math.max(peak, 1)}
            ticksOf={valueTicks}
            formatTick={axisNumber}
          />
          <ChartOverlay label={say('chart.hostLabel')} data={data} size={size} nameOf={nameOf} format={axisNumber} />
        </>
      )}
    </ChartFrame>
  );
}
