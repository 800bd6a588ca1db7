import { describe, expect, it } from 'vitest';
import { UnprobedPythons } from '../../../src/main/companion/unprobed-pythons';
import type { RunEvent } from '../../../src/shared/events';

const exec = (...argv: string[]): RunEvent => ({ type: 'process-exec', t: 0, pid: 7, name: 'x', argv });
const exit = (t: number): RunEvent => ({ type: 'process-exited', t, pid: 7, code: 0, signal: null, seenBy: 'kernel' });

function told(argv: readonly string[], lived: number, isProbed = false) {
  const pythons = new UnprobedPythons();
  pythons.take(exec(...argv));
  if (isProbed) pythons.hello(7);
  return pythons.take(exit(lived)).map(({ id, values }) => [id, values?.['option']]);
}

describe('a Python without the probe', () => {
  it.each([
    [['/usr/bin/python3', '-I', 'a.py'], '-I'],
    [['python3.12', '-W', 'error', '-bE', 'a.py'], '-E'],
    [['python3', '-Sc', 'pass'], '-S'],
  ])('is told with the option that keeps it away: %j', (argv, option) => {
    expect(told(argv, 20)).toEqual([['python-unprobed-option', option]]);
  });

  it('is told without one when it lived long enough to have said hello', () => {
    expect(told(['python2.7', 'a.py', '-I'], 900)).toEqual([['python-unprobed', undefined]]);
  });

  it.each([
    [['python3', '--version'], 20],
    [['python3', '-c', 'pass', '-E'], 20],
    [['node', '-I'], 900],
  ])('is not told of %j', (argv, lived) => {
    expect(told(argv, lived)).toEqual([]);
  });

  it('is not one that said hello', () => {
    expect(told(['python3', 'a.py'], 900, true)).toEqual([]);
  });

  it('is told while it lives on, once for each reason', () => {
    const pythons = new UnprobedPythons();
    pythons.take(exec('python3', 'a.py'));
    expect(pythons.look(1000)).toEqual([]);
    expect(pythons.look(2500)).toHaveLength(1);
    pythons.take(exec('python3', 'b.py'));
    expect(pythons.look(5000)).toEqual([]);
  });
});
