import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../src/shared/events';
import { RunModel } from '../../../../src/shared/model/run-model';
import { selectCoresChart } from '../../../../src/shared/picture/cores-chart';
import { selectCoreWaitChart, selectWaitsChart } from '../../../../src/shared/picture/wait-charts';

const limits = { window: { from: 0, to: 1000 }, most: 300 };
const started = (pid: number): RunEvent => ({
  type: 'process-started',
  t: 1,
  pid,
  ppid: 1,
  name: `p${pid}`,
  seenBy: 'kernel',
});
const modelOf = (...events: readonly RunEvent[]): RunModel => {
  const model = new RunModel();
  model.applyAll(events);
  return model;
};

describe('the chart of waits', () => {
  const model = modelOf(
    started(1),
    started(2),
    { type: 'wait-started', t: 100, pid: 1, wait: 'lock', object: 'L' },
    { type: 'wait-started', t: 200, pid: 2, wait: 'lock', object: 'L' },
    { type: 'wait-started', t: 200, pid: 2, wait: 'queue-get', object: 'Q' },
    { type: 'wait-ended', t: 400, pid: 1, wait: 'lock', object: 'L', waitedMs: 300 },
    { type: 'process-exited', t: 600, pid: 2, code: 0, signal: null, seenBy: 'kernel' },
    { type: 'host-sample', t: 1000, cpu: [10] },
  );
  const at = (t: number) => selectWaitsChart(model, limits).rows.find((row) => row['t'] === t);

  it('counts those that go on, by what is waited for; the end of a process ends its waits', () => {
    expect(at(200)).toEqual({ t: 200, lock: 2, queue: 1 });
    expect(at(400)).toMatchObject({ lock: 1, queue: 1 });
    expect(at(600)).toMatchObject({ lock: 0, queue: 0 });
    expect(at(1000)).toMatchObject({ lock: 0 });
  });

  it('leaves out what nobody waited for, and is empty where nobody waited', () => {
    expect(selectWaitsChart(model, limits).series.map(({ kind }) => kind)).toEqual(['wait-queue', 'wait-lock']);
    expect(selectWaitsChart(modelOf(started(1)), limits)).toMatchObject({ series: [], rows: [] });
  });
});

describe('the chart of the time that is waited for a core', () => {
  it('has the seconds a second of each sample', () => {
    const sample = (t: number, coreWaitMs: number): RunEvent => ({ type: 'sample', t, rows: [{ pid: 1, coreWaitMs }] });
    const model = modelOf(started(1), sample(100, 0), sample(600, 250), sample(1000, 250));
    expect(selectCoreWaitChart(model, limits).rows.map((row) => row['coreWait'])).toEqual([0, 0.5, 0]);
  });

  it('is empty where the system does not tell', () => {
    expect(selectCoreWaitChart(modelOf(started(1)), limits).series).toEqual([]);
  });
});

describe('the chart of the cores', () => {
  it('has one curve a core, from 0 to 1', () => {
    const model = modelOf({ type: 'host-sample', t: 500, cpu: [100, 25] });
    const { series, rows } = selectCoresChart(model, limits);
    expect(series.map(({ name }) => name)).toEqual(['0', '1']);
    expect(rows).toEqual([{ t: 500, core0: 1, core1: 0.25 }]);
  });

  it('has the means of neighbours where there are many cores', () => {
    const model = modelOf({ type: 'host-sample', t: 500, cpu: Array.from({ length: 64 }, (_, core) => core) });
    const { series, rows } = selectCoresChart(model, limits);
    expect(series.map(({ name }) => name).slice(0, 2)).toEqual(['0–3', '4–7']);
    expect(series).toHaveLength(16);
    expect(rows[0]?.['core1']).toBeCloseTo(0.055);
  });

  it('is empty before the machine was sampled', () => {
    expect(selectCoresChart(new RunModel(), limits)).toMatchObject({ series: [], rows: [] });
  });
});
