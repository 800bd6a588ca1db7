import type { RunEvent, RunEventOf } from '../events';
import { taskNumber } from '../task-number';
import type { Milliseconds } from '../units';
import { endSpan } from './apply-process-event';
import { newPoolRow, newQueueRow, type PoolRow } from './pool-row';
import type { RunModel } from './run-model';
import { newTaskRow, type TaskRow, taskWaitOf } from './task-row';
import type { EndedTasks } from './task-timeline';

type PoolEvent = RunEventOf<
  | 'pool-opened'
  | 'pool-resized'
  | 'pool-closed'
  | 'pool-broken'
  | 'task-submitted'
  | 'task-started'
  | 'task-finished'
  | 'task-failed'
  | 'task-retried'
  | 'task-lost'
  | 'task-tally'
  | 'queue-depth'
>;
type TaskEnd = RunEventOf<'task-finished' | 'task-failed' | 'task-lost'>;

const OUTCOMES = { 'task-finished': 'finished', 'task-failed': 'failed', 'task-lost': 'lost' } as const;
/** Ends kept for the throughput of now. */
const MAX_RECENT_ENDS = 20_000;

export function isPoolEvent(event: RunEvent): event is PoolEvent {
  return event.type.startsWith('pool-') || event.type.startsWith('task-') || event.type === 'queue-depth';
}

/** Events of pools, their tasks and queues. */
export function applyPoolEvent(model: RunModel, event: PoolEvent): void {
  switch (event.type) {
    case 'pool-opened':
      model.pools.set(
        event.pool,
        newPoolRow({ pool: event.pool, pid: event.pid, openedMs: event.t, size: event.size }),
      );
      return;
    case 'queue-depth':
      return queueDepth(model, event);
    default:
      applyToPool(model, model.poolOf(event.pool, event.t), event);
  }
}

function queueDepth(model: RunModel, event: RunEventOf<'queue-depth'>): void {
  const row = model.queues.get(event.queue) ?? newQueueRow(event.queue);
  model.queues.set(event.queue, row);
  row.depth = event.depth;
  row.peakDepth = Math.max(row.peakDepth, event.depth, event.peak ?? 0);
  row.puts = event.puts;
  row.gets = event.gets;
  row.producers = event.producers ?? row.producers;
  row.consumers = event.consumers ?? row.consumers;
  row.series.push(event.t, event.depth);
  row.getsSeries.push(event.t, event.gets);
}

function applyToPool(
  model: RunModel,
  pool: PoolRow,
  event: Exclude<PoolEvent, { type: 'pool-opened' | 'queue-depth' }>,
): void {
  switch (event.type) {
    case 'pool-resized':
      pool.size = event.size;
      return;
    case 'pool-closed':
      pool.closedMs = event.t;
      return;
    case 'pool-broken':
      pool.broken = event.message;
      return;
    case 'task-tally':
      return countTasks(pool, event);
    case 'task-submitted':
      pool.submitted += 1;
      pool.items += event.items ?? 1;
      pool.openTasks.set(
        event.task,
        newTaskRow({
          pool: pool.pool,
          task: event.task,
          label: event.label,
          items: event.items ?? 1,
          submittedMs: event.t,
        }),
      );
      return enqueue(pool, event.t);
    case 'task-retried':
      return retryTask(model, pool, event);
    case 'task-started':
      return startTask(model, pool, event);
    default:
      return endTask(model, pool, event);
  }
}

/** Tasks that nobody told one by one: they count, and have no span. */
function countTasks(pool: PoolRow, event: RunEventOf<'task-tally'>): void {
  pool.untold += event.submitted;
  pool.submitted += event.submitted;
  pool.items += event.submitted;
  pool.finished += event.finished;
  pool.failed += event.failed;
  pool.queued = Math.max(0, pool.queued + event.submitted - event.started);
  pool.inFlight = Math.max(0, pool.inFlight + event.started - event.finished - event.failed);
  pool.peakQueued = Math.max(pool.peakQueued, pool.queued);
  pool.queuedSeries.push(event.t, pool.queued);
  pool.inFlightSeries.push(event.t, pool.inFlight);
  const ended = event.finished + event.failed;
  if (ended === 0) return;
  pool.firstStartMs ??= event.t;
  pool.lastEndMs = event.t;
  const waitMs = event.waitMs === undefined ? undefined : event.waitMs / ended;
  const runMs = event.runMs === undefined ? undefined : event.runMs / ended;
  addEnds(pool, event.t, { count: ended, runMs, waitMs });
}

