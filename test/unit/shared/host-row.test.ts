import { describe, expect, it } from 'vitest';
import { RunModel } from '../../../src/shared/model/run-model';
import { figureCells } from '../../../src/shared/picture/figure-cells';
import { selectHostChart } from '../../../src/shared/picture/host-chart';
import { summaryOf, summarySchema } from '../../../src/shared/summary';

const sample = (t: number, cpu: number[], runnable: number) =>
  ({ type: 'host-sample', t, cpu, runnable, load1: 2.5, availableBytes: 8e9 - t, pressure: { cpu: 12 } }) as const;

function modelOf() {
  const model = new RunModel();
  model.applyAll([sample(500, [100, 50], 2), sample(1000, [100, 100], 7)]);
  return model;
}

describe('what a run knows of its machine', () => {
  it('is in the summary', () => {
    const summary = summaryOf(modelOf(), () => '');
    expect(summarySchema.parse(summary).host).toEqual({
      cores: 2,
      peakCoresUsed: 2,
      peakRunnable: 7,
      oversubscribed: 0.5,
      load1: 2.5,
      leastAvailableBytes: 8e9 - 1000,
      swapUsedBytes: null,
      pressure: { cpu: 12, memory: null, io: null },
    });
    expect(summaryOf(new RunModel(), () => '').host).toBeNull();
  });

  it('is a figure that warns when more want a core than there are', () => {
    const model = modelOf();
    const cell = () => figureCells(model).find(({ id }) => id === 'runnable');
    expect(cell()).toMatchObject({ value: '7', tone: 'bad', unit: { values: { total: 2 } } });
    model.apply(sample(1500, [10, 10], 1));
    expect(cell()).toMatchObject({ value: '1', tone: 'plain' });
  });

  it('is a chart from the first sample on', () => {
    const chart = selectHostChart(modelOf(), { window: { from: 0, to: 2000 }, most: 100 });
    expect(chart.series.map(({ key }) => key)).toEqual(['busy', 'runnable', 'cores']);
    expect(chart.rows).toEqual([
      { t: 500, busy: 1.5, runnable: 2, cores: 2 },
      { t: 1000, busy: 2, runnable: 7, cores: 2 },
    ]);
  });
});
