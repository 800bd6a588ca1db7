import { selectDepthChart } from '../../../shared/picture/depth-chart';
import { axisNumber, countTicks } from '../../../shared/picture/ticks';
import { useSay } from '../words';
import { CurvePane } from './CurvePane';
import { SecondChoice } from './SecondChoice';

/** What waits in pools and queues, over time. */
export function DepthPane() {
  const say = useSay();
  return (
    <CurvePane
      title={say('chart.depth')}
      heading={<SecondChoice now="depth" />}
      unit={say('chart.items')}
      label={say('chart.depthLabel')}
      emptyOf={() => say('chart.depthSoon')}
      select={selectDepthChart}
      shape="steps"
      format={axisNumber}
      ticksOf={countTicks}
      formatTick={axisNumber}
    />
  );
}
