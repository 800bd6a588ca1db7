import { useRun } from '../store/hooks';
import { useReplay } from '../replay/use-replay';
import { useReplayKeys } from '../replay/use-replay-keys';
import { RunView } from '../run-view/RunView';
import { isRunning } from '../store/run-state';
import type { OpenRun } from '../store/run-store';

/** The place of the view of one run; empty for the moment until its first events came. */
export function RunRegion({ runId }: { readonly runId: string }) {
  const run = useRun(runId);
  return run === undefined ? <div className="run-region" aria-busy="true" /> : <Region run={run} />;
}

function Region({ run }: { readonly run: OpenRun }) {
  const { title } = run;
  const { model, revision, detail, controls } = useReplay(run);
  useReplayKeys(controls);
  return (
    <div className="run-region">
      <h1 className="only-heard">{title}</h1>
      <RunView
        model={model}
        revision={revision}
        title={title}
        isLive={isRunning(run)}
        whole={run.model}
        wholeRevision={run.revision}
        replay={controls}
        {...(detail !== undefined && { detail })}
      />
    </div>
  );
}
