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
import { elapsedOf, QUIET_TICK } from './elapsed';
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
  /** {@link RunModel.now} at publication. */
  readonly now: Milliseconds;
  /** When its last batch had come, on the page's own clock: a live run's clock runs on from there. */
  readonly heardAt: Milliseconds;
  /** It rests, so that batches come seldom. */
  readonly isQuiet: boolean;
}

export interface RunsState {
  /** In order of opening. */
  readonly runs: readonly OpenRun[];
}

interface Held {
  readonly batch: Pick<OpenRun, 'runId' | 'title' | 'isLive' | 'path' | 'isQuiet'>;
  readonly model: RunModel;
  readonly nextIndex: number;
  readonly heardAt: Milliseconds;
}

export interface RunStoreDeps {
  /** Asks main for all events of a run from the first on. */
  readonly requestReplay: (runId: RunId) => void;
  /** Told of a run's new events, once each; `isFresh` when the run begins anew. */
  readonly onPlaced?: (run: RunBatch, events: readonly RunEvent[], isFresh: boolean) => void;
  /** Told before a model takes the place of another of the same run. */
  readonly onReplaced?: (before: RunModel, after: RunModel) => void;
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
  const publish = (): void => {
    const before = new Map(store.getState().runs.map((run) => [run.runId, run]));
    store.setState({ runs: [...held.values()].map((run) => snapshotOf(run, before.get(run.batch.runId))) });
  };
  const publishWithin = planned(deps, publish);

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
    const model = isFresh ? freshModel(deps, before) : before.model;
    model.applyAll(placement.events);
    deps.onPlaced?.(batch, placement.events, isFresh);
    held.set(runId, heldAfter({ batch, model, before: isFresh ? undefined : before }, deps.clock()));
    // A run that is new shows at once: a person waits for it.
    if (before === undefined) publish();
    else publishWithin(delayOf(store.getState(), batch, deps.clock()));
  };

  const forget = (runId: RunId): void => {
    held.delete(runId);
    forgotten.add(runId);
    deps.onForgotten?.(runId);
    publish();
  };
  return { store, accept, forget };
}

function freshModel({ onReplaced }: RunStoreDeps, before: Held | undefined): RunModel {
  const model = new RunModel();
  if (before !== undefined) onReplaced?.(before.model, model);
  return model;
}

/** Plans what is asked for at the latest after a delay; of several plans the soonest is carried out, for all. */
function planned({ clock, schedule }: RunStoreDeps, publish: () => void): (delay: Milliseconds) => void {
  /** Infinity while none is planned. */
  let publishAt = Infinity;
  return (delay) => {
    const at = clock() + delay;
    if (publishAt <= at) return;
    publishAt = at;
    schedule(() => {
      if (publishAt !== at) return;
      publishAt = Infinity;
      publish();
    }, delay);
  };
}

interface Placed {
  readonly batch: RunBatch;
  readonly model: RunModel;
  /** `undefined` where the run begins anew. */
  readonly before: Held | undefined;
}

function heldAfter({ batch, model, before }: Placed, heardAt: Milliseconds): Held {
  const nextIndex = Math.max(batch.firstIndex + batch.events.length, before?.nextIndex ?? 0);
  return { batch: factsOf(batch), model, nextIndex, heardAt };
}

/** A program that rests is drawn together with its clock, which is drawn each whole second: one picture instead of two. */
function delayOf({ runs }: RunsState, { runId, isQuiet }: RunBatch, now: Milliseconds): Milliseconds {
  const shown = isQuiet === true ? runs.find((run) => run.runId === runId) : undefined;
  return shown === undefined ? PUBLISH_MS : QUIET_TICK - (elapsedOf(shown, now) % QUIET_TICK);
}

/** What lasts of a batch. */
function factsOf({ runId, title, isLive, path, isQuiet }: RunBatch): Held['batch'] {
  return { runId, title, isLive, path, isQuiet: isQuiet === true };
}

/** The same object as before where nothing changed, so that nobody renders in vain. */
function snapshotOf(held: Held, before: OpenRun | undefined): OpenRun {
  const { batch, model, heardAt } = held;
  const isSame =
    before?.model === model &&
    before.revision === model.revision &&
    before.title === batch.title &&
    before.isLive === batch.isLive &&
    before.path === batch.path;
  if (isSame) return before;
  return { ...batch, model, revision: model.revision, now: model.now, heardAt };
}
