import { describe, expect, it } from 'vitest';
import { figureCells } from '../../../../src/shared/picture/figure-cells';
import { modelFrom } from '../../../support/renderer/recording-from';

const cells = (text: string) => Object.fromEntries(figureCells(modelFrom(text)).map((cell) => [cell.id, cell]));

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
    expect(figures['latency']?.value).toMatch(/^(39|40|41)/);
  });

  it('speak of processes where there is none, and dash what cannot be known', () => {
    const figures = cells('1 start 100 main');
    expect(figures['alive']).toMatchObject({ value: '1', unit: { values: { total: 1 } } });
    for (const id of ['cores', 'queued', 'inFlight', 'tasks', 'latency', 'efficiency']) {
      expect(figures[id]?.value, id).toBeUndefined();
    }
  });

  it('turn red with the first end that needs a look', () => {
    const figures = cells(`
      1 start 100 main
      2 exit 100 3
      3 verdict 100 exit-status
    `);
    expect(figures['early']).toMatchObject({ value: '1', tone: 'bad' });
  });
});
