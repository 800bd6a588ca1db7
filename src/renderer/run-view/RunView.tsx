import { memo, useMemo } from 'react';
import { useStore } from 'zustand';
import type { RunModel } from '../../shared/model/run-model';
import { ProcessMenu } from './actions/ProcessMenu';
import { ReniceDialog } from './actions/ReniceDialog';
import { SignalDialog } from './actions/SignalDialog';
import { FiguresStrip } from './panes/FiguresStrip';
import { PaneGrid } from './layout/PaneGrid';
import { ScrubberInTurn } from './panes/Scrubber';
import { RecordingBar } from './panes/RecordingBar';
import { SpanBar } from './panes/SpanBar';
import { InTurn } from './InTurn';
import { RunContext, type RunFrame } from './run-context';
import { windowOf } from '../../shared/picture/time-window';
import type { ReplayControls } from '../replay/replay-controls';
import { viewStoreOf } from './view-store';
import './run-view.css';

interface RunViewProps {
  /** Changes in place. */
  readonly model: RunModel;
  /** Grows when the model changed, at most ten times a second. */
  readonly revision: number;
  /** Events still arrive. */
  readonly isLive: boolean;
  readonly title: string;
  /** The whole run, where `model` is it at an earlier moment; `model` unless given. */
  readonly whole?: RunModel;
  readonly wholeRevision?: number;
  /** The same moment with the stretch that is looked at in full, for charts and lanes of a long run. */
  readonly detail?: RunModel;
  readonly replay?: ReplayControls;
}

/** Made once: what is in turn is not to be drawn with its frame. */
const figures = (
  <InTurn>
    <FiguresStrip />
  </InTurn>
);
const scrubber = <ScrubberInTurn />;

/** One run, live or recorded: figures, charts, lanes, processes, and why each ended. */
export const RunView = memo(function RunView(props: RunViewProps) {
  const { model, revision, isLive, title, replay, detail, whole = model, wholeRevision = revision } = props;
  const store = viewStoreOf(whole);
  const view = useStore(store, (state) => state.view);
  const frame: RunFrame = useMemo(
    () => ({
      store,
      snapshot: { model, revision, isLive: isLive && model === whole },
      pictured: detail && { model: detail, revision, isLive: false },
      whole: { model: whole, revision: wholeRevision, isLive },
      replay,
      view,
      // An earlier moment is drawn on the axis of the whole run, so that nothing moves but what happens.
      window: windowOf(view, view.kind === 'all' ? whole.now : model.now),
    }),
    [store, model, revision, isLive, detail, whole, wholeRevision, replay, view],
  );
  return (
    <RunContext value={frame}>
      <section className="rv" aria-label={title} data-testid="run-view">
        <RecordingBar />
        {figures}
        <SpanBar />
        <PaneGrid />
        {scrubber}
        <ProcessMenu />
        <SignalDialog />
        <ReniceDialog />
      </section>
    </RunContext>
  );
});
