import { describe, expect, it } from 'vitest';
import { TreeTracker, type TrackerOptions } from '../../../src/main/companion/tree-tracker';
import type { LifecycleEvent, ProcessEntry } from '../../../src/main/monitor/monitor';
import type { RunEvent } from '../../../src/shared/events';

const LAUNCHER = 1;
const ended = (code: number | null, signal: string | null = null) => ({ code, signal, coreDumped: false });

/** Plays life-cycle events and tells the run events in short: `started 10 sh`, `exited 10 0`. */
function play(events: readonly LifecycleEvent[], options: Partial<TrackerOptions['ports']> = {}) {
  const told: RunEvent[] = [];
  const table = new Map<number, ProcessEntry>();
  const tracker = new TreeTracker({
    launcher: LAUNCHER,
    rootArgv: ['/bin/sh', '-c', 'x'],
    runStart: 100,
    seenBy: 'kernel',
    ports: {
      find: (pid) => table.get(pid),
      argvOf: () => undefined,
      ageOf: () => undefined,
      usageAtEnd: () => ({}),
      onEnded: () => undefined,
      onKilled: (pid, t) => told.push({ type: 'oom-counter', t, machine: pid, group: null }),
      emit: (event) => told.push(event),
      ...options,
    },
  });
  for (const event of events) tracker.handle(event);
  return { tracker, told, lines: told.map(lineOf) };
}

function lineOf(event: RunEvent): string {
  if (event.type === 'process-started') return `started ${event.pid} ${event.name} by ${event.seenBy}`;
  if (event.type === 'process-exited') return `exited ${event.pid} ${event.signal ?? event.code ?? 'unknown'}`;
  if (event.type === 'process-orphaned') return `orphaned ${event.pid} to ${event.ppid}`;
  if (event.type === 'process-exec' || event.type === 'process-renamed')
    return `${event.type} ${event.pid} ${event.name}`;
  return event.type;
}

