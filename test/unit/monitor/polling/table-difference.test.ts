import { describe, expect, it } from 'vitest';
import type { ProcessEntry } from '../../../../src/main/monitor/monitor';
import { differenceOf } from '../../../../src/main/monitor/polling/table-difference';

/** Lines such as `7 1 python3 100`: pid, parent, name and, where the system tells it, start time. */
function tableOf(text: string): ReadonlyMap<number, ProcessEntry> {
  const lines = text.trim() === '' ? [] : text.trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [pid, ppid, name = '', startTicks] = line.trim().split(' ');
      const entry = { pid: Number(pid), ppid: Number(ppid), name };
      return [entry.pid, startTicks === undefined ? entry : { ...entry, startTicks: Number(startTicks) }];
    }),
  );
}

/** @returns lines such as `fork 7 of 1`. */
function difference(before: string, after: string): readonly string[] {
  return differenceOf(tableOf(before), tableOf(after), 5).map((event) => {
    expect(event.at).toBe(5);
    if (event.type === 'fork') return `fork ${event.pid} of ${event.ppid}`;
    return 'pid' in event ? `${event.type} ${event.pid}` : event.type;
  });
}

describe('the difference between two scans', () => {
  it('is nothing when nothing happened', () => {
    expect(difference('1 0 init 1\n7 1 sh 100', '1 0 init 1\n7 1 sh 100')).toEqual([]);
  });

  it('tells who started and who ended', () => {
    expect(difference('1 0 init 1\n7 1 sh 100', '1 0 init 1\n8 1 sh 120')).toEqual(['exit 7', 'fork 8 of 1']);
  });

  it('tells no status of an end', () => {
    expect(differenceOf(tableOf('7 1 sh 100'), new Map(), 5)).toEqual([{ type: 'exit', pid: 7, at: 5 }]);
  });

  it('ends a process before its pid starts again', () => {
    expect(difference('7 1 sh 100', '7 1 python3 130')).toEqual(['exit 7', 'fork 7 of 1']);
  });

  it('starts parents before their children, whatever their pids', () => {
    const after = '1 0 init 1\n5 9 grandchild 120\n9 8 child 110\n8 1 root 100';
    expect(difference('1 0 init 1', after)).toEqual(['fork 8 of 1', 'fork 9 of 8', 'fork 5 of 9']);
  });

  it('tells each process once though the parents make a circle', () => {
    expect([...difference('', '7 8 a 1\n8 7 b 2')].sort()).toEqual(['fork 7 of 8', 'fork 8 of 7']);
    expect(difference('', '7 7 itself 1')).toEqual(['fork 7 of 7']);
  });

  it('takes a new name for an exec', () => {
    expect(difference('7 1 sh 100', '7 1 python3 100')).toEqual(['exec 7']);
  });

  it('says nothing of a new parent: the listener sees the parent end', () => {
    expect(difference('7 5 sh 100', '7 1 sh 100')).toEqual([]);
  });

  it('takes a pid for the same process where no start time is told, or not every time', () => {
    expect(difference('7 1 sh\n8 1 sh 3', '7 1 sh\n8 1 sh')).toEqual([]);
  });
});
