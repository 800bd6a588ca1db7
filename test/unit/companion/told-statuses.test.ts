import { describe, expect, it } from 'vitest';
import { ToldStatuses } from '../../../src/main/companion/told-statuses';
import type { RunEventOf } from '../../../src/shared/events';

const gone = (pid: number): RunEventOf<'process-exited'> => ({
  type: 'process-exited',
  t: 40,
  pid,
  code: null,
  signal: null,
  cpuMs: 7,
  lastKnown: true,
  seenBy: 'polling',
});
const joined = (childPid: number, exitCode?: number): RunEventOf<'join-returned'> => ({
  type: 'join-returned',
  t: 41,
  pid: 10,
  childPid,
  waitedMs: 5,
  finished: exitCode !== undefined,
  ...(exitCode !== undefined && { exitCode }),
});

describe('ToldStatuses', () => {
  it.each([
    [0, { code: 0, signal: null }],
    [3, { code: 3, signal: null }],
    [-9, { code: null, signal: 'SIGKILL' }],
    [-63, { code: null, signal: 'SIG63' }],
  ])('puts exit code %s to the end, whichever came first', (exitCode, status) => {
    const told = { ...gone(11), ...status, seenBy: 'probe' };
    const statuses = new ToldStatuses();
    expect(statuses.take(gone(11))).toBeUndefined();
    expect(statuses.take(joined(11, exitCode))).toEqual(told);
    expect(statuses.take(joined(11, exitCode)), 'once').toBeUndefined();
    const others = new ToldStatuses();
    expect(others.take(joined(11, exitCode))).toBeUndefined();
    expect(others.take(gone(11))).toEqual(told);
  });

  it('says nothing of a join that gave up, nor where the watcher knew the status', () => {
    const statuses = new ToldStatuses();
    expect(statuses.take(gone(11))).toBeUndefined();
    expect(statuses.take(joined(11))).toBeUndefined();
    expect(statuses.take({ ...gone(12), code: 1 })).toBeUndefined();
    expect(statuses.take(joined(12, 1))).toBeUndefined();
    expect(statuses.take(joined(11, 1))).toMatchObject({ pid: 11, code: 1 });
  });

  it('gives a status to nobody who has the pid later', () => {
    const statuses = new ToldStatuses();
    statuses.take(joined(11, 3));
    statuses.take({ type: 'process-started', t: 50, pid: 11, ppid: 10, name: 'x', seenBy: 'polling' });
    expect(statuses.take(gone(11))).toBeUndefined();
  });
});
