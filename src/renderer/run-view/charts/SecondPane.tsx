import { hasQueues } from '../../../shared/picture/depth-chart';
import { useRunFrame, useViewState } from '../run-context';
import { DepthPane } from './DepthPane';
import { HostPane } from './HostPane';
import { MemoryPane } from './MemoryPane';

/**
 * What queues; in a run without pool and queue, which process holds the memory; on demand the
 * machine, or the other of the two.
 */
export function SecondPane() {
  const { snapshot } = useRunFrame();
  const chosen = useViewState((state) => state.second);
  switch (chosen ?? (hasQueues(snapshot.model) ? 'depth' : 'memory')) {
    case 'depth':
      return <DepthPane />;
    case 'memory':
      return <MemoryPane />;
    case 'host':
      return <HostPane />;
  }
}
