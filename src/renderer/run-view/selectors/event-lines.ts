/** Events as lines that a person reads. */
import type { RunEvent } from '../../../shared/events';
import { formatDuration } from '../../../shared/format';
import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import { taskNumber } from '../../../shared/task-number';
import type { Milliseconds, Pid } from '../../../shared/units';

export const eventGroups = ['start', 'join', 'exit', 'task', 'other'] as const;
/** What the list can be narrowed to. */
export type EventGroup = (typeof eventGroups)[number];

export interface EventLine {
  readonly t: Milliseconds;
  readonly group: EventGroup;
  readonly tone: 'plain' | 'ok' | 'warn' | 'bad';
  readonly process: ProcessRow | undefined;
  /** Key below `event.` of the locales. */
  readonly id: string;
  readonly values: Readonly<Record<string, string | number>>;
}

const GROUPS: Partial<Readonly<Record<RunEvent['type'], EventGroup>>> = {
  'process-started': 'start',
  'process-exited': 'exit',
  'process-joined': 'join',
  'join-started': 'join',
  'join-returned': 'join',
  'task-failed': 'task',
  'task-retried': 'task',
  'task-lost': 'task',
  'pool-opened': 'task',
  'pool-resized': 'task',
  'pool-closed': 'task',
  'pool-broken': 'task',
  'signal-sent': 'exit',
  exception: 'exit',
  'crash-report': 'exit',
  'process-orphaned': 'exit',
  'thread-started': 'start',
  'thread-ended': 'exit',
};

export function groupOf(event: RunEvent): EventGroup {
  return GROUPS[event.type] ?? 'other';
}

/** The process that had `pid` at moment `t`. */
export function processAt(model: RunModel, pid: Pid, t: Milliseconds): ProcessRow | undefined {
  const latest = model.findProcess(pid);
  if (latest === undefined || latest.startedMs <= t) return latest;
  return model.processes.findLast((row) => row.pid === pid && row.startedMs <= t) ?? latest;
}

/** One event as a line. */
export function eventLine(event: RunEvent, model: RunModel): EventLine {
  const process = 'pid' in event ? processAt(model, event.pid, event.t) : undefined;
  const line = { t: event.t, group: groupOf(event), process };
  const wording = WORDINGS[event.type];
  // The one cast: each wording takes the event of its own key.
  const said = wording?.(event as never, (pid) => nameOf(model, pid, event.t));
  return { ...line, tone: 'plain', id: event.type, values: {}, ...said };
}

function nameOf(model: RunModel, pid: Pid, t: Milliseconds): string {
  const row = processAt(model, pid, t);
  return row === undefined ? String(pid) : row.name;
}

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>;
type Wording = (event: never, nameOf: (pid: Pid) => string) => Partial<Pick<EventLine, 'id' | 'tone' | 'values'>>;

