import { describe, expect, it } from 'vitest';
import { sayLoss } from '../../../src/main/multiprocessing/pool/errors';
import { endKindOf, lossOf } from '../../../src/main/multiprocessing/pool/loss';
import { playPool } from './play-pool';

const killed = { code: null, signal: 'SIGKILL' } as const;
const aborted = { code: null, signal: 'SIGABRT' } as const;
const HEAP = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';

describe('why a worker ended', () => {
  it.each([
    ['SIGKILL while the kernel counted a kill for lack of memory', killed, '', true, 'oom'],
    ['SIGKILL alone, which anybody may send', killed, '', false, 'signal'],
    ['another signal, whatever the kernel counted', { code: null, signal: 'SIGSEGV' }, '', true, 'signal'],
    ['an exit of its own, whatever the kernel counted', { code: 9, signal: null }, '', true, 'exit'],
    ['SIGABRT at the limit of its heap', aborted, HEAP, false, 'heap-limit'],
    [
      'exit code 134 at the limit of its heap, as a shell has it',
      { code: 134, signal: null },
      HEAP,
      false,
      'heap-limit',
    ],
    ['SIGABRT for another reason', aborted, 'Assertion failed', false, 'signal'],
  ] as const)('%s', (...[, status, stderrTail, wereOomKills, reason]) => {
    expect(lossOf(status, { stderrTail, wereOomKills })).toMatchObject({ reason, status });
  });

  it('is said so', () => {
    expect(sayLoss(lossOf(killed, { stderrTail: '', wereOomKills: true }))).toContain('ran out of memory');
    expect(sayLoss(lossOf(killed, { stderrTail: '', wereOomKills: false }))).not.toContain('memory');
    expect(sayLoss(lossOf(aborted, { stderrTail: HEAP, wereOomKills: false }))).toContain(
      'limit of its JavaScript heap',
    );
  });
});

describe('a signal that somebody sent', () => {
  it('is told from one that tells of the worker itself', () => {
    const kindOf = (status: Parameters<typeof lossOf>[0], wereOomKills = false): string =>
      endKindOf(lossOf(status, { stderrTail: '', wereOomKills }));
    expect(kindOf(killed)).toBe('outside');
    expect(kindOf({ code: null, signal: 'SIGTERM' })).toBe('outside');
    expect(kindOf(killed, true)).toBe('signal');
    expect(kindOf(aborted)).toBe('signal');
    expect(kindOf({ code: 1, signal: null })).toBe('code');
  });

  it('is not held against a task that nobody had begun, but not for ever: reading it may send one', () => {
    const killedTwice = 'ready 1\nsubmit 7\nkilled 1\nready 2\nkilled 2 1\ndue 3\nready 3';
    expect(playPool(killedTwice, { size: 1 })).toEqual([
      'assign 1 7',
      'start 2',
      'assign 2 7',
      'plan 3 100',
      'start 3',
      'assign 3 7',
    ]);
    const reading = `${killedTwice}\nkilled 3 2\ndue 4\nready 4\nkilled 4 3`;
    expect(playPool(reading, { size: 1 })).toContain('fail 7 poison');
    const begun = 'ready 1\nsubmit 7\nbegin 1 7\nkilled 1\nready 2\nbegin 2 7\nkilled 2 1';
    expect(playPool(begun, { size: 1, policies: { 7: { retries: 5 } } })).toContain('fail 7 poison');
  });
});
