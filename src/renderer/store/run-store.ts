/**
 * The runs that are open, each folded into its model as batches arrive.
 *
 * A batch changes its model at once and in place; React hears of it later, at most once
 * every {@link PUBLISH_MS}, by a new {@link OpenRun} around the same model. So a flood of
 * batches costs ten renders a second, and only where somebody looks at that run.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunEvent } from '../../shared/events';
import { RunModel } from '../../shared/model/run-model';
import type { RunBatch } from '../../shared/recording';
import type { Milliseconds, RunId } from '../../shared/units';
import { placeBatch } from './place-batch';

/** Least time between two publications. */
export const PUBLISH_MS: Milliseconds = 100;

/** A snapshot of one run; the model within is shared and changes in place, `revision` tells when. */
export interface OpenRun {
  readonly runId: RunId;
  readonly title: string;
  readonly isLive: boolean;
  readonly path: string | undefined;
  readonly model: RunModel;
  /** {@link RunModel.revision} at publication. */
  readonly revision: number;
  /** When the last batch came, on the page's own clock: a live run's clock runs on from there. */
  readonly heardAt: Milliseconds;
}

export interface RunsState {
  /** In order of opening. */
  readonly runs: readonly OpenRun[];
}

interface Held {
  readonly batch: Omit<RunBatch, 'firstIndex' | 'events'>;
  readonly model: RunModel;
  readonly nextIndex: number;
  readonly heardAt: Milliseconds;
}

export interface RunStoreDeps {
  /** Asks main for all events of a run from the first on. */
  readonly requestReplay: (runId: RunId) => void;
  /** Told of a run's new events, once each; `isFresh` when the run begins anew. */
  readonly onPlaced?: (run: RunBatch, events: readonly RunEvent[], isFresh: boolean) => void;
  readonly onForgotten?: (runId: RunId) => void;
  /** Monotonic. */
  readonly clock: () => Milliseconds;
  readonly schedule: (publish: () => void, delay: Milliseconds) => void;
}

export interface RunStore {
  readonly store: StoreApi<RunsState>;
  readonly accept: (batch: RunBatch) => void;
  /** The run is gone from main: late batches of it are dropped. */
  readonly forget: (runId: RunId) => void;
}

export function createRunStore(deps: RunStoreDeps): RunStore {
  const store = createStore<RunsState>(() => ({ runs: [] }));
  const held = new Map<RunId, Held>();
  const asked = new Set<RunId>();
  const forgotten = new Set<RunId>();
  let isScheduled = false;

  const publish = (): void => {
    isScheduled = false;
    const before = new Map(store.getState().runs.map((run) => [run.runId, run]));
    store.setState({ runs: [...held.values()].map((run) => snapshotOf(run, before.get(run.batch.runId))) });
  };

  const publishSoon = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    deps.schedule(publish, PUBLISH_MS);
  };

  const accept = (batch: RunBatch): void => {
    const { runId } = batch;
    if (forgotten.has(runId) && batch.firstIndex > 0) return;
    const before = held.get(runId);
    const placement = placeBatch(before?.nextIndex ?? 0, batch);
    if (placement.kind === 'gap') {
      if (!asked.has(runId)) deps.requestReplay(runId);
      asked.add(runId);
      return;
    }
    asked.delete(runId);
    forgotten.delete(runId);
    const isFresh = placement.kind === 'replace' || before === undefined;
    const model = isFresh ? new RunModel() : before.model;
    model.applyAll(placement.events);
    deps.onPlaced?.(batch, placement.events, isFresh);
    held.set(runId, {
      batch: factsOf(batch),
      model,
      nextIndex: Math.max(batch.firstIndex + batch.events.length, isFresh ? 0 : before.nextIndex),
      heardAt: deps.clock(),
    });
    // A run that is new shows at once: a person waits for it.
    if (before === undefined) publish();
    else publishSoon();
  };

  const forget = (runId: RunId): void => {
    held.delete(runId);
    forgotten.add(runId);
    deps.onForgotten?.(runId);
    publish();
  };
  return { store, accept, forget };
}

/** What lasts of a batch. */
function factsOf({ runId, title, isLive, path }: RunBatch): Held['batch'] {
  return { runId, title, isLive, path };
}

/** The same object as before where nothing changed, so that nobody renders in vain. */
function snapshotOf({ batch, model, heardAt }: Held, before: OpenRun | undefined): OpenRun {
  const isSame =
    before?.model === model &&
    before.revision === model.revision &&
    before.title === batch.title &&
    before.isLive === batch.isLive &&
    before.path === batch.path;
  return isSame ? before : { ...batch, model, revision: model.revision, heardAt };
}
