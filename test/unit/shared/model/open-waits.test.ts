import { describe, expect, it } from 'vitest';
import { modelFrom } from '../../../support/renderer/recording-from';

const RUN = `
  0   start 100 main
  1   start 101 worker-1 <100
  5   join 100 101
  7   wait 101 queue-get Q
  8   wait 101 lock L
`;

const waitsOf = (more = '') =>
  modelFrom(RUN + more).openWaits.all.map(({ pid, kind, object, childPid, since }) => [
    pid,
    kind,
    childPid ?? object,
    since,
  ]);

describe('who waits for what', () => {
  it('is what began and did not end, the oldest first, several a process', () => {
    expect(waitsOf()).toEqual([
      [100, 'join', 101, 5],
      [101, 'queue-get', 'Q', 7],
      [101, 'lock', 'L', 8],
    ]);
  });

  it('ends with the wait, the join or the process', () => {
    expect(waitsOf('9 waited 101 queue-get Q 2')).toHaveLength(2);
    expect(waitsOf('9 joined 100 101 4')).toHaveLength(2);
    expect(waitsOf('9 exit 101 SIGKILL')).toEqual([[100, 'join', 101, 5]]);
  });

  it('takes a process that ended from the lines at its locks, and leaves it their holder', () => {
    const model = modelFrom(`${RUN}
      9  start 102 worker-2 <100
      10 wait 102 lock L`);
    model.apply({ type: 'lock-holder', t: 11, wait: 'lock', object: 'L', holderPid: 101, file: 'a.py', line: 3 });
    model.apply({ type: 'process-exited', t: 12, pid: 102, code: 0, signal: null, seenBy: 'kernel' });
    const lock = model.locks.get('L');
    expect([...(lock?.waiters.keys() ?? [])]).toEqual([101]);
    model.apply({ type: 'process-exited', t: 13, pid: 101, code: null, signal: 'SIGKILL', seenBy: 'kernel' });
    expect(lock).toMatchObject({ holderPid: 101, holderPlace: 'a.py:3', holderSinceMs: 11 });
    expect(lock?.waiters.size).toBe(0);
  });
});
