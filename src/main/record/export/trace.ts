/**
 * A run in the Trace Event Format of Chrome ("JSON Object Format", Nduca and Sinclair,
 * "Trace Event Format", 2016), which ui.perfetto.dev and speedscope.app open.
 *
 * A process is a track group with its name; its life, its tasks and its waits are slices on
 * threads of their own, since slices of one thread must nest. A join is a flow from the end
 * of the child to the return of the join, an exit is an instant, CPU, memory and depth of
 * queues are counters. Times of the format are microseconds.
 */
import type { RunEvent, RunEventOf } from '../../../shared/events';
import type { ProcessRow } from '../../../shared/model/process-row';
import { RunModel } from '../../../shared/model/run-model';
import type { Milliseconds, Pid } from '../../../shared/units';
import { type Interval, IntervalFold } from './intervals';
import { counter, METADATA, micro, RUN_PID, type TraceEvent } from './trace-event';
import { TrackLanes } from './track-lanes';

/** Threads of a process in the trace; those of tasks and waits are counted up from theirs. */
const LIFE_TRACK = 1;
const TASK_TRACK = 10;
const WAIT_TRACK = 1000;
/** Added to what stands for a pid that the system used twice: above each real one (PID_MAX_LIMIT is 2^22). */
const REUSED_PID = 2 ** 23;

/**
 * @param blocks the events of one run, in order.
 * @returns the file in pieces of text.
 */
export async function* traceText(blocks: AsyncIterable<readonly RunEvent[]>): AsyncGenerator<string, void, undefined> {
  const trace = new TraceFold();
  let separator = '';
  yield '{"displayTimeUnit":"ms","traceEvents":[\n';
  for await (const block of blocks) {
    const pieces = block.flatMap((event) => trace.apply(event));
    if (pieces.length > 0) yield separator + pieces.map((piece) => JSON.stringify(piece)).join(',\n');
    separator = pieces.length > 0 ? ',\n' : separator;
  }
  yield (
    separator +
    trace
      .finish()
      .map((piece) => JSON.stringify(piece))
      .join(',\n')
  );
  yield `\n],"otherData":${JSON.stringify(otherData(trace.model))}}\n`;
}

function otherData({ started }: RunModel): Readonly<Record<string, unknown>> {
  if (started === undefined) return { producer: 'Joinscope' };
  const { argv, cwd, startedAt, host, versions } = started;
  return { producer: 'Joinscope', command: argv, cwd, startedAt: new Date(startedAt).toISOString(), host, versions };
}

/** The fold itself: events of a run in, events of the trace out. */
class TraceFold {
  readonly model = new RunModel();
  readonly #intervals = new IntervalFold(this.model);
  readonly #lanes = new TrackLanes();
  /** Processes whose life has been told. */
  readonly #told = new Set<ProcessRow>();
  readonly #pids = new Map<ProcessRow, number>();
  readonly #bearers = new Set<Pid>();
  /** Of each kind of wait that a process had, when the last on each of its threads was over. */
  readonly #waits = new Map<ProcessRow, Map<Interval['kind'], Milliseconds[]>>();
  #nextFlow = 1;

