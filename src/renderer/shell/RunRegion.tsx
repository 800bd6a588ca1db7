import { RunView } from '../run-view/RunView';
import { useRun } from '../store/hooks';
import { isRunning } from '../store/run-state';

interface RunRegionProps {
  readonly runId: string;
}

/** The place of the view of one run. */
export function RunRegion({ runId }: RunRegionProps) {
  const run = useRun(runId);
  return (
    <div className="run-region" data-run={run?.runId} data-revision={run?.revision}>
      {run !== undefined && (
        <RunView model={run.model} revision={run.revision} isLive={isRunning(run)} title={run.title} />
      )}
    </div>
  );
}
