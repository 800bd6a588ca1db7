import { describe, expect, it } from 'vitest';
import { withoutEndedTasks } from '../../../src/main/runs/run-history';
import { aroundStretch } from '../../../src/main/runs/stretch-of-run';
import type { RunEvent } from '../../../src/shared/events';

const sample = (t: number): RunEvent => ({ type: 'sample', t, rows: [{ pid: 1, cpu: t % 100 }] });
const exit = (t: number, pid: number): RunEvent => ({
  type: 'process-exited',
  t,
  pid,
  code: 0,
  signal: null,
  seenBy: 'kernel',
});
const task = (id: number, t: number): RunEvent[] => [
  { type: 'task-started', t, pool: 'p', task: id, pid: 7 },
  { type: 'task-finished', t: t + 1, pool: 'p', task: id, pid: 7, runMs: 1 },
];
const every = (count: number, of: (t: number) => RunEvent): RunEvent[] =>
  Array.from({ length: count }, (_, t) => of(t));
const timesOf = (events: readonly RunEvent[], type: RunEvent['type']) =>
  events.flatMap((event) => (event.type === type ? [event.t] : []));

describe('a stretch of a run among the rest of it', () => {
  it('has every sample of the stretch, few of the rest, and each end of a process', () => {
    const full = every(10_000, (t) => (t % 100 === 0 ? exit(t, t) : sample(t)));
    const held = full.filter((event, index) => event.type !== 'sample' || index % 8 === 1);
    const inside = full.filter(({ t }) => t >= 4000 && t <= 4500);
    const given = aroundStretch(held, { lasting: held, inFull: inside, stretch: { from: 4000, to: 4500 } });
    const times = timesOf(given, 'sample');
    expect(times.filter((t) => t >= 4000 && t <= 4500)).toEqual(timesOf(inside, 'sample'));
    expect(times.filter((t) => t < 4000 || t > 4500).length).toBeLessThanOrEqual(201);
    expect(times.at(-1), 'the newest is what is true at the end').toBe(timesOf(held, 'sample').at(-1));
    expect(timesOf(given, 'process-exited')).toEqual(timesOf(full, 'process-exited'));
    expect(given.map(({ t }) => t)).toEqual([...given.map(({ t }) => t)].sort((a, b) => a - b));
  });

  it('takes of a long stretch as many samples as a chart can show, over all of it', () => {
    const full = every(50_000, sample);
    const times = timesOf(aroundStretch([], { lasting: [], inFull: full, stretch: { from: 0, to: 50_000 } }), 'sample');
    expect(times.length).toBeGreaterThan(800);
    expect(times.length).toBeLessThanOrEqual(901);
    expect(Math.max(...times.slice(1).map((t, index) => t - (times[index] ?? 0)))).toBeLessThan(60);
  });

  it('has of a flood of output, at every moment, what was printed just before, in pieces that can be read', () => {
    const full = every(100_000, (t) => ({ type: 'log', t, pid: 1, stream: 'stdout', text: String(t) }));
    const times = timesOf(aroundStretch([], { lasting: [], inFull: full, stretch: { from: 0, to: 100_000 } }), 'log');
    expect(times.length).toBeGreaterThan(19_000);
    expect(times.length).toBeLessThanOrEqual(20_500);
    expect(times.at(-1)).toBe(99_999);
    const steps = times.slice(1).map((t, place) => t - (times[place] ?? 0));
    expect(Math.max(...steps, times[0] ?? 0)).toBeLessThan(2500);
    expect(steps.filter((step) => step > 1).length, 'holes').toBeLessThan(45);
  });

  it('has the tasks of the stretch once and whole, and of the rest those that did not end well', () => {
    const failed: RunEvent = {
      type: 'task-failed',
      t: 90,
      pool: 'p',
      task: 9,
      pid: 7,
      runMs: 1,
      errorType: 'E',
      message: '',
    };
    const held = [...task(1, 10), ...task(2, 50), failed];
    const given = aroundStretch(held, {
      lasting: withoutEndedTasks(held),
      inFull: task(2, 50),
      stretch: { from: 40, to: 60 },
    });
    expect(given).toEqual([...task(2, 50), failed]);
  });
});
