import type { RunEvent, RunEventOf } from '../../../shared/events';
import type { Milliseconds, Pid } from '../../../shared/units';
import type { BoardReading } from './board-file';
import { USE, USES } from './layout';
import type { BoardNames, NamedObject } from './names';

/** A queue or pool is told of at most this often, a lock's tally of one process less often. */
const QUEUE_INTERVAL: Milliseconds = 200;
const LOCK_INTERVAL: Milliseconds = 1000;

type LockKind = RunEventOf<'lock-tally'>['wait'];
const LOCK_KINDS: Readonly<Record<string, LockKind>> = {
  lock: 'lock',
  semaphore: 'semaphore',
  event: 'event',
  condition: 'condition',
  barrier: 'barrier',
};

interface Use {
  readonly record: number;
  readonly base: number;
  readonly pid: Pid;
}

interface Told {
  readonly t: Milliseconds;
  /** The figures, in one text. */
  readonly state: string;
}

type TaskSums = Record<'submitted' | 'started' | 'finished' | 'failed' | 'runMs', number>;
const NO_TASKS: TaskSums = { submitted: 0, started: 0, finished: 0, failed: 0, runMs: 0 };

/** How often, and how long: tallies of locks, depths of queues, tasks of pools that nobody told one by one. */
export class BoardCounts {
  readonly #names: BoardNames;
  readonly #told = new Map<string, Told>();
  readonly #toldTasks = new Map<string, TaskSums>();

  constructor(names: BoardNames) {
    this.#names = names;
  }

  /**
   * @param isLast tells everything that has changed, however short ago the last was told.
   * @param isDead whether a record's process has ended.
   * @param getters processes that wait for an item of a queue now.
   */
  take(
    reading: BoardReading,
    t: Milliseconds,
    {
      isLast,
      isDead,
      getters,
    }: {
      readonly isLast: boolean;
      readonly isDead: (record: number) => boolean;
      readonly getters: (queue: string) => readonly Pid[];
    },
  ): RunEvent[] {
    const events: RunEvent[] = [];
    for (const [object, uses] of usesByObject(reading.uses)) {
      const named = this.#names.find(object);
      if (named === undefined) continue;
      const wait = LOCK_KINDS[named.kind];
      if (wait !== undefined) events.push(...this.#tallies(reading.uses, uses, { named, wait, t, isLast }));
      else if (named.kind === 'pool') events.push(...this.#tasks(reading.uses, uses, { named, t, isLast }));
      else if (named.kind === 'queue' || named.kind === 'pipe') {
        const depth = depthOf(reading.uses, uses, { named, t, isDead, getters });
        if (this.#isDue(`queue ${named.label}`, stateOf(depth), { t, interval: isLast ? 0 : QUEUE_INTERVAL }))
          events.push(depth);
      }
    }
    return events;
  }

  #tallies(
    values: Float64Array,
    uses: readonly Use[],
    { named, wait, t, isLast }: { named: NamedObject; wait: LockKind; t: Milliseconds; isLast: boolean },
  ): RunEvent[] {
    const tallies = uses.map(({ record, base, pid }) => ({
      record,
      event: {
        type: 'lock-tally',
        t,
        pid,
        wait,
        object: named.label,
        acquires: at(values, base, USE.count),
        contended: at(values, base, USE.count2),
        waitMs: at(values, base, USE.waited) * 1000,
        heldMs: at(values, base, USE.spent) * 1000,
      } satisfies RunEvent,
    }));
    return tallies
      .filter(({ record, event }) =>
        this.#isDue(`lock ${record}`, stateOf(event), { t, interval: isLast ? 0 : LOCK_INTERVAL }),
      )
      .map(({ event }) => event);
  }

  #tasks(
    values: Float64Array,
    uses: readonly Use[],
    { named, t, isLast }: { named: NamedObject; t: Milliseconds; isLast: boolean },
  ): RunEvent[] {
    const sumOf = (field: number): number => uses.reduce((sum, { base }) => sum + at(values, base, field), 0);
    const sums: TaskSums = {
      submitted: sumOf(USE.submitted),
      started: sumOf(USE.count),
      finished: sumOf(USE.count2),
      failed: sumOf(USE.count3),
      runMs: sumOf(USE.spent) * 1000,
    };
    if (!this.#isDue(`pool ${named.label}`, JSON.stringify(sums), { t, interval: isLast ? 0 : QUEUE_INTERVAL }))
      return [];
    const before = this.#toldTasks.get(named.label) ?? NO_TASKS;
    // A count may be taken back, when its task is told after all: it is told when it has grown again.
    const grown = (field: keyof TaskSums): number => Math.max(0, sums[field] - before[field]);
    const delta: TaskSums = {
      submitted: grown('submitted'),
      started: grown('started'),
      finished: grown('finished'),
      failed: grown('failed'),
      runMs: grown('runMs'),
    };
    this.#toldTasks.set(named.label, {
      submitted: Math.max(sums.submitted, before.submitted),
      started: Math.max(sums.started, before.started),
      finished: Math.max(sums.finished, before.finished),
      failed: Math.max(sums.failed, before.failed),
      runMs: Math.max(sums.runMs, before.runMs),
    });
    const isEmpty = Object.values(delta).every((amount) => amount === 0);
    return isEmpty ? [] : [{ type: 'task-tally', t, pool: named.label, ...delta }];
  }