describe('the tracker of a tree', () => {
  it('follows children of children and nobody else', () => {
    const { lines } = play([
      { type: 'fork', pid: 10, ppid: LAUNCHER, at: 101 },
      { type: 'fork', pid: 11, ppid: 10, at: 102 },
      { type: 'fork', pid: 99, ppid: 98, at: 103 },
      { type: 'exit', pid: 99, status: ended(1), at: 104 },
      { type: 'exit', pid: 11, status: ended(7), at: 105 },
      { type: 'exit', pid: 10, status: ended(0), at: 106 },
    ]);
    expect(lines).toEqual(['started 10 sh by kernel', 'started 11 sh by kernel', 'exited 11 7', 'exited 10 0']);
  });

  it('tells times from the start of the run', () => {
    const { told } = play([{ type: 'fork', pid: 10, ppid: LAUNCHER, at: 101.5 }]);
    expect(told[0]?.t).toBe(1.5);
  });

  it('keeps in the tree whom its parent left behind', () => {
    const { lines, tracker } = play([
      { type: 'fork', pid: 10, ppid: LAUNCHER, at: 101 },
      { type: 'fork', pid: 11, ppid: 10, at: 102 },
      { type: 'exit', pid: 10, status: ended(0), at: 103 },
      { type: 'fork', pid: 12, ppid: 11, at: 104 },
    ]);
    expect(lines.slice(2)).toEqual(['exited 10 0', 'orphaned 11 to 1', 'started 12 sh by kernel']);
    expect(tracker.living.map(({ pid }) => pid)).toEqual([11, 12]);
  });

  it('takes a pid that is used again for another process', () => {
    const { lines } = play([
      { type: 'fork', pid: 10, ppid: LAUNCHER, at: 101 },
      { type: 'fork', pid: 11, ppid: 10, at: 102 },
      { type: 'exit', pid: 11, status: ended(0), at: 103 },
      { type: 'fork', pid: 11, ppid: 77, at: 104 },
      { type: 'exit', pid: 11, status: ended(9), at: 105 },
    ]);
    expect(lines.at(-1)).toBe('exited 11 0');
  });

  it('reads the evidence of a kill before it tells of the end', () => {
    const { lines } = play([
      { type: 'fork', pid: 10, ppid: LAUNCHER, at: 101 },
      { type: 'exit', pid: 10, status: ended(null, 'SIGKILL'), at: 102 },
    ]);
    expect(lines).toEqual(['started 10 sh by kernel', 'oom-counter', 'exited 10 SIGKILL']);
  });

  it('names a process anew at its exec and when it renames itself', () => {
    const { lines } = play([
      { type: 'fork', pid: 10, ppid: LAUNCHER, at: 101 },
      { type: 'exec', pid: 10, at: 102 },
      { type: 'rename', pid: 10, name: 'worker', at: 103 },
      { type: 'rename', pid: 10, name: 'worker', at: 104 },
    ]);
    expect(lines.slice(1)).toEqual(['process-exec 10 sh', 'process-renamed 10 worker']);
  });

  it('finds in the table what lost events would have told', () => {
    const { tracker, told } = play([
      { type: 'fork', pid: 10, ppid: LAUNCHER, at: 101 },
      { type: 'fork', pid: 11, ppid: 10, at: 102 },
    ]);
    const differences = tracker.resync(
      [
        { pid: 13, ppid: 12, name: 'grandchild' },
        { pid: 10, ppid: LAUNCHER, name: 'sh' },
        { pid: 12, ppid: 10, name: 'child' },
        { pid: 50, ppid: 1, name: 'stranger' },
      ],
      110,
    );
    expect(told.slice(2).map(lineOf)).toEqual([
      'exited 11 unknown',
      'started 12 sh by polling',
      'started 13 sh by polling',
    ]);
    expect(differences).toBe(3);
    // Still in the buffer when the table was read.
    tracker.handle({ type: 'fork', pid: 12, ppid: 10, at: 109 });
    expect(told).toHaveLength(5);
  });

  it('ends, once, who lies in the table uncollected when events were lost, but not the command', () => {
    const { tracker, told } = play([
      { type: 'fork', pid: 10, ppid: LAUNCHER, at: 101 },
      { type: 'fork', pid: 11, ppid: 10, at: 102 },
    ]);
    const table = [
      { pid: 10, ppid: LAUNCHER, name: 'sh', startTicks: 5, hasEnded: true },
      { pid: 11, ppid: 10, name: 'child', startTicks: 6, hasEnded: true },
      { pid: 12, ppid: 10, name: 'missed', startTicks: 7, hasEnded: true },
    ];
    tracker.resync(table, 110);
    tracker.resync(table, 120);
    expect(told.slice(2).map(lineOf)).toEqual(['started 12 sh by polling', 'exited 11 unknown', 'exited 12 unknown']);
  });

  it('tells how old a process is that it takes in, and of later ones nothing', () => {
    const table: readonly ProcessEntry[] = [
      { pid: 10, ppid: 5, name: 'server', startTicks: 700 },
      { pid: 11, ppid: 10, name: 'worker', startTicks: 900 },
    ];
    const find = (pid: number) =>
      table.find((entry) => entry.pid === pid) ?? { pid, ppid: 10, name: 'x', startTicks: 990 };
    const { tracker, told } = play([], { find, ageOf: (startTicks) => (1000 - startTicks) * 10 });
    tracker.adopt(find(10), table, 101);
    tracker.handle({ type: 'fork', pid: 12, ppid: 10, at: 102 });
    expect(told.map((event) => event.type === 'process-started' && [event.pid, event.ageMs])).toEqual([
      [10, 3000],
      [11, 1000],
      [12, undefined],
    ]);
  });

  it('hears of the command from its launcher where nobody saw it start', () => {
    const { tracker, told } = play([]);
    tracker.started(10, 101);
    tracker.started(10, 102);
    expect(told.map(lineOf)).toEqual(['started 10 sh by launch']);
  });

  it('tells of the command once where a scan finds it after its launcher, and again of another with its pid', () => {
    let startTicks = 7;
    const { tracker, told } = play([], { find: (pid) => ({ pid, ppid: LAUNCHER, name: 'sh', startTicks }) });
    tracker.started(10, 101);
    tracker.handle({ type: 'fork', pid: 10, ppid: LAUNCHER, at: 102 });
    startTicks = 8;
    tracker.handle({ type: 'fork', pid: 10, ppid: LAUNCHER, at: 103 });
    expect(told.map(lineOf)).toEqual(['started 10 sh by launch', 'started 10 sh by kernel']);
  });
});
