import type { RunBatch } from '../../shared/recording';
import type { RunId } from '../../shared/units';
import type { Run } from '../runs/run';
import type { RunService } from '../runs/run-service';
import { UnknownRunError } from './errors';

export interface RunDeskParts {
  /** Loads the rooms that run things, which the first picture does not wait for. */
  readonly load: () => Promise<RunService>;
  readonly onBatch: (batch: RunBatch) => void;
  /** A run is put away, and its batches with it. */
  readonly onForgotten: (runId: RunId) => void;
  /** The list of recordings is another than before. */
  readonly onRecordingsChanged: () => void;
}

/** The runs as the window has them: whatever is started or opened here is shown there. */
export class RunDesk {
  readonly #parts: RunDeskParts;
  readonly #shown = new Set<RunId>();
  #loading: Promise<RunService> | undefined;
  #service: RunService | undefined;

  constructor(parts: RunDeskParts) {
    this.#parts = parts;
  }

  /** The service, loaded at the first call. */
  service(): Promise<RunService> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** What would be cut short by quitting; nothing before the service was needed. */
  get running(): readonly Run[] {
    return (this.#service?.list() ?? []).filter(({ isLive, model }) => isLive && model.ended === undefined);
  }

  /** @throws {UnknownRunError} */
  async find(runId: RunId): Promise<Run> {
    const run = (await this.service()).get(runId);
    if (run === undefined) throw new UnknownRunError(runId);
    return run;
  }

  /** The whole of a run, for {@link PageFeed}; at once, since a run that is held is loaded. */
  replayOf(runId: RunId): RunBatch | undefined {
    return this.#service?.get(runId)?.replay();
  }

  /** Delivers a run's batches from now on, and what there is already. Once a run, however often it is opened. */
  show(run: Run): RunId {
    if (this.#shown.has(run.id)) return run.id;
    this.#shown.add(run.id);
    run.onBatch(this.#parts.onBatch);
    if (run.isLive && run.path !== undefined) {
      this.#parts.onRecordingsChanged();
      void run.ended.then(this.#parts.onRecordingsChanged);
    }
    this.#parts.onBatch(run.replay());
    return run.id;
  }

  forget(runId: RunId): void {
    this.#shown.delete(runId);
    this.#parts.onForgotten(runId);
  }

  /** Ends all runs; resolves when they have ended, or after a few seconds. */
  async stopAll(): Promise<void> {
    await this.#service?.stopAll();
  }

  async #load(): Promise<RunService> {
    this.#service = await this.#parts.load();
    return this.#service;
  }
}
