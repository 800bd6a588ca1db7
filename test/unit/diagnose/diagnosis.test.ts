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

  it('judges a thousand that fail at once each once, in time that grows with their number', () => {
    const children = Array.from({ length: 1000 }, (_, index) => 100 + index);
    const given = verdictEventsOf(`
      0 start 10 python3
      ${children.map((pid) => `1 start ${pid}<10 python3\n1 named ${pid}<10 Process-${pid} fork`).join('\n')}
      ${children.map((pid) => failing(pid, 10 + pid / 10)).join('\n')}
    `);
    expect(given).toHaveLength(1000);
    expect(new Set(given.map(({ verdict }) => verdict.cause))).toEqual(new Set(['uncaught-exception']));
  });

  it('does not judge anew each process that one signal ended with many others', () => {
    const children = Array.from({ length: 300 }, (_, index) => 100 + index);
    const given = verdictEventsOf(`
      0 start 10 python3
      ${children.map((pid) => `1 start ${pid}<10 python3`).join('\n')}
      ${children.map((pid) => `${50 + pid / 1000} exit ${pid} SIGINT`).join('\n')}
    `);
    expect(given.length).toBeLessThanOrEqual(301);
  });
});

function failing(pid: number, t: number): string {
  return `${t} err 10 Process Process-${pid}:
    ${t} err 10 Traceback (most recent call last):
    ${t} err 10   File "program.py", line 3, in work
    ${t} err 10 ValueError: bad input
    ${t} exit ${pid} 1`;
}
