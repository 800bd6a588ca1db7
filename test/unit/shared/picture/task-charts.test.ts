import { describe, expect, it } from 'vitest';
import { withoutGaps } from '../../../../src/shared/picture/chart-gaps';
import { selectLatencyChart, selectThroughputChart } from '../../../../src/shared/picture/task-charts';
import { modelFrom } from '../../../support/renderer/recording-from';

const RUN = `
  0    run python3 pool.py
  1    start 100 main
  2    start 101 worker <100
  3    pool P 100 1
  4    submit P 1
  5    submit P 2
  6    submit P 3
  10   task P 1 101 20
  40   task P 2 101 5
  410  task P 3 101 80
`;
const window = { from: 0, to: 500 };

describe('the chart of the throughput', () => {
  it('counts ends a second, with zero where nothing ended', () => {
    const { rows } = selectThroughputChart(modelFrom(RUN), { window, most: 300 });
    expect(rows.slice(0, 3).map((row) => row['rate'])).toEqual([40, 0, 0]);
    expect(rows.at(-1)?.['t']).toBe(500);
  });

  it('is empty without tasks, not a line at zero', () => {
    expect(selectThroughputChart(modelFrom('1 start 100 main'), { window, most: 300 }).rows).toEqual([]);
  });

  it('keeps to the number of moments asked for', () => {
    const { rows } = selectThroughputChart(modelFrom(RUN), { window: { from: 0, to: 100_000 }, most: 20 });
    expect(rows.length).toBeLessThanOrEqual(21);
  });
});

describe('the chart of the latency', () => {
  it('has median and tail of what ended in each slice', () => {
    const { rows, series } = selectLatencyChart(modelFrom(RUN), { window, most: 300 });
    expect(series.map(({ kind }) => kind)).toContain('run-p99');
    expect(rows[0]?.['run99']).toBeCloseTo(20, 0);
    expect(rows.at(-1)?.['run50']).toBeCloseTo(80, -1);
  });
});

describe('a stretch that nobody watched', () => {
  it('has no values in a chart, only its edges', () => {
    const rows = [0, 100, 200, 300, 400].map((t) => ({ t, load: 1 }));
    const data = withoutGaps({ between: 'line', series: [], rows }, { gaps: [{ from: 150, to: 350 }] }, window);
    expect(data.rows.map((row) => [Math.round(row['t'] ?? -1), row['load']])).toEqual([
      [0, 1],
      [100, 1],
      [150, undefined],
      [350, undefined],
      [400, 1],
    ]);
  });
});
