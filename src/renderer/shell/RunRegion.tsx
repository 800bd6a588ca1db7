import { useRun } from '../store/hooks';

interface RunRegionProps {
  readonly runId: string;
}

/** The place of the view of one run. */
export function RunRegion({ runId }: RunRegionProps) {
  const run = useRun(runId);
  return <div className="run-region" data-run={run?.runId} data-revision={run?.revision} />;
}