function addEnds(pool: PoolRow, t: Milliseconds, ends: EndedTasks): void {
  const { count, runMs, waitMs } = ends;
  if (runMs !== undefined) pool.runTimes.add(runMs, count);
  if (waitMs !== undefined) pool.waitTimes.add(waitMs, count);
  pool.timeline.add(t, ends);
  pool.recentEnds.push({ t, count });
  if (pool.recentEnds.length > MAX_RECENT_ENDS) pool.recentEnds.splice(0, MAX_RECENT_ENDS / 2);
}

function enqueue(pool: PoolRow, t: Milliseconds): void {
  pool.queued += 1;
  pool.peakQueued = Math.max(pool.peakQueued, pool.queued);
  pool.queuedSeries.push(t, pool.queued);
}

function startTask(model: RunModel, pool: PoolRow, event: RunEventOf<'task-started'>): void {
  pool.queued = Math.max(0, pool.queued - 1);
  pool.inFlight += 1;
  pool.firstStartMs ??= event.t;
  pool.workerPids.add(event.pid);
  pool.queuedSeries.push(event.t, pool.queued);
  pool.inFlightSeries.push(event.t, pool.inFlight);
  const task = pool.openTasks.get(event.task) ?? newTaskRow({ pool: pool.pool, task: event.task });
  pool.openTasks.set(event.task, task);
  task.startedMs = event.t;
  task.pid = event.pid;
  model.findProcess(event.pid)?.spans.push({ kind: 'task', from: event.t, label: labelOf(task) });
}

function labelOf({ label, task }: TaskRow): string {
  return label === '' ? `#${taskNumber(task)}` : `${label} #${taskNumber(task)}`;
}

/** It waits again: under its old label, which a loss that was told before has put among the ended ones. */
function retryTask(model: RunModel, pool: PoolRow, event: RunEventOf<'task-retried'>): void {
  const before =
    pool.openTasks.get(event.task) ??
    model.endedTasks.entries.findLast((row) => row.task === event.task && row.pool === pool.pool);
  const { label = '', items = 1 } = before ?? {};
  const row = newTaskRow({ pool: pool.pool, task: event.task, label, items, submittedMs: event.t });
  row.attempts = event.attempt;
  pool.openTasks.set(event.task, row);
  enqueue(pool, event.t);
}

function endTask(model: RunModel, pool: PoolRow, event: TaskEnd): void {
  const outcome = OUTCOMES[event.type];
  const task = pool.openTasks.get(event.task) ?? newTaskRow({ pool: pool.pool, task: event.task });
  pool[outcome] += 1;
  pool.inFlight = Math.max(0, pool.inFlight - 1);
  pool.inFlightSeries.push(event.t, pool.inFlight);
  pool.lastEndMs = event.t;
  pool.openTasks.delete(event.task);
  finishTask(task, event);
  model.endedTasks.push(task);
  if (event.type !== 'task-lost') addEnds(pool, event.t, { count: 1, runMs: event.runMs, waitMs: task.waitMs });
  const row = model.findProcess(event.pid);
  if (row === undefined) return;
  if (outcome === 'finished') row.tasksFinished += 1;
  else if (outcome === 'failed') row.tasksFailed += 1;
  else row.tasksLost += 1;
  const label = labelOf(task);
  endSpan(row, (span) => span.kind === 'task' && span.label === label, { t: event.t, outcome });
}

function finishTask(task: TaskRow, event: TaskEnd): void {
  task.endedMs = event.t;
  task.pid = event.pid;
  task.outcome = OUTCOMES[event.type];
  // Of one that did not start nobody knows when it would have.
  if (task.startedMs !== undefined) task.waitMs = taskWaitOf(task, event.t);
  if (event.type === 'task-lost') {
    task.error = event.signal ?? (event.code === null ? undefined : String(event.code));
    return;
  }
  task.waitMs = event.waitMs ?? task.waitMs;
  task.runMs = event.runMs;
  if (event.type === 'task-failed') {
    task.error = event.message === '' ? event.errorType : `${event.errorType}: ${event.message}`;
  }
}
