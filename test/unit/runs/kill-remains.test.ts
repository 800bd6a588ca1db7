import { describe, expect, it } from 'vitest';
import { findRemains, parseStat, type ProcessStat } from '../../../src/main/runs/kill-remains';

const process = (pid: number, ppid: number, more: Partial<ProcessStat> = {}): ProcessStat => ({
  pid,
  ppid,
  group: pid,
  state: 'S',
  startTicks: pid * 10,
  ...more,
});
const none = { rows: [], group: undefined, known: new Set<number>() };
const row = (pid: number, startTicks: number | undefined = pid * 10, exitedMs?: number) => ({
  pid,
  startTicks,
  exitedMs,
});

describe('findRemains', () => {
  it('finds the group, the reported processes and the descendants that nobody reported', () => {
    const table = [
      process(1, 0),
      process(20, 1, { group: 20 }),
      process(21, 1, { group: 20 }),
      process(30, 1),
      process(31, 30),
      process(32, 31),
      process(90, 1),
    ];
    expect(findRemains(table, { ...none, rows: [row(30)], group: 20 })).toEqual([20, 21, 30, 31, 32]);
  });

  it('leaves alone a pid that is somebody else by now, or whose start was never known', () => {
    const table = [process(30, 1, { startTicks: 999 }), process(40, 1)];
    expect(findRemains(table, { ...none, rows: [row(30), { ...row(40), startTicks: undefined }] })).toEqual([]);
  });

  it('leaves alone what had ended, and zombies', () => {
    const table = [process(30, 1), process(40, 1, { state: 'Z' })];
    expect(findRemains(table, { ...none, rows: [row(30, 300, 5), row(40)] })).toEqual([]);
  });

  it('finds the children of what an earlier round killed', () => {
    const table = [process(30, 1, { state: 'Z', startTicks: 1 }), process(31, 30)];
    expect(findRemains(table, { ...none, known: new Set([30]) })).toEqual([31]);
  });
});

describe('parseStat', () => {
  it('reads past a name with blanks and brackets', () => {
    const stat = '77 (a) b (c)) S 1 70 70 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123456 1000 10';
    expect(parseStat(77, stat)).toEqual({ pid: 77, state: 'S', ppid: 1, group: 70, startTicks: 123456 });
  });
});
