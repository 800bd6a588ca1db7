/** What a run knows of one task of a pool, from its submission to its end. */
import type { Milliseconds, Pid, PoolId, TaskId } from '../units';

export interface TaskRow {
  readonly pool: PoolId;
  readonly task: TaskId;
  /** Empty where its submission was not told. */
  readonly label: string;
  /** Items of a map that travel in it as one chunk. */
  readonly items: number;
  /** When it was submitted, or queued again; left out where nobody told. */
  submittedMs: Milliseconds | undefined;
  startedMs: Milliseconds | undefined;
  endedMs: Milliseconds | undefined;
  /** The worker that holds it, or held it last. */
  pid: Pid | undefined;
  /** From submission to start, and from start to end, of a task that ended. */
  waitMs: Milliseconds | undefined;
  runMs: Milliseconds | undefined;
  /** How often it was tried, this time included. */
  attempts: number;
  outcome: TaskOutcome | undefined;
  /** Type and message of its error; of a lost one the status of its worker. */
  error: string | undefined;
}

export type TaskOutcome = 'finished' | 'failed' | 'lost';
export type TaskState = 'queued' | 'running' | TaskOutcome;

/** Ended tasks of a run that are kept one by one, the newest; all are counted. */
export const MAX_ENDED_TASKS = 50_000;

/** A task of which nothing happened yet. */
export function newTaskRow(
  given: Pick<TaskRow, 'pool' | 'task'> & Partial<Pick<TaskRow, 'label' | 'items' | 'submittedMs'>>,
): TaskRow {
  return {
    label: '',
    items: 1,
    submittedMs: undefined,
    ...given,
    startedMs: undefined,
    endedMs: undefined,
    pid: undefined,
    waitMs: undefined,
    runMs: undefined,
    attempts: 1,
    outcome: undefined,
    error: undefined,
  };
}

export function taskStateOf({ outcome, startedMs }: TaskRow): TaskState {
  return outcome ?? (startedMs === undefined ? 'queued' : 'running');
}

/** From submission to start; until `now` while it still waits. `undefined` where its submission was not told. */
export function taskWaitOf({ waitMs, submittedMs, startedMs }: TaskRow, now: Milliseconds): Milliseconds | undefined {
  if (waitMs !== undefined || submittedMs === undefined) return waitMs;
  return Math.max(0, (startedMs ?? now) - submittedMs);
}

/** From start to end; until `now` while it runs. */
export function taskRunOf({ runMs, startedMs, endedMs }: TaskRow, now: Milliseconds): Milliseconds | undefined {
  if (runMs !== undefined || startedMs === undefined) return runMs;
  return Math.max(0, (endedMs ?? now) - startedMs);
}
