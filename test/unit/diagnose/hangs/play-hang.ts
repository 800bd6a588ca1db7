/**
 * A run that stands still, written as a script, and the hangs that are found in it.
 *
 * The lines of `play-run`, and those below. All living processes are sampled twice a second
 * and rest, but for those that are called busy.
 *
 *     900  stand 11 lock=11 write:pipe:[7]=10,11    a thread each: call, object, who could end it
 *     900  stand 11 timer                           nobody of the run, or not only they
 *     5    wait 11 lock A 10 prog.py 7              pid, kind, object, holder and its place
 *     5    wait-for 11 9000 lock A 10             the same, for so long at most
 *     9    waited 11 lock A
 *     9    wakers 11 1                              so many timers and sockets of an event loop
 *     5    depth q 1 0                              a queue of ours, its depth, and how many consumers it had
 *     5    join 10 11                               pid, child, and for how long at most
 */
import { HangDetection } from '../../../../src/main/diagnose/hangs/hang-detection';
import type { RunEvent, RunEventOf, WaitKind } from '../../../../src/shared/events';
import type { ThreadWait } from '../../../../src/shared/readings';
import { eventsOf } from '../play-run';

const INTERVAL = 500;

export interface Play {
  readonly until?: number;
  readonly busy?: readonly number[];
}

type Line = (t: number, words: readonly string[]) => RunEvent;

const LINES: Readonly<Record<string, Line>> = {
  stand: (t, [pid, ...threads]) => ({ type: 'standstill', t, pid: Number(pid), threads: threads.map(threadOf) }),
  wait: (t, [pid, kind, object = '', holder, file, line]) => ({
    type: 'wait-started',
    t,
    pid: Number(pid),
    wait: kind as WaitKind,
    object,
    ...(holder !== undefined && { holderPid: Number(holder) }),
    ...(file !== undefined && { holderFile: file, holderLine: Number(line) }),
  }),
  'wait-for': (t, [pid, timeout, kind, object = '', holder]) => ({
    type: 'wait-started',
    t,
    pid: Number(pid),
    wait: kind as WaitKind,
    object,
    timeoutMs: Number(timeout),
    ...(holder !== undefined && { holderPid: Number(holder) }),
  }),
  wakers: (t, [pid, wakers]) => ({
    type: 'runtime-sample',
    t,
    pid: Number(pid),
    loopUse: 0.4,
    heapBytes: 7e6,
    heapLimitBytes: 4e9,
    wakers: Number(wakers),
  }),
  waited: (t, [pid, kind, object = '']) => ({
    type: 'wait-ended',
    t,
    pid: Number(pid),
    wait: kind as WaitKind,
    object,
    waitedMs: 1,
  }),
  depth: (t, [queue = '', depth, consumers]) => ({
    type: 'queue-depth',
    t,
    queue,
    depth: Number(depth),
    puts: Number(depth) + Number(consumers),
    gets: Number(consumers),
    consumers: Number(consumers),
  }),
  join: (t, [pid, child, timeout]) => ({
    type: 'join-started',
    t,
    pid: Number(pid),
    childPid: Number(child),
    ...(timeout !== undefined && { timeoutMs: Number(timeout) }),
  }),
};

function threadOf(text: string): ThreadWait {
  const [, call = '', object, wakers] = /^([a-z]+)(?::([^=]+))?(?:=(.*))?$/.exec(text) ?? [];
  return {
    call: call as ThreadWait['call'],
    ...(object !== undefined && { object }),
    ...(wakers !== undefined && { wakers: wakers.split(',').map(Number) }),
  };
}

/** The run's events in order of time, samples among them. */
export function runOf(script: string, { until = 6000, busy = [] }: Play = {}): readonly RunEvent[] {
  const told = script.split('\n').flatMap((line) => {
    const [t = '', verb = '', ...words] = line.trim().split(/ +/);
    if (t === '') return [];
    const make = LINES[verb];
    return make === undefined ? eventsOf(line) : [make(Number(t), words)];
  });
  const samples = Array.from({ length: Math.floor(until / INTERVAL) }, (_, index) =>
    sampleAt((index + 1) * INTERVAL, told, busy),
  );
  // The evidence of a moment comes right after its sample, as from the companion.
  return [...samples, ...told].sort((a, b) => a.t - b.t || Number(a.type !== 'sample') - Number(b.type !== 'sample'));
}

function sampleAt(t: number, told: readonly RunEvent[], busy: readonly number[]): RunEvent {
  const pids = new Set<number>();
  for (const event of told) {
    if (event.t > t) continue;
    if (event.type === 'process-started') pids.add(event.pid);
    if (event.type === 'process-exited') pids.delete(event.pid);
  }
  const rows = [...pids].map((pid) => ({ pid, state: 'S', cpuMs: busy.includes(pid) ? t : 20 }));
  return { type: 'sample', t, rows };
}

/** Everything that is told of hangs. */
export function told(script: string, play?: Play): readonly RunEvent[] {
  const detection = new HangDetection();
  return runOf(script, play).flatMap((event) => detection.apply(event));
}

export function hangsIn(script: string, play?: Play): readonly RunEventOf<'hang'>[] {
  return told(script, play).filter((event) => event.type === 'hang');
}
