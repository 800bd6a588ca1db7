/**
 * A run written as a script, one event a line, and the verdicts it ends with.
 *
 *     0    start 10 python3            a process; `10<1` names its parent
 *     0    named 11 Process-1 fork     what a probe says: a name, a start method
 *     5    err 10 ValueError: bad      one line on stderr, as the watcher sees it (pid of the pipe)
 *     5    wrote 11 ValueError: bad    the same where the kernel says who wrote it
 *     9    exit 11 3                   a status, or a signal
 */
import { Diagnosis } from '../../../src/main/diagnose/diagnosis';
import type { RunEvent, RunEventOf } from '../../../src/shared/events';
import type { Verdict } from '../../../src/shared/verdict';

type Line = (t: number, words: readonly string[], rest: string) => RunEvent;

const numbers = (words: readonly string[]): number[] => words.map(Number);
const optional = (text: string | undefined): number | null =>
  text === undefined || text === '-' ? null : Number(text);

const LINES: Readonly<Record<string, Line>> = {
  run: (t, [os = 'linux', stderr]) => ({
    type: 'run-started',
    t,
    startedAt: 0,
    argv: ['python3'],
    ...(stderr === 'at-terminal' && { stderrAtTerminal: true }),
    ...(stderr === 'attached' && { attachedTo: 10 }),
    cwd: '/',
    shell: false,
    lifecycle: 'kernel',
    hz: 2,
    host: { os, release: '6.18', arch: 'x64', cores: 2, memoryBytes: 8e9 },
    versions: {},
  }),
  'run-ended': (t, [reason]) => ({
    type: 'run-ended',
    t,
    exitCode: null,
    signal: null,
    reason: reason as RunEventOf<'run-ended'>['reason'],
  }),
  start: (t, [ids = '', name = '', ...argv]) => {
    const [pid = 0, ppid = 1] = numbers(ids.split('<'));
    return { type: 'process-started', t, pid, ppid, name, argv: [name, ...argv], seenBy: 'kernel' };
  },
  named: (t, [ids = '', name = '', startMethod]) => {
    const [pid = 0, ppid = 10] = numbers(ids.split('<'));
    const method = startMethod === undefined ? {} : { startMethod };
    return { type: 'process-started', t, pid, ppid, name, ...method, seenBy: 'probe' };
  },
  exec: (t, [pid, name = '', ...argv]) => ({ type: 'process-exec', t, pid: Number(pid), name, argv: [name, ...argv] }),
  rename: (t, [pid, name = '']) => ({ type: 'process-renamed', t, pid: Number(pid), name, seenBy: 'probe' }),
  exit: (t, [pid, how = '', cpu, rss]) => ({
    type: 'process-exited',
    t,
    pid: Number(pid),
    code: how.startsWith('SIG') || how === '?' ? null : Number(how),
    signal: how.startsWith('SIG') ? how.replace('+core', '') : null,
    ...(how.endsWith('+core') && { coreDumped: true }),
    ...(cpu !== undefined && { cpuMs: Number(cpu) }),
    ...(rss !== undefined && { peakRssBytes: Number(rss) }),
    seenBy: 'kernel',
  }),
  leaving: (t, [pid, how = 'end', code, file, line]) => ({
    type: 'process-leaving',
    t,
    pid: Number(pid),
    how: how as RunEventOf<'process-leaving'>['how'],
    ...(code !== undefined && { code: Number(code) }),
    ...(file !== undefined && { file, line: Number(line) }),
  }),
  orphaned: (t, [pid]) => ({ type: 'process-orphaned', t, pid: Number(pid), ppid: 1 }),
  oom: (t, [machine, group]) => ({ type: 'oom-counter', t, machine: optional(machine), group: optional(group) }),
  cpulimit: (t, [pid, soft, hard, counted]) => ({
    type: 'limits',
    t,
    pid: Number(pid),
    cpuSeconds: [optional(soft), optional(hard)],
    ...(counted !== undefined && { countedCpuMs: Number(counted) }),
  }),
  sample: (t, [pid, cpuMs, rss]) => ({
    type: 'sample',
    t,
    rows: [{ pid: Number(pid), cpuMs: Number(cpuMs), rss: Number(rss) }],
  }),
  wrote: (t, [pid], rest) => ({ type: 'log', t, pid: Number(pid), stream: 'stderr', text: rest, signed: true }),
  err: (t, [pid], rest) => ({ type: 'log', t, pid: Number(pid), stream: 'stderr', text: rest }),
  report: (t, [pid, source], rest) => ({
    type: 'crash-report',
    t,
    pid: Number(pid),
    source: source as 'faulthandler',
    text: rest.replaceAll('|', '\n'),
  }),
  exception: (t, [pid, errorType = '', ...message]) => ({
    type: 'exception',
    t,
    pid: Number(pid),
    errorType,
    message: message.join(' '),
  }),
  stop: (t, [pid, signal = '', reason]) => ({
    type: 'signal-sent',
    t,
    pid: Number(pid),
    signal,
    by: 'joinscope',
    reason: reason as 'stop',
  }),
  kill: (t, [ids = '', signal = '', file, line, name, via]) => {
    const [pid = 0, byPid] = numbers(ids.split('<'));
    return {
      type: 'signal-sent',
      t,
      pid,
      signal,
      by: 'program',
      ...(byPid !== undefined && { byPid }),
      ...(file !== undefined && { file, line: Number(line) }),
      ...(name !== undefined && { function: name }),
      ...(via !== undefined && { via }),
    };
  },
  pool: (t, [pool = '', pid]) => ({ type: 'pool-opened', t, pool, pid: Number(pid), size: 2 }),
  'pool-closed': (t, [pool = '', how]) => ({ type: 'pool-closed', t, pool, how: how as 'close' }),
  task: (t, [pool = '', task, pid]) => ({ type: 'task-started', t, pool, task: Number(task), pid: Number(pid) }),
  done: (t, [pool = '', task, pid]) => ({
    type: 'task-finished',
    t,
    pool,
    task: Number(task),
    pid: Number(pid),
    waitMs: 0,
    runMs: 1,
  }),
  lost: (t, [pool = '', task, pid]) => ({
    type: 'task-lost',
    t,
    pool,
    task: Number(task),
    pid: Number(pid),
    code: 0,
    signal: null,
  }),
};

/** The events of a script. */
export function eventsOf(script: string): RunEvent[] {
  return script
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const found = /^\s*(-?[\d.]+) +(\S+)(?: (.*))?$/.exec(line);
      const [, t = '', verb = '', rest = ''] = found ?? [];
      const make = LINES[verb];
      if (make === undefined) throw new TypeError(`No such line: ${line}`);
      const text =
        verb === 'err' || verb === 'wrote'
          ? rest.replace(/^\d+ ?/, '')
          : verb === 'report'
            ? rest.replace(/^\d+ \S+ ?/, '')
            : '';
      return make(Number(t), rest.trim().split(/ +/), text);
    });
}

/** Every verdict event that the script brings about, in order. */
export function verdictEventsOf(script: string): RunEventOf<'verdict'>[] {
  const diagnosis = new Diagnosis();
  return eventsOf(script).flatMap((event) => diagnosis.apply(event));
}

/** The verdict on one process at the end of the script. */
export function verdictOn(pid: number, script: string): Verdict {
  const given = verdictEventsOf(script).findLast((event) => event.pid === pid);
  if (given === undefined) throw new Error(`No verdict on ${pid}`);
  return given.verdict;
}
