import { useCallback, useMemo } from 'react';
import { significant } from '../../../shared/format';
import { MAX_POINTS, peakOf } from '../../../shared/picture/chart-data';
import { selectCpuChart } from '../../../shared/picture/process-chart';
import { axisNumber, valueTicks } from '../../../shared/picture/ticks';
import { useSay } from '../words';
import { ChartFrame } from './ChartFrame';
import { ChartOverlay } from './ChartOverlay';
import { TimeChart } from './TimeChart';
import { useCalmFrame } from './use-calm-frame';
import { useSeriesName } from './use-series-name';

/** Which process uses the cores, over time. */
export function CpuPane() {
  const { snapshot, window } = useCalmFrame();
  const say = useSay();
  const nameOf = useSeriesName();
  const data = useMemo(() => selectCpuChart(snapshot.model, { window, most: MAX_POINTS }), [snapshot, window]);
  const peak = useMemo(() => peakOf(data, true), [data]);
  const format = useCallback((value: number) => say('chart.coresValue', { value: significant(value) }), [say]);
  return (
    <ChartFrame
      title={say('chart.cpu')}
      unit={say('chart.cores')}
      data={data}
      nameOf={nameOf}
      format={format}
      empty={say(snapshot.isLive ? 'chart.cpuSoon' : 'chart.cpuNone')}
    >
      {(size) => (
        <>
          <TimeChart
            data={data}
            window={window}
            size={size}
            shape="stack"
            peak={Math.max(peak, 1)}
            ticksOf={valueTicks}
            formatTick={axisNumber}
          />
          <ChartOverlay label={say('chart.cpuLabel')} data={data} size={size} nameOf={nameOf} format={format} />
        </>
      )}
    </ChartFrame>
  );
}
