import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../src/main/cli/exit-code';
import type { RunEventOf } from '../../../src/shared/events';

type Ended = RunEventOf<'run-ended'>;
const ended = (change: Partial<Ended>): Ended => ({
  type: 'run-ended',
  t: 1,
  exitCode: null,
  signal: null,
  reason: 'exited',
  ...change,
});

describe('exitCodeOf', () => {
  it.each([
    ['its own code', ended({ exitCode: 3 }), 3],
    ['128 and the signal', ended({ signal: 'SIGKILL' }), 137],
    ['128 and the signal, stopped or not', ended({ signal: 'SIGTERM', reason: 'timed-out' }), 143],
    ['127 for a command that was not there', ended({ exitCode: 127, reason: 'failed-to-start' }), 127],
    ['125 when the watcher was lost', ended({ reason: 'companion-lost' }), 125],
    ['125 when nothing is known', ended({}), 125],
  ])('is %s', (_what, event, code) => {
    expect(exitCodeOf(event)).toBe(code);
  });
});
