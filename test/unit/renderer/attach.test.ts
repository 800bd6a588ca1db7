import { describe, expect, it } from 'vitest';
import { findRunning } from '../../../src/renderer/attach/find-running';

const one = (pid: number, startTicks: number, argv: string[]) => ({
  pid,
  ppid: 1,
  startTicks,
  user: undefined,
  argv,
  name: argv[0] ?? '',
});
const PROCESSES = [
  one(10, 1, ['nginx', '-g', 'daemon off;']),
  { ...one(11, 5, ['python3', 'train.py']), user: 'ada' },
  one(12, 5, ['python3', 'serve.py']),
];
const pids = (search: string) => findRunning(PROCESSES, search).map(({ pid }) => pid);

describe('the search for a running program', () => {
  it('takes words of name, pid, command line and user, in any case and order', () => {
    expect(pids('PYTHON3 ada')).toEqual([11]);
    expect(pids('serve python')).toEqual([12]);
    expect(pids('10')).toEqual([10]);
    expect(pids('daemon off')).toEqual([10]);
    expect(pids('nobody')).toEqual([]);
  });

  it('shows all while nothing is typed, the newest first', () => {
    expect(pids('  ')).toEqual([12, 11, 10]);
  });
});