  apply(event: RunEvent): readonly TraceEvent[] {
    this.model.apply(event);
    const ended = this.#intervals.apply(event).flatMap((interval) => this.#sliceOf(interval));
    switch (event.type) {
      case 'task-started':
        this.#lanes.begin(`${event.pool} ${event.task}`, event.pid);
        return ended;
      case 'process-exited':
        return [...ended, ...this.#exitOf(event)];
      case 'sample':
        return event.rows.flatMap((row) => this.#countersOf(row, event.t));
      case 'queue-depth':
        return [counter(`queue ${event.queue}`, event.t, { depth: event.depth })];
      case 'gap':
        return [
          {
            ph: 'i',
            name: 'gap',
            cat: 'gap',
            pid: RUN_PID,
            tid: 0,
            ts: micro(event.t),
            s: 'p',
            args: { durationMs: event.durationMs },
          },
        ];
      default:
        return [...ended, ...this.#poolCounters(event)];
    }
  }

  /** What is known at the end only: names, and what still lasted. */
  finish(): readonly TraceEvent[] {
    const { now } = this.model;
    const open = this.#intervals.finish(now).flatMap((interval) => this.#sliceOf(interval));
    const lives = this.model.processes.filter((row) => !this.#told.has(row)).map((row) => this.#lifeOf(row, now));
    return [...open, ...lives, ...this.model.processes.flatMap((row) => this.#namesOf(row)), runName()];
  }

  /** A later bearer of a pid gets a number of its own, or two processes would share a track. */
  #pidOf(row: ProcessRow): number {
    const known = this.#pids.get(row);
    if (known !== undefined) return known;
    const pid = this.#bearers.has(row.pid) ? REUSED_PID + row.index : row.pid;
    this.#bearers.add(row.pid);
    this.#pids.set(row, pid);
    return pid;
  }

  #sliceOf(interval: Interval): readonly TraceEvent[] {
    const { process, from, to, label } = interval;
    if (process === undefined) return [];
    const at = { ph: 'X', pid: this.#pidOf(process), ts: micro(from), dur: micro(to - from) } as const;
    if (interval.kind === 'task') {
      const { pool, task, items, waitMs, outcome, error } = interval;
      const tid = TASK_TRACK + this.#lanes.end(`${pool} ${task}`);
      const args = { pool, task, items, waitMs, outcome, error };
      return [{ ...at, name: label === '' ? `task ${task}` : label, tid, cat: 'task', args }];
    }
    const tid = waitTrack(interval.kind, this.#waitLaneOf(process, interval));
    const slice: TraceEvent = {
      ...at,
      name: `${interval.kind} ${label}`,
      tid,
      cat: 'wait',
      args: { finished: interval.finished },
    };
    return [slice, ...this.#flowOf(interval, { pid: at.pid, tid })];
  }

  /** Threads of one process may wait at once: what overlaps lies on threads of its own. Intervals come in order of their ends. */
  #waitLaneOf(process: ProcessRow, { kind, from, to }: Interval): number {
    const waits = this.#waits.get(process) ?? new Map<Interval['kind'], Milliseconds[]>();
    this.#waits.set(process, waits);
    const ends = waits.get(kind) ?? [];
    waits.set(kind, ends);
    const free = ends.findIndex((end) => end <= from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = to;
    return lane;
  }

  /** From the end of the child to the return of the join. */
  #flowOf(interval: Interval, place: { readonly pid: number; readonly tid: number }): readonly TraceEvent[] {
    if (interval.kind !== 'join' || !interval.finished || interval.child?.exitedMs === undefined) return [];
    const { child, to, from } = interval;
    const flow = { name: 'join', cat: 'join', id: this.#nextFlow } as const;
    this.#nextFlow += 1;
    // A flow binds to the slice that encloses its moment: just inside of both.
    const end = Math.max(child.startedMs, Math.min(child.exitedMs ?? to, to) - INSIDE);
    return [
      { ...flow, ph: 's', pid: this.#pidOf(child), tid: LIFE_TRACK, ts: micro(end) },
      { ...flow, ph: 'f', bp: 'e', ...place, ts: micro(Math.max(from, to - INSIDE)) },
    ];
  }

  #exitOf({ pid, t, code, signal }: RunEventOf<'process-exited'>): readonly TraceEvent[] {
    const row = this.model.findProcess(pid);
    if (row === undefined || this.#told.has(row)) return [];
    this.#told.add(row);
    const how = signal ?? (code === null ? 'exit unseen' : `exit ${code}`);
    return [
      this.#lifeOf(row, t),
      {
        ph: 'i',
        name: how,
        cat: 'exit',
        pid: this.#pidOf(row),
        tid: LIFE_TRACK,
        ts: micro(t),
        s: 'p',
        args: { code, signal },
      },
    ];
  }

  #lifeOf(row: ProcessRow, to: Milliseconds): TraceEvent {
    const { startedMs, name, argv, ppid, startMethod } = row;
    const times = { ts: micro(startedMs), dur: micro(to - startedMs) };
    return {
      ph: 'X',
      name,
      cat: 'process',
      pid: this.#pidOf(row),
      tid: LIFE_TRACK,
      ...times,
      args: { argv, ppid, startMethod },
    };
  }

  #countersOf({ pid, cpu, rss }: RunEventOf<'sample'>['rows'][number], t: Milliseconds): readonly TraceEvent[] {
    const row = this.model.findProcess(pid);
    if (row === undefined) return [];
    const at = { ph: 'C', cat: 'counter', pid: this.#pidOf(row), tid: 0, ts: micro(t) } as const;
    return [
      ...(cpu === undefined ? [] : [{ ...at, name: 'CPU %', args: { cpu } }]),
      ...(rss === undefined ? [] : [{ ...at, name: 'RSS', args: { bytes: rss } }]),
    ];
  }

  #poolCounters(event: RunEvent): readonly TraceEvent[] {
    if (!('pool' in event) || event.type === 'pool-opened') return [];
    const pool = this.model.pools.get(event.pool);
    if (pool === undefined) return [];
    return [counter(`pool ${event.pool}`, event.t, { queued: pool.queued, 'in flight': pool.inFlight })];
  }

  #namesOf(row: ProcessRow): readonly TraceEvent[] {
    const pid = this.#pidOf(row);
    const meta = (name: string, tid: number, args: NonNullable<TraceEvent['args']>) =>
      ({ ph: 'M', name, cat: METADATA, pid, tid, ts: 0, args }) as const;
    const tracks = [...this.#lanes.of(row.pid)].map((lane) =>
      meta('thread_name', TASK_TRACK + lane, { name: numbered('tasks', lane) }),
    );
    const waits = [...(this.#waits.get(row) ?? [])].flatMap(([kind, ends]) =>
      ends.map((_, lane) => meta('thread_name', waitTrack(kind, lane), { name: numbered(`wait: ${kind}`, lane) })),
    );
    return [
      meta('process_name', 0, { name: row.name }),
      meta('process_sort_index', 0, { sort_index: row.index }),
      meta('process_labels', 0, { labels: row.verdict === undefined ? '' : row.verdict.cause }),
      meta('thread_name', LIFE_TRACK, { name: 'life' }),
      ...tracks,
      ...waits,
    ];
  }
}

/** Kinds of waits, each a thread of its own, and more where several threads of a process wait at once. */
const WAIT_ORDER: readonly Interval['kind'][] = [
  'join',
  'result',
  'queue-get',
  'queue-put',
  'queue-flush',
  'pipe-send',
  'pipe',
  'lock',
  'semaphore',
  'event',
  'condition',
  'barrier',
];

function waitTrack(kind: Interval['kind'], lane: number): number {
  return WAIT_TRACK + WAIT_ORDER.indexOf(kind) + lane * WAIT_ORDER.length;
}

/** The first has no number. */
function numbered(name: string, lane: number): string {
  return lane === 0 ? name : `${name} ${lane + 1}`;
}

/** Half a microsecond. */
const INSIDE: Milliseconds = 0.0005;

function runName(): TraceEvent {
  return {
    ph: 'M',
    name: 'process_name',
    cat: METADATA,
    pid: RUN_PID,
    tid: 0,
    ts: 0,
    args: { name: 'queues and pools' },
  };
}
