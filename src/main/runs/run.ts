import type { RunEventOf } from '../../shared/events';
import type { Unsubscribe } from '../../shared/ipc/contract';
import type { RunModel } from '../../shared/model/run-model';
import type { RunBatch } from '../../shared/recording';
import type { Pid, RunId } from '../../shared/units';
import type { RunAction } from '../../shared/run-action';
import type { StopReason } from '../companion/protocol';

/**
 * One watched execution, or a recording of one, as window and command line hold it.
 *
 * Both kinds hand out the same stream: what {@link Run.onBatch} delivers, in order, without
 * a gap. A batch whose `firstIndex` is 0 replaces all that came before it.
 */
export interface Run {
  readonly id: RunId;
  readonly title: string;
  /** False for a recording that was opened. It stays true after a live run has ended. */
  readonly isLive: boolean;
  /** Where it is recorded, or was opened from; `undefined` when it is not recorded. */
  readonly path: string | undefined;
  /** The fold over everything delivered so far, and over what is due next. */
  readonly model: RunModel;
  /**
   * Resolves after the last batch was delivered and the recording closed. It never rejects: a
   * run whose watcher died ends with the reason `companion-lost`, a recording that was cut
   * off as one that is.
   */
  readonly ended: Promise<RunEventOf<'run-ended'>>;
  /** New events, at most ten times a second; call it, then {@link Run.replay}, to have all. */
  onBatch(listener: (batch: RunBatch) => void): Unsubscribe;
  /** Everything from index 0 on that is still held, see `run-history.ts`. */
  replay(): RunBatch;
  /**
   * Of a program that was attached to, every reason ends the watch and leaves it alone. Otherwise
   * `stop` climbs the ladder SIGTERM, 5 s, SIGKILL; a second `stop` is a `kill`. Does
   * nothing once it has ended.
   */
  stop(reason: StopReason): void;
  /** Passes a signal on to the command's process group; of a program that was attached to, to itself alone. */
  forwardSignal(signal: NodeJS.Signals): void;
  /** Does to processes of the run what a person asks for; what came of it is an event. */
  act(action: RunAction): void;
  /** Asks for the memory of one process, shares included: the answer is an event. */
  measure(pid: Pid): void;
}