  /** Whether a state is new, and the last was told long enough ago; then it is noted as told. */
  #isDue(key: string, state: string, { t, interval }: { t: Milliseconds; interval: Milliseconds }): boolean {
    const told = this.#told.get(key);
    if (told !== undefined && (told.state === state || t - told.t < interval)) return false;
    this.#told.set(key, { t, state });
    return true;
  }
}

/** The event but for its time. */
function stateOf(event: RunEvent): string {
  return JSON.stringify({ ...event, t: 0 });
}

function usesByObject(values: Float64Array): ReadonlyMap<number, readonly Use[]> {
  const byObject = new Map<number, Use[]>();
  for (let record = 0; record * USES.recordSize < values.length; record += 1) {
    const base = record * USES.recordSize;
    const pid = at(values, base, USE.pid);
    if (pid === 0) continue;
    const object = at(values, base, USE.object);
    const uses = byObject.get(object);
    if (uses === undefined) byObject.set(object, [{ record, base, pid }]);
    else uses.push({ record, base, pid });
  }
  return byObject;
}

function depthOf(
  values: Float64Array,
  uses: readonly Use[],
  {
    named,
    t,
    isDead,
    getters,
  }: {
    readonly named: NamedObject;
    readonly t: Milliseconds;
    readonly isDead: (record: number) => boolean;
    readonly getters: (queue: string) => readonly Pid[];
  },
): RunEventOf<'queue-depth'> {
  const sumOf = (field: number): number => uses.reduce((sum, { base }) => sum + at(values, base, field), 0);
  const living = uses.filter(({ record }) => !isDead(record));
  const pidsWith = (field: number) => living.filter(({ base }) => at(values, base, field) > 0).map(({ pid }) => pid);
  const [puts, gets] = [sumOf(USE.count), sumOf(USE.count2)];
  return {
    type: 'queue-depth',
    t,
    queue: named.label,
    depth: Math.max(0, puts - gets),
    // Whatever was put was in there once.
    peak: Math.max(puts > 0 ? 1 : 0, ...uses.map(({ base }) => at(values, base, USE.peak))),
    puts,
    gets,
    producers: new Set(pidsWith(USE.count)).size,
    consumers: new Set([...pidsWith(USE.count2), ...getters(named.label)]).size,
  };
}

function at(values: Float64Array, base: number, field: number): number {
  return values[base + field] ?? 0;
}
