import { useCallback } from 'react';
import { significant } from '../../../shared/format';
import { selectCpuChart } from '../../../shared/picture/process-chart';
import { axisNumber, valueTicks } from '../../../shared/picture/ticks';
import { useSay } from '../words';
import { CurvePane } from './CurvePane';

/** Which process uses the cores, over time. */
export function CpuPane() {
  const say = useSay();
  const format = useCallback((value: number) => say('chart.coresValue', { value: significant(value) }), [say]);
  return (
    <CurvePane
      title={say('chart.cpu')}
      unit={say('chart.cores')}
      label={say('chart.cpuLabel')}
      emptyOf={(isLive) => say(isLive ? 'chart.cpuSoon' : 'chart.cpuNone')}
      select={selectCpuChart}
      shape="stack"
      leastPeak={1}
      format={format}
      ticksOf={valueTicks}
      formatTick={axisNumber}
    />
  );
}
