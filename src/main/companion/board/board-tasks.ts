import type { RunEvent, RunEventOf } from '../../../shared/events';
import type { Milliseconds } from '../../../shared/units';
import { USE, USES } from './layout';
import type { BoardNames } from './names';

/** A task that runs so long is told to have begun before its worker tells its end. */
const LASTING: Milliseconds = 50;

type Start = RunEventOf<'task-started'>;
type Exit = Pick<RunEventOf<'process-exited'>, 'pid' | 't' | 'code' | 'signal'>;

/**
 * Tasks that their workers hold. A worker tells the start of a task together with its end; that of
 * one that lasts, or that its worker did not outlive, is told from here.
 */
export class BoardTasks {
  readonly #names: BoardNames;
  readonly #toMs: (seconds: number) => Milliseconds;
  /** Starts told from here whose worker has not told them yet. */
  readonly #early = new Set<string>();

  constructor(names: BoardNames, toMs: (seconds: number) => Milliseconds) {
    this.#names = names;
    this.#toMs = toMs;
  }

  /** @param records of {@link USES}; of those that are dead, nothing is told. */
  take(uses: Float64Array, t: Milliseconds, isDead: (record: number) => boolean): Start[] {
    const starts: Start[] = [];
    for (let record = 0; record * USES.recordSize < uses.length; record += 1) {
      const base = record * USES.recordSize;
      if (uses[base + USE.task] === 0 || isDead(record)) continue;
      const start = this.#startAt(uses, base);
      if (start !== undefined && t - start.t >= LASTING) starts.push(...this.#once(start));
    }
    return starts;
  }

  /** Whether a start that a worker tells was told from here; asked once for each. */
  wasTold(start: Pick<Start, 'pool' | 'task'>): boolean {
    return this.#early.delete(keyOf(start));
  }

  /** The task that a worker held at its end. */
  lost(uses: Float64Array, base: number, { pid, t, code, signal }: Exit): RunEvent[] {
    const held = uses[base + USE.task] ?? 0;
    const pool = this.#names.find(uses[base + USE.object] ?? 0);
    if (held === 0 || pool?.kind !== 'pool') return [];
    const start = this.#startAt(uses, base);
    const starts = start === undefined ? [] : this.#once(start);
    if (start !== undefined) this.#early.delete(keyOf(start));
    return [...starts, { type: 'task-lost', t, pool: pool.label, task: held - 1, pid, code, signal }];
  }

  /** `undefined` where the task is only counted. */
  #startAt(uses: Float64Array, base: number): Start | undefined {
    const since = uses[base + USE.taskSince] ?? 0;
    const held = uses[base + USE.task] ?? 0;
    const pool = this.#names.find(uses[base + USE.object] ?? 0);
    if (since === 0 || held === 0 || pool?.kind !== 'pool') return undefined;
    const pid = uses[base + USE.pid] ?? 0;
    return { type: 'task-started', t: this.#toMs(since), pool: pool.label, task: held - 1, pid };
  }

  #once(start: Start): Start[] {
    const key = keyOf(start);
    if (this.#early.has(key)) return [];
    this.#early.add(key);
    return [start];
  }
}

function keyOf({ pool, task }: Pick<Start, 'pool' | 'task'>): string {
  return `${task} ${pool}`;
}
