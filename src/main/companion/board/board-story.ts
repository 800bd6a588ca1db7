/**
 * Turns what stands on the board into events.
 *
 * Pure: readings in, events out. The processes of a run write there all the time; this looks at
 * it now and then, so it tells what lasts, and counts the rest.
 */
import type { RunEvent, RunEventOf } from '../../../shared/events';
import type { Milliseconds, Pid } from '../../../shared/units';
import { BoardCounts } from './board-counts';
import type { BoardReading } from './board-file';
import { BoardTasks } from './board-tasks';
import { BoardWaits } from './board-waits';
import { USE, USES, WAIT, WAITS } from './layout';
import type { BoardNames } from './names';

type Exit = Pick<RunEventOf<'process-exited'>, 'pid' | 't' | 'code' | 'signal'>;

export class BoardStory {
  readonly #waits: BoardWaits;
  readonly #tasks: BoardTasks;
  readonly #counts: BoardCounts;
  readonly #deadUses = new Set<number>();
  readonly #deadWaits = new Set<number>();

  /** @param toMs the run's time of a moment on the monotonic clock, which the board has in seconds. */
  constructor(names: BoardNames, toMs: (seconds: number) => Milliseconds) {
    this.#waits = new BoardWaits(names, toMs);
    this.#tasks = new BoardTasks(names, toMs);
    this.#counts = new BoardCounts(names);
  }

  /** @param isLast tells every count that has changed; otherwise each is told some times a second at most. */
  take(reading: BoardReading, t: Milliseconds, isLast = false): RunEvent[] {
    const waits = this.#waits.take(reading, t, (record) => this.#deadWaits.has(record));
    const counts = this.#counts.take(reading, t, {
      isLast,
      isDead: (record) => this.#deadUses.has(record),
      getters: (queue) => this.#waits.waitersOf(queue, 'queue-get'),
    });
    const tasks = this.#tasks.take(reading.uses, t, (record) => this.#deadUses.has(record));
    return [...waits, ...counts, ...tasks];
  }

  /** Whether the start of a task, which its worker tells now, was read from the board before. */
  wasTold(start: Pick<RunEventOf<'task-started'>, 'pool' | 'task'>): boolean {
    return this.#tasks.wasTold(start);
  }

  /** What its end does to what it waited for and worked on: a task that it held is lost. */
  processEnded(reading: BoardReading, exit: Exit): RunEvent[] {
    const events: RunEvent[] = [...this.#waits.processEnded(exit.pid, exit.t)];
    for (const record of recordsOf(exit.pid, reading.waits, { size: WAITS.recordSize, field: WAIT.pid }))
      this.#deadWaits.add(record);
    for (const record of recordsOf(exit.pid, reading.uses, { size: USES.recordSize, field: USE.pid })) {
      if (this.#deadUses.has(record)) continue;
      this.#deadUses.add(record);
      events.push(...this.#tasks.lost(reading.uses, record * USES.recordSize, exit));
    }
    return events;
  }
}

function recordsOf(
  pid: Pid,
  values: Float64Array,
  { size, field }: { readonly size: number; readonly field: number },
): readonly number[] {
  const found: number[] = [];
  for (let record = 0; record * size < values.length; record += 1) {
    if (values[record * size + field] === pid) found.push(record);
  }
  return found;
}
