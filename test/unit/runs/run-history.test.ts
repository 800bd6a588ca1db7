import { describe, expect, it } from 'vitest';
import { RunHistory } from '../../../src/main/runs/run-history';
import type { RunEvent } from '../../../src/shared/events';

/** What an event of a few figures weighs. */
const EACH = 100;

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
    const history = new RunHistory(10 * EACH);
    expect(history.push([sample(1), sample(2)])).toBe(false);
    expect(history.events).toEqual([sample(1), sample(2)]);
  });

  it('thins the older samples, keeps every exit, and tells how many are gone', () => {
    const history = new RunHistory(100 * EACH);
    const given = Array.from({ length: 100 }, (_, t) => (t % 10 === 0 ? exit(t, t + 1) : sample(t)));
    expect(history.push(given)).toBe(true);
    expect(history.events.filter(({ type }) => type === 'process-exited')).toHaveLength(10);
    expect(lostIn(history)).toEqual([100 - (history.length - 1)]);
    expect(history.events.slice(-25)).toEqual(given.slice(-25));
  });

  it('counts a sample for as many as it has processes', () => {
    const history = new RunHistory(100 * EACH);
    const rows = Array.from({ length: 50 }, (_, pid) => ({ pid }));
    const given = Array.from({ length: 8 }, (_, t): RunEvent => ({ ...sample(t), type: 'sample', rows }));
    expect(history.push(given.slice(0, 1))).toBe(false);
    expect(history.push(given.slice(1))).toBe(true);
    expect(lostIn(history)).toEqual([3]);
  });

  it('drops the tasks that ended well when samples are not enough, and keeps those that did not', () => {
    const history = new RunHistory(300 * EACH);
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
    const history = new RunHistory(1000 * EACH);
    for (let t = 0; t < 50_000; t += 10) history.push(Array.from({ length: 10 }, (_, n) => sample(t + n)));
    expect(history.length).toBeLessThanOrEqual(1000);
    expect(lostIn(history)).toHaveLength(1);
    expect((lostIn(history)[0] ?? 0) + history.length - 1).toBe(50_000);
  });

  it('holds of all that is older the same share, from the first hour on', () => {
    const history = new RunHistory(2000 * EACH);
    for (let t = 0; t < 200_000; t += 50) history.push(Array.from({ length: 50 }, (_, n) => sample(t + n)));
    const times = history.events.flatMap(({ type, t }) => (type === 'sample' ? [t] : []));
    const perTenth = Array.from(
      { length: 9 },
      (_, tenth) => times.filter((t) => Math.floor(t / 20_000) === tenth).length,
    );
    expect(Math.min(...perTenth)).toBeGreaterThan(10);
    expect(Math.max(...perTenth)).toBeLessThanOrEqual(Math.min(...perTenth) + 1);
  });

  it('counts an output line by its length: a flood of long lines stays bounded, whatever is beside it', () => {
    const history = new RunHistory(3000 * EACH);
    history.push(Array.from({ length: 1000 }, (_, n) => exit(n, n + 1)));
    const line = (t: number): RunEvent => ({ type: 'log', t, pid: 1, stream: 'stdout', text: 'x'.repeat(10_000) });
    for (let t = 0; t < 2000; t += 1) history.push([line(t)]);
    const lines = history.events.filter(({ type }) => type === 'log');
    expect(lines.length * 10_000).toBeLessThanOrEqual(3000 * EACH);
    expect(lines.at(-1)).toEqual(line(1999));
    expect((lostIn(history)[0] ?? 0) + lines.length).toBe(2000);
  });

  it('stays bounded where every task fails, and keeps the newest failures', () => {
    const history = new RunHistory(1000 * EACH);
    const failed = (task: number): RunEvent[] => [
      ...taskOf(task, task).slice(0, 2),
      { type: 'task-failed', t: task, pool: 'p', task, pid: 7, runMs: 1, errorType: 'E', message: 'm'.repeat(200) },
    ];
    for (let task = 0; task < 20_000; task += 1) history.push(failed(task));
    expect(history.length).toBeLessThanOrEqual(1000);
    expect(history.events.at(-1)).toEqual(failed(19_999).at(-1));
    expect((lostIn(history)[0] ?? 0) + history.length - 1).toBe(60_000);
  });

  it('does not thin on each push when nothing may go', () => {
    const history = new RunHistory(100 * EACH);
    const thinnings = Array.from({ length: 1000 }, (_, n) => history.push([exit(n, n + 1)])).filter(Boolean).length;
    expect(thinnings).toBeLessThan(10);
    expect(history.events.filter(({ type }) => type === 'process-exited')).toHaveLength(1000);
  });
});
