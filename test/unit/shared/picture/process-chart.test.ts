import { describe, expect, it } from 'vitest';
import { rowAt, summaryOf } from '../../../../src/shared/picture/chart-data';
import { selectCpuChart, selectMemoryChart } from '../../../../src/shared/picture/process-chart';
import { modelFrom } from '../../../support/renderer/recording-from';

const whole = { window: { from: 0, to: 1000 }, most: 300 };

describe('CPU by process', () => {
  it('draws each process in cores, in order of start', () => {
    const model = modelFrom(`
      0   start 100 main
      10  start 101 worker <100
      500 sample 100 cpu=10
      500 sample 101 cpu=150
    `);
    const { series, rows } = selectCpuChart(model, whole);
    expect(series.map(({ name }) => name)).toEqual(['main', 'worker']);
    expect(rowAt(rows, 500)).toMatchObject({ p0: 0.1, p1: 1.5 });
  });

  it('tells processes of one name apart by their pids', () => {
    const model = modelFrom(`
      0   start 100 python3
      10  start 101 python3 <100
      500 sample 100 cpu=10
      500 sample 101 cpu=150
    `);
    expect(selectCpuChart(model, whole).series.map(({ name }) => name)).toEqual(['python3 100', 'python3 101']);
  });

  it('drops to nothing at an end, not slowly', () => {
    const model = modelFrom(`
      0   start 100 main
      500 sample 100 cpu=100
      700 exit 100 0
      900 start 101 next
      950 sample 101 cpu=50
    `);
    const { rows } = selectCpuChart(model, whole);
    expect(rows.filter((row) => (row['t'] ?? 0) <= 700).every((row) => row['p0'] === 1)).toBe(true);
    expect(rows.filter((row) => (row['t'] ?? 0) > 700).every((row) => row['p0'] === 0)).toBe(true);
  });

  it('shows one that was never sampled by its CPU time over its life', () => {
    const model = modelFrom(`
      0   start 100 main
      100 start 101 brief <100
      120 exit 101 0 10
      500 sample 100 cpu=1
    `);
    expect(Math.max(...selectCpuChart(model, whole).rows.map((row) => row['p1'] ?? 0))).toBe(0.5);
  });

  it('sums up the lightest as others, so that no chart has more than 13 series', () => {
    const starts = Array.from({ length: 30 }, (_, place) => `${place} start ${200 + place} w${place}`);
    const samples = Array.from({ length: 30 }, (_, place) => `500 sample ${200 + place} cpu=10 ms=${place}`);
    const { series, rows } = selectCpuChart(modelFrom([...starts, ...samples].join('\n')), whole);
    expect(series).toHaveLength(13);
    expect(series.at(-1)?.kind).toBe('others');
    expect(rowAt(rows, 500)?.['others']).toBeCloseTo(1.8);
  });

  it('keeps to the points it is given for a long run', () => {
    const samples = Array.from({ length: 2000 }, (_, place) => `${place * 10} sample 100 cpu=${place % 100}`);
    const model = modelFrom(['0 start 100 main', ...samples].join('\n'));
    const { rows } = selectCpuChart(model, { window: { from: 0, to: 20_000 }, most: 100 });
    expect(rows.length).toBeLessThanOrEqual(110);
  });

  it('says the mean weighed by time, the latest and the highest', () => {
    const model = modelFrom(`
      0   start 100 main
      0   sample 100 cpu=100
      800 sample 100 cpu=100
      1000 sample 100 cpu=0
    `);
    const [summary] = summaryOf(selectCpuChart(model, whole));
    expect(summary?.peak).toBe(1);
    expect(summary?.latest).toBe(0);
    expect(summary?.mean).toBeCloseTo(0.9);
  });
});

describe('memory by process', () => {
  it('is what the samples said, in bytes', () => {
    const model = modelFrom(`
      0   start 100 main
      500 sample 100 rss=4096
      600 sample 100 rss=8192
    `);
    expect(rowAt(selectMemoryChart(model, whole).rows, 600)).toMatchObject({ p0: 8192 });
  });
});
