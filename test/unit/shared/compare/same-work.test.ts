import { describe, expect, it } from 'vitest';
import { workOf } from '../../../../src/shared/compare/same-work';

const work = (...argv: readonly string[]) => workOf({ argv: [...argv] });

describe('the work of a run', () => {
  it('is the same whatever numbers its command has, and where its program lies', () => {
    expect(work('python3', 'sum.py', '--workers', '2')).toBe(work('/usr/bin/python3.12', 'sum.py', '--workers', '16'));
    expect(work('make', '-j8')).toBe(work('make', '-j2'));
    expect(work('./run.sh', 'scale=0.5')).toBe(work('C:\\work\\run.sh', 'scale=1'));
  });

  it('is another for another script, option or number of arguments', () => {
    const sum = work('python3', 'sum.py');
    for (const argv of [['python3', 'max.py'], ['python3', 'sum.py', '4'], ['python3 sum.py'], ['node', 'sum.py']])
      expect(work(...argv)).not.toBe(sum);
  });

  it('of a demo is the demo, and of a recording that does not tell is not known', () => {
    const primes = (program: string) => workOf({ argv: [program, 'demo-program.js', 'primes'], demo: 'primes' });
    expect(primes('electron')).toBe(primes('node'));
    expect(primes('node')).not.toBe(workOf({ argv: ['node', 'demo-program.js'], demo: 'uneven' }));
    expect(workOf(undefined)).toBeUndefined();
  });
});
