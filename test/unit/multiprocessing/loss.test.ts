import { describe, expect, it } from 'vitest';
import { sayLoss } from '../../../src/main/multiprocessing/pool/errors';
import { lossOf } from '../../../src/main/multiprocessing/pool/loss';

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