const WORDINGS: Partial<Readonly<Record<RunEvent['type'], Wording>>> = {
  'run-started': (event: EventOf<'run-started'>) => ({ values: { command: event.argv.join(' ') } }),
  'run-ended': (event: EventOf<'run-ended'>) => ({
    id: `run-ended-${event.reason}`,
    values: { status: event.signal ?? event.exitCode ?? '?' },
  }),
  'run-paused': (event: EventOf<'run-paused'>) => ({ tone: 'warn', values: { count: event.count } }),
  'run-resumed': (event: EventOf<'run-resumed'>) => ({ values: { count: event.count } }),
  gap: (event: EventOf<'gap'>) => ({ tone: 'warn', values: { time: formatDuration(event.durationMs) } }),
  lost: (event: EventOf<'lost'>) => ({ id: `lost-${event.source}`, tone: 'warn', values: { count: event.count } }),
  notice: (event: EventOf<'notice'>) => ({
    tone: NOTICE_TONES[event.level],
    values: { ...event.values, notice: event.id },
  }),
  'process-started': (event: EventOf<'process-started'>, nameOf) => ({
    values: { pid: event.pid, parent: nameOf(event.ppid) },
  }),
  'process-exited': exited,
  'process-orphaned': () => ({ tone: 'warn' }),
  'thread-started': (event: EventOf<'thread-started'>) => ({
    values: { thread: event.thread, place: placeOf(event) },
  }),
  'thread-ended': (event: EventOf<'thread-ended'>) => ({
    id: event.errorType === undefined ? 'thread-ended' : 'thread-ended-error',
    tone: event.code === 0 ? 'plain' : 'bad',
    values: { thread: event.thread, code: event.code, error: `${event.errorType}: ${event.message ?? ''}` },
  }),
  'process-joined': (event: EventOf<'process-joined'>, nameOf) => ({ tone: 'ok', values: { by: nameOf(event.byPid) } }),
  'join-started': (event: EventOf<'join-started'>, nameOf) => ({
    id: event.timeoutMs === undefined ? 'join-started' : 'join-started-timeout',
    values: {
      child: nameOf(event.childPid),
      ...(event.timeoutMs !== undefined && { time: formatDuration(event.timeoutMs) }),
    },
  }),
  'join-returned': (event: EventOf<'join-returned'>, nameOf) => ({
    id: event.finished ? 'join-returned' : 'join-timed-out',
    tone: event.finished ? 'ok' : 'warn',
    values: { child: nameOf(event.childPid), time: formatDuration(event.waitedMs) },
  }),
  'pool-opened': (event: EventOf<'pool-opened'>) => ({ values: { pool: event.pool, size: event.size } }),
  'pool-resized': (event: EventOf<'pool-resized'>) => ({ values: { pool: event.pool, size: event.size } }),
  'pool-closed': (event: EventOf<'pool-closed'>) => ({ id: `pool-closed-${event.how}`, values: { pool: event.pool } }),
  'pool-broken': (event: EventOf<'pool-broken'>) => ({
    tone: 'bad',
    values: { pool: event.pool, message: event.message },
  }),
  'task-failed': (event: EventOf<'task-failed'>) => ({
    tone: 'bad',
    values: { task: taskNumber(event.task), error: `${event.errorType}: ${event.message}` },
  }),
  'task-retried': (event: EventOf<'task-retried'>) => ({
    tone: 'warn',
    values: { task: taskNumber(event.task), attempt: event.attempt },
  }),
  'task-lost': (event: EventOf<'task-lost'>) => ({
    tone: 'bad',
    values: { task: taskNumber(event.task), status: event.signal ?? event.code ?? '?' },
  }),
  exception: (event: EventOf<'exception'>) => ({
    tone: 'bad',
    values: { error: event.message === '' ? event.errorType : `${event.errorType}: ${event.message}` },
  }),
  'crash-report': (event: EventOf<'crash-report'>) => ({ tone: 'bad', values: { source: event.source } }),
  'signal-sent': (event: EventOf<'signal-sent'>, nameOf) => ({
    id: event.by === 'joinscope' ? 'signal-sent-joinscope' : 'signal-sent-program',
    tone: 'warn',
    values: { signal: event.signal, by: event.byPid === undefined ? '' : nameOf(event.byPid), place: placeOf(event) },
  }),
  hang: (event: EventOf<'hang'>) => ({ id: `hang-${event.kind}`, tone: 'bad' }),
  'hang-ended': (event: EventOf<'hang-ended'>) => ({ tone: 'ok', values: { time: formatDuration(event.lastedMs) } }),
};

const NOTICE_TONES = { info: 'plain', warning: 'warn', error: 'bad' } as const;

function exited(event: EventOf<'process-exited'>): Partial<EventLine> {
  if (event.signal !== null) return { id: 'process-exited-signal', tone: 'bad', values: { signal: event.signal } };
  if (event.code === null) return { id: 'process-exited-unseen', tone: 'warn' };
  return { tone: event.code === 0 ? 'ok' : 'bad', values: { code: event.code } };
}

function placeOf({ file, line }: Pick<EventOf<'signal-sent'>, 'file' | 'line'>): string {
  if (file === undefined) return '';
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return line === undefined ? name : `${name}:${line}`;
}
