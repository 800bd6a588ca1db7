import { describe, expect, it } from 'vitest';
import { verdictEventsOf, verdictOn } from './play-run';

describe('Diagnosis', () => {
  it('gives a verdict at the exit', () => {
    const [given, ...more] = verdictEventsOf(`
      0 start 10 python3
      40 exit 10 3
    `);
    expect(given).toMatchObject({ type: 'verdict', t: 40, pid: 10, verdict: { cause: 'exit-status' } });
    expect(more).toEqual([]);
  });

  it('improves the verdict when the traceback comes after the exit', () => {
    const causes = verdictEventsOf(`
      0 start 10 python3
      40 exit 10 1
      90 err 10 Traceback (most recent call last):
      90 err 10   File "program.py", line 3, in work
      91 err 10 ValueError: bad input
    `).map(({ verdict }) => verdict.cause);
    expect(causes).toEqual(['exit-status', 'uncaught-exception']);
  });

  it('says nothing new when evidence changes nothing', () => {
    const given = verdictEventsOf(`
      0 start 10 python3
      0 start 11<10 python3
      40 exit 11 0
      41 exit 10 0
      50 oom 3
    `);
    expect(given.map(({ pid }) => pid)).toEqual([11, 10]);
  });

  it('judges the process that a pid means now', () => {
    const given = verdictEventsOf(`
      0 start 10 python3
      5 exit 10 0
      9 start 10 sleep
      20 exit 10 SIGTERM
    `);
    expect(given.map(({ verdict }) => verdict.cause)).toEqual(['ok', 'signal']);
  });

  it('ignores verdicts, so that a recording gets the verdicts of the live run', () => {
    expect(verdictOn(10, '0 start 10 true\n1 exit 10 0').cause).toBe('ok');
  });
});
