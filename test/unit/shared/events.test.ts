import { describe, expect, it } from 'vitest';
import { runEventSchema } from '../../../src/shared/events';
import { reportableTypes } from '../../../src/shared/reportable';

const parses = (given: unknown): boolean => runEventSchema.safeParse(given).success;

describe('the event schema', () => {
  it('takes an event of each kind of trouble', () => {
    expect(parses({ type: 'process-exited', t: 1.5, pid: 7, code: null, signal: 'SIGKILL', seenBy: 'kernel' })).toBe(
      true,
    );
    expect(parses({ type: 'oom-counter', t: 0, machine: null, group: 3 })).toBe(true);
    const judgement = { confidence: 'likely', title: { id: 'x' }, evidence: [{ id: 'x' }], ruledOut: [], advice: [] };
    expect(parses({ type: 'hang', t: 9, hang: 'h', kind: 'lock-cycle', pids: [1, 2], sinceMs: 3, ...judgement })).toBe(
      true,
    );
    expect(parses({ type: 'hang-ended', t: 9, hang: 'h', kind: 'lock-cycle', pids: [1, 2], lastedMs: 6 })).toBe(true);
    expect(parses({ type: 'process-leaving', t: 9, pid: 7, how: 'sys.exit', code: 3, file: 'a.py', line: 2 })).toBe(
      true,
    );
    expect(
      parses({ type: 'standstill', t: 2, pid: 7, threads: [{ call: 'read', object: 'pipe:[1]', wakers: [8] }] }),
    ).toBe(true);
  });

  it.each([
    ['an unknown type', { type: 'process-vanished', t: 0, pid: 1 }],
    ['a field too many', { type: 'gap', t: 0, durationMs: 1, extra: 1 }],
    ['a field too few', { type: 'gap', t: 0 }],
    ['a time that is no number', { type: 'gap', t: Number.NaN, durationMs: 1 }],
    ['an endless time', { type: 'gap', t: 1e300, durationMs: 1 }],
    ['a pid that is no pid', { type: 'process-orphaned', t: 0, pid: 1.5, ppid: 1 }],
    ['a negative amount', { type: 'gap', t: 0, durationMs: -1 }],
    ['an overlong name', { type: 'process-renamed', t: 0, pid: 1, name: 'x'.repeat(257), seenBy: 'kernel' }],
    ['a list without end', { type: 'sample', t: 0, rows: Array.from({ length: 10_001 }, () => ({ pid: 1 })) }],
  ])('refuses %s', (_, given) => {
    expect(parses(given)).toBe(false);
  });

  it('lets a program report neither ends, nor samples, nor verdicts', () => {
    for (const type of ['process-exited', 'sample', 'verdict', 'oom-counter', 'run-ended', 'log'] as const) {
      expect(reportableTypes.has(type)).toBe(false);
    }
  });
});
