import { expect, it } from 'vitest';
import { growingQueues } from '../../../../../src/renderer/run-view/selectors/growing-queues';
import { RunModel } from '../../../../../src/shared/model/run-model';

/** A reading a second: items put and taken until then. */
function queueOf(readings: readonly (readonly [puts: number, gets: number])[]): RunModel {
  const model = new RunModel();
  model.applyAll(
    readings.map(([puts, gets], second) => ({
      type: 'queue-depth',
      t: second * 1000,
      queue: 'frames',
      depth: puts - gets,
      puts,
      gets,
      producers: 1,
      consumers: 2,
    })),
  );
  return model;
}
const seconds = (count: number) => Array.from({ length: count + 1 }, (_, second) => second);

it('tells how much goes in and comes out a second', () => {
  const model = queueOf(seconds(20).map((second) => [second * 40, second * 10] as const));
  expect(growingQueues(model)).toEqual([
    { queue: 'frames', depth: 600, producers: 1, consumers: 2, time: 10_000, puts: 40, gets: 10 },
  ]);
});

it('is silent about a burst that is worked off, a queue that is full, and the first moments', () => {
  expect(growingQueues(queueOf(seconds(6).map((second) => [second === 0 ? 0 : 200, second * 10] as const)))).toEqual(
    [],
  );
  expect(growingQueues(queueOf(seconds(20).map((second) => [100 + second * 10, second * 10] as const)))).toEqual([]);
  expect(growingQueues(queueOf(seconds(2).map((second) => [second * 40, second * 10] as const)))).toEqual([]);
});

it('is silent once the run is over', () => {
  const model = queueOf(seconds(20).map((second) => [second * 40, second * 10] as const));
  model.apply({ type: 'run-ended', t: 20_001, exitCode: 0, signal: null, reason: 'exited' });
  expect(growingQueues(model)).toEqual([]);
});
