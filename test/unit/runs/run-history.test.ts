import { describe, expect, it } from 'vitest';
import { RunHistory } from '../../../src/main/runs/run-history';
import type { RunEvent } from '../../../src/shared/events';

const sample = (t: number): RunEvent => ({ type: 'sample', t, rows: [] });
const exit = (t: number, pid: number): RunEvent => ({
  type: 'process-exited',
  t,
  pid,
  code: 0,
  signal: null,
  seenBy: 'kernel',
});
const taskOf = (task: number, t: number): RunEvent[] => [
  { type: 'task-submitted', t, pool: 'p', task, label: 'square' },
  { type: 'task-started', t, pool: 'p', task, pid: 7 },
  { type: 'task-finished', t, pool: 'p', task, pid: 7, waitMs: 0, runMs: 1 },
];
const lostIn = (history: RunHistory) => history.events.flatMap((event) => (event.type === 'lost' ? [event.count] : []));

describe('RunHistory', () => {
  it('holds everything below its capacity', () => {
    const history = new RunHistory(10);
    expect(history.push([sample(1), sample(2)])).toBe(false);
    expect(history.events).toEqual([sample(1), sample(2)]);
  });

  it('thins the older samples, keeps every exit, and tells how many are gone', () => {
    const history = new RunHistory(100);
    const given = Array.from({ length: 100 }, (_, t) => (t % 10 === 0 ? exit(t, t + 1) : sample(t)));
    expect(history.push(given)).toBe(true);
    expect(history.events.filter(({ type }) => type === 'process-exited')).toHaveLength(10);
    expect(lostIn(history)).toEqual([100 - (history.length - 1)]);
    expect(history.events.slice(-25)).toEqual(given.slice(-25));
  });

  it('counts a sample for as many as it has processes', () => {
    const history = new RunHistory(100);
    const rows = Array.from({ length: 50 }, (_, pid) => ({ pid }));
    const given = Array.from({ length: 8 }, (_, t): RunEvent => ({ ...sample(t), type: 'sample', rows }));
    expect(history.push(given.slice(0, 1))).toBe(false);
    expect(history.push(given.slice(1))).toBe(true);
    expect(lostIn(history)).toEqual([3]);
  });

  it('drops the tasks that ended well when samples are not enough, and keeps those that did not', () => {
    const history = new RunHistory(300);
    const failed: RunEvent = {
      ...taskOf(0, 0)[2],
      type: 'task-lost',
      pool: 'p',
      task: 0,
      pid: 7,
      t: 0,
      code: 1,
      signal: null,
    };
    const given = [
      ...taskOf(0, 0).slice(0, 2),
      failed,
      ...Array.from({ length: 99 }, (_, n) => taskOf(n + 1, n)).flat(),
    ];
    history.push(given);
    expect(history.events.slice(0, 3).map(({ type }) => type)).toEqual(['task-submitted', 'task-started', 'task-lost']);
    expect(history.length).toBeLessThan(100);
  });

  it('stays bounded over a long run and counts each dropped event once', () => {
    const history = new RunHistory(1000);
    for (let t = 0; t < 50_000; t += 10) history.push(Array.from({ length: 10 }, (_, n) => sample(t + n)));
    expect(history.length).toBeLessThanOrEqual(1000);
    expect(lostIn(history)).toHaveLength(1);
    expect((lostIn(history)[0] ?? 0) + history.length - 1).toBe(50_000);
  });

  it('holds of all that is older the same share, from the first hour on', () => {
    const history = new RunHistory(2000);
    for (let t = 0; t < 200_000; t += 50) history.push(Array.from({ length: 50 }, (_, n) => sample(t + n)));
    const times = history.events.flatMap(({ type, t }) => (type === 'sample' ? [t] : []));
    const perTenth = Array.from(
      { length: 9 },
      (_, tenth) => times.filter((t) => Math.floor(t / 20_000) === tenth).length,
    );
    expect(Math.min(...perTenth)).toBeGreaterThan(10);
    expect(Math.max(...perTenth)).toBeLessThanOrEqual(Math.min(...perTenth) + 1);
  });

  it('does not thin on each push when nothing may go', () => {
    const history = new RunHistory(100);
    const thinnings = Array.from({ length: 1000 }, (_, n) => history.push([exit(n, n + 1)])).filter(Boolean).length;
    expect(thinnings).toBeLessThan(10);
    expect(history.events.filter(({ type }) => type === 'process-exited')).toHaveLength(1000);
  });
});
