import { selectHostChart } from '../../../shared/picture/host-chart';
import { axisNumber, valueTicks } from '../../../shared/picture/ticks';
import { useSay } from '../words';
import { CurvePane } from './CurvePane';
import { SecondChoice } from './SecondChoice';

/** Whether the machine has cores left, or more that want one than it has. */
export function HostPane() {
  const say = useSay();
  return (
    <CurvePane
      title={say('chart.host')}
      heading={<SecondChoice now="host" />}
      unit={say('chart.cores')}
      label={say('chart.hostLabel')}
      emptyOf={(isLive) => say(isLive ? 'chart.hostSoon' : 'chart.hostNone')}
      select={selectHostChart}
      shape="steps"
      leastPeak={1}
      format={axisNumber}
      ticksOf={valueTicks}
      formatTick={axisNumber}
    />
  );
}
