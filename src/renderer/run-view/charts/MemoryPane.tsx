import { formatBytes } from '../../../shared/format';
import { selectMemoryChart } from '../../../shared/picture/process-chart';
import { axisBytes, valueTicks } from '../../../shared/picture/ticks';
import { useSay } from '../words';
import { CurvePane } from './CurvePane';
import { SecondChoice } from './SecondChoice';

/** Axis of an idle run: below this, a process is not looked at for its memory. */
const LEAST_PEAK = 1e6;

/** Which process holds the memory, over time. */
export function MemoryPane() {
  const say = useSay();
  return (
    <CurvePane
      title={say('chart.memory')}
      heading={<SecondChoice now="memory" />}
      unit={say('chart.memoryUnit')}
      label={say('chart.memoryLabel')}
      emptyOf={(isLive) => say(isLive ? 'chart.memorySoon' : 'chart.memoryNone')}
      select={selectMemoryChart}
      shape="stack"
      leastPeak={LEAST_PEAK}
      format={formatBytes}
      ticksOf={valueTicks}
      formatTick={axisBytes}
    />
  );
}
