import { hasEnded, type ProcessRow, type Span } from '../../../shared/model/process-row';

/** What a process is doing, in words of the locales below `state.`. */
export type ProcessState =
  | 'ended'
  | 'unjoined'
  | 'in-join'
  | 'in-result'
  | 'wait-queue-get'
  | 'wait-queue-put'
  | 'wait-lock'
  | 'waiting'
  | 'task'
  | 'running'
  | 'sleeping'
  | 'disk'
  | 'stopped'
  | 'zombie'
  | 'unknown';

const LETTERS: Readonly<Record<string, ProcessState>> = {
  R: 'running',
  S: 'sleeping',
  I: 'sleeping',
  D: 'disk',
  T: 'stopped',
  t: 'stopped',
  Z: 'zombie',
};

const SPANS: Readonly<Record<Span['kind'], ProcessState>> = {
  task: 'task',
  join: 'in-join',
  result: 'in-result',
  'queue-get': 'wait-queue-get',
  'queue-put': 'wait-queue-put',
  lock: 'wait-lock',
  semaphore: 'wait-lock',
  event: 'waiting',
  condition: 'waiting',
  barrier: 'waiting',
  pipe: 'waiting',
  'queue-flush': 'waiting',
  'pipe-send': 'waiting',
};

/** An open span lies near the end of the list: how far back it is looked for. */
const LOOK_BACK = 64;

/** The newest span that has not ended. */
export function openSpanOf(row: ProcessRow): Span | undefined {
  const spans = row.spans.all;
  for (let place = spans.length - 1; place >= Math.max(0, spans.length - LOOK_BACK); place -= 1) {
    const span = spans[place];
    if (span !== undefined && span.to === undefined) return span;
  }
  return undefined;
}

/** What the process does now: what the program says of itself, else what the system says. */
export function stateOf(row: ProcessRow): ProcessState {
  if (hasEnded(row)) return 'ended';
  if (row.state === 'T' || row.state === 't' || row.state === 'Z') return LETTERS[row.state] ?? 'unknown';
  const span = openSpanOf(row);
  if (span !== undefined) return SPANS[span.kind];
  return row.state === undefined ? 'unknown' : (LETTERS[row.state] ?? 'unknown');
}
