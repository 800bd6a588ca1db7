/** A run with everything that a report can show. */
import type { RunEvent } from '../../src/shared/events';
import { exited, judged, runEnded, started } from './run-events';

export const BUSY_RUN: readonly RunEvent[] = [
  {
    type: 'run-started',
    t: 0,
    startedAt: 1_795_608_000_000,
    argv: ['python3', '<program>.py'],
    cwd: '/home/u',
    shell: false,
    lifecycle: 'kernel',
    hz: 2,
    host: { os: 'Linux', release: '6.1', arch: 'x64', cores: 4, memoryBytes: 8e9 },
    versions: { node: '20.20.2' },
  },
  started([10, 1], 'main'),
  started([11, 10], 'worker-1'),
  started([12, 10], '=cmd|calc'),
  { type: 'pool-opened', t: 20, pool: 'pool-1', pid: 10, size: 2 },
  { type: 'task-submitted', t: 21, pool: 'pool-1', task: 1, label: 'square', items: 25 },
  { type: 'task-submitted', t: 21, pool: 'pool-1', task: 2, label: 'square' },
  { type: 'task-submitted', t: 21, pool: 'pool-1', task: 3, label: 'square' },
  { type: 'task-started', t: 22, pool: 'pool-1', task: 1, pid: 11 },
  { type: 'task-started', t: 23, pool: 'pool-1', task: 2, pid: 12 },
  {
    type: 'sample',
    t: 30,
    rows: [
      { pid: 11, cpu: 80, cpuMs: 9, rss: 2e6 },
      { pid: 12, rss: 3e6 },
    ],
  },
  { type: 'queue-depth', t: 31, queue: 'jobs', depth: 4, puts: 5, gets: 1 },
  { type: 'wait-started', t: 40, pid: 12, wait: 'lock', object: 'Lock-1', holderPid: 11 },
  { type: 'wait-ended', t: 45, pid: 12, wait: 'lock', object: 'Lock-1', waitedMs: 5 },
  { type: 'join-started', t: 50, pid: 10, childPid: 11 },
  { type: 'task-finished', t: 60, pool: 'pool-1', task: 1, pid: 11, waitMs: 1, runMs: 38 },
  { type: 'task-started', t: 61, pool: 'pool-1', task: 3, pid: 11 },
  {
    type: 'task-failed',
    t: 70,
    pool: 'pool-1',
    task: 3,
    pid: 11,
    waitMs: 40,
    runMs: 9,
    errorType: 'ValueError',
    message: '+1',
  },
  exited(12, 'SIGKILL', 80),
  { type: 'task-lost', t: 81, pool: 'pool-1', task: 2, pid: 12, code: null, signal: 'SIGKILL' },
  judged(12, 'signal', '=cmd|calc'),
  exited(11, 0, 90),
  { type: 'join-returned', t: 91, pid: 10, childPid: 11, waitedMs: 41, finished: true },
  exited(10, 1, 100),
  runEnded(101, { exitCode: 1 }),
];

export async function* inBlocks(events: readonly RunEvent[], size = 4): AsyncGenerator<readonly RunEvent[]> {
  for (let from = 0; from < events.length; from += size) yield Promise.resolve(events.slice(from, from + size));
}
