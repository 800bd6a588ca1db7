import { useRun } from '../store/hooks';
import { RunView } from '../run-view/RunView';
import { isRunning } from '../store/run-state';

/** The place of the view of one run; empty for the moment until its first events came. */
export function RunRegion({ runId }: { readonly runId: string }) {
  const run = useRun(runId);
  if (run === undefined) return <div className="run-region" aria-busy="true" />;
  const { model, revision, title } = run;
  return (
    <div className="run-region">
      <h1 className="only-heard">{title}</h1>
      <RunView model={model} revision={revision} title={title} isLive={isRunning(run)} />
    </div>
  );
}
