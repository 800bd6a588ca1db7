import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../../src/shared/compare/comparison';
import { factsOf } from '../../../../src/shared/compare/run-facts';
import type { RunEvent } from '../../../../src/shared/events';
import { exited, judged, modelOf, runEnded, started } from '../../../support/run-events';

/** A pool of `size` that ends two tasks of two items, each after `runMs`. */
function poolRun(size: number, runMs: number): readonly RunEvent[] {
  const task = (id: number) => ({ pool: 'p', task: id }) as const;
  return [
    started([10, 1], 'main', 0),
    started([11, 10], 'worker', 1),
    { type: 'pool-opened', t: 1, pool: 'p', pid: 10, size },
    { type: 'task-submitted', t: 2, ...task(1), label: 'f', items: 2 },
    { type: 'task-submitted', t: 2, ...task(2), label: 'f', items: 2 },
    { type: 'task-started', t: 10, ...task(1), pid: 11 },
    { type: 'task-finished', t: 10 + runMs, ...task(1), pid: 11, waitMs: 8, runMs },
    { type: 'task-started', t: 10 + runMs, ...task(2), pid: 11 },
    { type: 'wait-started', t: 12 + runMs, pid: 11, wait: 'lock', object: 'L' },
    { type: 'wait-ended', t: 15 + runMs, pid: 11, wait: 'lock', object: 'L', waitedMs: 3 },
    { type: 'task-finished', t: 10 + 2 * runMs, ...task(2), pid: 11, waitMs: 8, runMs },
    exited(11, 0, 11 + 2 * runMs),
    exited(10, 0, 12 + 2 * runMs),
    runEnded(2 * runMs),
  ];
}

describe('facts of a run', () => {
  it('count tasks, items, waits and how busy the workers were', () => {
    expect(factsOf(modelOf(...poolRun(1, 100)), 'one')).toMatchObject({
      wallMs: 200,
      workers: 1,
      chunk: 2,
      tasks: { finished: 2, failed: 0, lost: 0 },
      utilisation: 1,
      waits: new Map([['lock', 3]]),
    });
  });

  it('count a wait that was cut off by the end of its process, once', () => {
    const facts = factsOf(
      modelOf(
        started([10, 1], 'main', 0),
        { type: 'wait-started', t: 10, pid: 10, wait: 'queue-get', object: 'Q' },
        exited(10, 'SIGKILL', 60),
        { type: 'wait-ended', t: 70, pid: 10, wait: 'queue-get', object: 'Q', waitedMs: 60 },
      ),
      'cut',
    );
    expect(facts.waits).toEqual(new Map([['queue-get', 50]]));
  });
});

describe('a comparison', () => {
  it('measures against the run with fewest workers, wherever it stands', () => {
    const four = factsOf(modelOf(...poolRun(4, 30)), 'four');
    const one = factsOf(modelOf(...poolRun(1, 100)), 'one');
    const { base, runs, amdahl } = compareRuns([four, one]);
    expect(base).toBe(1);
    expect(runs[0]?.speedUp).toBeCloseTo(200 / 60);
    expect(runs[0]?.efficiency).toBeCloseTo(200 / 60 / 4);
    expect(runs[1]).toMatchObject({ speedUp: 1, efficiency: 1 });
    expect(amdahl?.rSquared).toBe(1);
  });

  it('names the processes that ended otherwise, and not those that only one run had', () => {
    const run = (cause: 'ok' | 'crash', extra: boolean) =>
      factsOf(
        modelOf(
          started([11, 1], 'worker-1'),
          judged(11, cause, 'worker-1'),
          started([12, 1], 'worker-2'),
          judged(12, 'ok', 'worker-2'),
          ...(extra ? [started([13, 1], 'worker-3'), judged(13, 'ok', 'worker-3')] : []),
        ),
        cause,
      );
    const { verdicts } = compareRuns([run('ok', false), run('crash', true)]);
    expect(verdicts).toEqual([{ name: 'worker-1', causes: [['ok'], ['crash']] }]);
  });
});
