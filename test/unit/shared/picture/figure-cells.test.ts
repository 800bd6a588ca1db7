import { describe, expect, it } from 'vitest';
import { figureCells } from '../../../../src/shared/picture/figure-cells';
import type { TimeWindow } from '../../../../src/shared/picture/time-window';
import { RunModel } from '../../../../src/shared/model/run-model';
import { eventsFrom, modelFrom } from '../../../support/renderer/recording-from';

const cells = (text: string, span?: TimeWindow) =>
  Object.fromEntries(figureCells(modelFrom(text), span).map((cell) => [cell.id, cell]));

describe('figures', () => {
  it('speak of workers where there is a pool', () => {
    const figures = cells(`
      0   run python3 pool.py cores=8
      1   start 100 main
      2   start 101 worker <100
      3   pool P 100 4
      4   submit P 1
      5   submit P 2
      6   task P 1 101 40
      500 sample 101 cpu=150
    `);
    expect(figures['workers']).toMatchObject({ value: '1', unit: { values: { total: 4 } } });
    expect(figures['cores']).toMatchObject({ value: '1.50', unit: { values: { total: 8 } } });
    expect(figures['queued']?.value).toBe('1');
    expect(figures['run']?.value).toMatch(/^(39|40|41)/);
  });

  it('speak of processes where there is none, and dash what cannot be known', () => {
    const figures = cells('1 start 100 main');
    expect(figures['alive']).toMatchObject({ value: '1', unit: { values: { total: 1 } } });
    for (const id of ['cores', 'queued', 'inFlight', 'tasks', 'run', 'wait', 'utilisation', 'efficiency', 'coreWait']) {
      expect(figures[id]?.value, id).toBeUndefined();
    }
  });

  it('draw run and wait times of their own, and none where nobody told one', () => {
    const curvesOf = (waitMs: (t: number) => number | undefined) => {
      const model = new RunModel();
      model.applyAll(
        eventsFrom(`
          1    start 100 main
          2    start 101 worker <100
          3    pool P 100 1
          10   task P 1 101 80
          1010 task P 2 101 40
        `).map((event) => (event.type === 'task-finished' ? { ...event, waitMs: waitMs(event.t) } : event)),
      );
      const of = new Map(figureCells(model).map(({ id, curve }) => [id, curve.map(({ value }) => Math.round(value))]));
      return { run: of.get('run'), wait: of.get('wait') };
    };
    const near = (value: number): unknown => expect.closeTo(value, -1);
    expect(curvesOf((t) => t)).toEqual({ run: [near(80), near(40)], wait: [near(90), near(1058)] });
    expect(curvesOf(() => undefined)).toEqual({ run: [near(80), near(40)], wait: [] });
  });

  it('turn red with the first end that needs a look', () => {
    const figures = cells(`
      1 start 100 main
      2 exit 100 3
      3 verdict 100 exit-status
    `);
    expect(figures['early']).toMatchObject({ value: '1', tone: 'bad' });
  });

  it('say by which causes processes ended early, the most frequent first', () => {
    const figures = cells(`
      1 start 100 main
      2 exit 100 3
      3 verdict 100 exit-status
      4 start 101 a
      5 start 102 b
      6 exit 101 SIGSEGV
      7 verdict 101 crash
      8 exit 102 SIGSEGV
      9 verdict 102 crash
    `);
    expect(figures['early']?.parts.map(({ id, values }) => [id, values['count']])).toEqual([
      ['cause.crash', 2],
      ['cause.exit-status', 1],
    ]);
  });

  it('speak of the selected span alone', () => {
    const run = `
      0    run python3 pool.py cores=4
      1    start 100 main
      2    start 101 worker <100
      3    pool P 100 1
      4    submit P 1
      5    submit P 2
      10   task P 1 101 80
      1010 task P 2 101 400
      500  sample 101 cpu=100
      1000 sample 101 cpu=20
      1500 sample 101 cpu=60
      1600 exit 101 3
      1601 verdict 101 exit-status
    `;
    const early = cells(run, { from: 500, to: 1000 });
    expect(early['cores']?.value).toBe('0.20');
    expect(early['early']?.value).toBe('0');
    expect(early['utilisation']?.value).toBe('0');
    expect(early['run']?.value).toBeUndefined();
    const late = cells(run, { from: 1000, to: 1700 });
    expect(late['cores']?.value).toBe('0.60');
    expect(late['early']?.value).toBe('1');
    expect(late['run']?.value).toMatch(/^(39\d|40\d)$/);
    expect(Number(late['utilisation']?.value)).toBeGreaterThan(50);
  });
});
