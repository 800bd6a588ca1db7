import { hasQueues } from '../../../shared/picture/depth-chart';
import { useRunFrame, useViewState } from '../run-context';
import { CurvePane } from './CurvePane';

/** The left chart: which process uses the cores, until a person chooses another. */
export function FirstChart() {
  const first = useViewState((state) => state.first);
  const showFirst = useViewState((state) => state.showFirst);
  return <CurvePane name={first} onChoose={showFirst} />;
}

/** The right chart: what queues, or, in a run without pool and queue, which process holds the memory. */
export function SecondChart() {
  const { snapshot } = useRunFrame();
  const chosen = useViewState((state) => state.second);
  const showSecond = useViewState((state) => state.showSecond);
  return <CurvePane name={chosen ?? (hasQueues(snapshot.model) ? 'depth' : 'memory')} onChoose={showSecond} />;
}
