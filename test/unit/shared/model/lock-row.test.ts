import { describe, expect, it } from 'vitest';
import { RunModel } from '../../../../src/shared/model/run-model';

const lock = { wait: 'lock', object: 'Lock-1' } as const;

describe('locks of a run', () => {
  it('knows who holds a lock and who waits for it', () => {
    const model = new RunModel();
    model.apply({ type: 'wait-started', t: 1, pid: 11, ...lock, holderPid: 10, holderFile: 'main.py', holderLine: 7 });
    model.apply({ type: 'wait-started', t: 2, pid: 12, ...lock, holderPid: 10 });
    expect(model.locks.get('Lock-1')).toMatchObject({
      holderPid: 10,
      waiters: new Map([
        [11, 1],
        [12, 2],
      ]),
    });

    model.apply({ type: 'wait-ended', t: 3, pid: 11, ...lock, waitedMs: 2 });
    model.apply({ type: 'lock-holder', t: 3, ...lock, holderPid: 11, file: 'main.py', line: 9 });
    expect(model.locks.get('Lock-1')).toMatchObject({
      holderPid: 11,
      holderPlace: 'main.py:9',
      waiters: new Map([[12, 2]]),
    });
  });

  it('takes the wait for an item of a queue for no lock', () => {
    const model = new RunModel();
    model.apply({ type: 'wait-started', t: 1, pid: 11, wait: 'queue-get', object: 'queue-1' });
    expect(model.locks.size).toBe(0);
  });
});

describe('tallied tasks', () => {
  it('count like tasks that were told one by one', () => {
    const model = new RunModel();
    model.apply({ type: 'pool-opened', t: 0, pool: 'p', pid: 1, size: 2 });
    const counts = { submitted: 100, started: 60, finished: 49, failed: 1 };
    model.apply({ type: 'task-tally', t: 10, pool: 'p', ...counts, waitMs: 500, runMs: 100 });
    const pool = model.pools.get('p');
    expect(pool).toMatchObject({ submitted: 100, queued: 40, inFlight: 10, finished: 49, failed: 1, peakQueued: 40 });
    expect(pool?.runTimes.count).toBe(50);
    expect(pool?.recentEnds).toEqual([{ t: 10, count: 50 }]);
  });

  it('have no times where nobody measured them', () => {
    const model = new RunModel();
    const counts = { submitted: 5, started: 5, finished: 5, failed: 0 };
    model.apply({ type: 'task-tally', t: 10, pool: 'p', ...counts });
    const pool = model.pools.get('p');
    expect(pool?.recentEnds).toEqual([{ t: 10, count: 5 }]);
    expect(pool?.runTimes.count).toBe(0);
    expect(pool?.timeline.within({ from: 0, to: 20 })).toMatchObject([{ ended: 5 }]);
  });
});
