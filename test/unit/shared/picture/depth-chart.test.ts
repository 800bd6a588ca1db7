import { describe, expect, it } from 'vitest';
import { rowAt } from '../../../../src/shared/picture/chart-data';
import { hasQueues, selectDepthChart } from '../../../../src/shared/picture/depth-chart';
import { modelFrom } from '../../../support/renderer/recording-from';

const whole = { window: { from: 0, to: 1000 }, most: 300 };

describe('queue depth', () => {
  it('holds each depth until the next report', () => {
    const model = modelFrom(`
      0   start 100 main
      100 depth results 5
      500 depth results 2
    `);
    const { rows } = selectDepthChart(model, whole);
    expect(rowAt(rows, 499)?.['queue0']).toBe(2);
    expect(rowAt(rows, 110)?.['queue0']).toBe(5);
    expect(rowAt(rows, 1000)?.['queue0']).toBe(2);
  });

  it('has the task queue, the queues and the tasks in flight', () => {
    const model = modelFrom(`
      0  start 100 main
      1  pool P 100 2
      2  submit P 1
      3  submit P 2
      4  open P 1 101
      5  depth results 1
    `);
    const { series, rows } = selectDepthChart(model, whole);
    expect(series.map(({ kind }) => kind)).toEqual(['pool', 'queue', 'in-flight']);
    expect(rowAt(rows, 4)).toMatchObject({ pool0: 1, inFlight: 1 });
  });

  it('is not there in a run without queues', () => {
    expect(hasQueues(modelFrom('0 start 100 main'))).toBe(false);
  });
});
