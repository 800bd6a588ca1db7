/**
 * The fold over a run's events that window, command line and report share.
 *
 * `apply` takes the events in order and updates rows in place: a run has millions of
 * events, so nothing is copied. `revision` grows with each change; a reader that keeps it
 * knows whether to look again. Memory is bounded by the number of processes, not by the
 * length of the run. Source of the meaning of each event: `../events.ts`.
 */
import type { RunEvent, RunEventOf } from '../events';
import type { Milliseconds, Pid, PoolId } from '../units';
import { applyPoolEvent, isPoolEvent } from './apply-pool-event';
import { applyProcessEvent, isToldAgain } from './apply-process-event';
import { BoundedLog } from './bounded-log';
import { applyHang, type HangRow } from './hang-row';
import { applyLockEvent, leaveLocks, type LockRow } from './lock-row';
import { HostRow } from './host-row';
import { isWaitEvent, OpenWaits } from './open-waits';
import { newPoolRow, type PoolRow, type QueueRow } from './pool-row';
import type { ProcessRow } from './process-row';
import { Series } from './series';
import { WaitCurves } from './wait-curves';
import { MAX_ENDED_TASKS, type TaskRow } from './task-row';

/** Events that a person reads one by one; samples, depths and single tasks are seen in charts. */
const LISTED: ReadonlySet<RunEvent['type']> = new Set([
  'run-started',
  'run-ended',
  'run-paused',
  'run-resumed',
  'gap',
  'lost',
  'notice',
  'process-started',
  'process-exited',
  'process-orphaned',
  'process-joined',
  'process-disconnected',
  'thread-started',
  'thread-ended',
  'join-started',
  'join-returned',
  'pool-opened',
  'pool-resized',
  'pool-closed',
  'pool-broken',
  'task-failed',
  'task-retried',
  'task-lost',
  'exception',
  'crash-report',
  'signal-sent',
  'hang',
  'hang-ended',
]);

/** A stretch of time without knowledge. */
export interface Gap {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
}

export class RunModel {
  started: RunEventOf<'run-started'> | undefined;
  ended: RunEventOf<'run-ended'> | undefined;
  /** In order of start; a row never leaves. */
  readonly processes: ProcessRow[] = [];
  readonly pools = new Map<PoolId, PoolRow>();
  readonly queues = new Map<string, QueueRow>();
  readonly locks = new Map<string, LockRow>();
  /** Oldest end first. */
  readonly endedTasks = new BoundedLog<TaskRow>(MAX_ENDED_TASKS);
  readonly openWaits = new OpenWaits();
  readonly waitCurves = new WaitCurves();
  /** In the order they were first told. */
  readonly hangs: HangRow[] = [];
  readonly notices: RunEventOf<'notice'>[] = [];
  readonly output = new BoundedLog<RunEventOf<'log'>>(20_000);
  readonly listed = new BoundedLog<RunEvent>(10_000);
  /** CPU of all watched processes together, percent of one core. */
  readonly cpuSeries = new Series();
  /** Time that watched processes waited for a core, in seconds a second: 1 is one process that always waits. */
  readonly coreWaitSeries = new Series();
  /** Stretches that nobody watched: the machine slept, or the watcher could not run. */
  readonly gaps: Gap[] = [];
  readonly host = new HostRow();
  /** Highest `t` seen. */
  now: Milliseconds = 0;
  events = 0;
  lostEvents = 0;
  /** The same by where they were lost. */
  readonly lostBySource = new Map<RunEventOf<'lost'>['source'], number>();
  /** Events that the recording has and this fold has not. */
  leftOut = 0;
  /** Since when its processes are stopped by a person's pause; `undefined` while they run. */
  pausedMs: Milliseconds | undefined;
  revision = 0;
  readonly #latestOf = new Map<Pid, ProcessRow>();

  /** The process that last started with this pid. */
  findProcess(pid: Pid): ProcessRow | undefined {
    return this.#latestOf.get(pid);
  }

  /** The first process of the run: the command itself. */
  get root(): ProcessRow | undefined {
    return this.processes[0];
  }

  addProcess(row: ProcessRow): void {
    this.processes.push(row);
    this.#latestOf.set(row.pid, row);
  }

  /** The pool of this name, made when a report of its opening was lost. */
  poolOf(pool: PoolId, t: Milliseconds): PoolRow {
    const known = this.pools.get(pool);
    if (known !== undefined) return known;
    const row = newPoolRow({ pool, pid: 0, openedMs: t, size: 0 });
    this.pools.set(pool, row);
    return row;
  }

  applyAll(events: readonly RunEvent[]): void {
    for (const event of events) this.apply(event);
  }

  apply(event: RunEvent): void {
    this.events += 1;
    this.revision += 1;
    if (event.t > this.now) this.now = event.t;
    if (LISTED.has(event.type) && !isToldAgain(this, event)) this.listed.push(event);
    this.pausedMs = pausedAfter(event, this.pausedMs);
    if (isWaitEvent(event)) {
      this.openWaits.apply(event);
      this.waitCurves.read(event.t, this.openWaits);
    }
    if (event.type === 'process-exited') leaveLocks(this.locks, event.pid);
    if (isPoolEvent(event)) applyPoolEvent(this, event);
    else if (event.type === 'run-started') this.started = event;
    else if (event.type === 'host-sample') this.host.apply(event);
    else if (!this.#applyRunEvent(event)) applyProcessEvent(this, event);
  }

  /** @returns false when the event is about a process and not about the run. */
  #applyRunEvent(event: RunEvent): boolean {
    switch (event.type) {
      case 'run-ended':
        this.ended = event;
        return true;
      case 'gap':
        this.gaps.push({ from: Math.max(0, event.t - event.durationMs), to: event.t });
        return true;
      case 'lost':
        this.#lose(event);
        return true;
      case 'notice':
        this.notices.push(event);
        return true;
      case 'hang':
      case 'hang-ended':
        applyHang(this.hangs, event);
        return true;
      case 'log':
        this.output.push(event);
        return true;
      case 'lock-holder':
      case 'lock-tally':
        applyLockEvent(this.locks, event);
        return true;
      case 'wait-started':
      case 'wait-ended':
        // For the process as well: its lane shows the wait.
        applyLockEvent(this.locks, event);
        return false;
      default:
        return false;
    }
  }

  #lose({ source, count }: RunEventOf<'lost'>): void {
    if (source === 'window') this.leftOut += count;
    else {
      this.lostEvents += count;
      this.lostBySource.set(source, (this.lostBySource.get(source) ?? 0) + count);
    }
  }
}

function pausedAfter(event: RunEvent, before: Milliseconds | undefined): Milliseconds | undefined {
  if (event.type === 'run-paused') return event.t;
  return event.type === 'run-resumed' ? undefined : before;
}
