import { describe, expect, it } from 'vitest';
import { SharedScan } from '../../../../src/main/monitor/polling/shared-scan';

/** Scans whose ends the test decides; rows are the number of the scan. */
function openScan() {
  const ends: ((error?: Error) => void)[] = [];
  const time = { now: 0 };
  const scan = new SharedScan<number>({
    clock: () => time.now,
    freshness: 100,
    scan: () =>
      new Promise((resolve, reject) => {
        const number = ends.length + 1;
        ends.push((error) => (error === undefined ? resolve([number]) : reject(error)));
      }),
  });
  return { scan, ends, time };
}

describe('a shared scan', () => {
  it('is shared by all who ask while it runs, however long that is', async () => {
    const { scan, ends, time } = openScan();
    const first = scan.latest();
    time.now = 5000;
    const second = scan.latest();
    ends[0]?.();
    expect(await second).toEqual({ at: 0, rows: [1] });
    expect(await first).toBe(await second);
    expect(ends).toHaveLength(1);
  });

  it('answers while it is fresh, counted from its end', async () => {
    const { scan, ends, time } = openScan();
    const first = scan.latest();
    time.now = 300;
    ends[0]?.();
    await first;
    time.now = 400;
    expect(await scan.latest()).toEqual({ at: 0, rows: [1] });
    time.now = 401;
    const next = scan.latest();
    ends[1]?.();
    expect(await next).toEqual({ at: 401, rows: [2] });
  });

  it('is begun anew after a failure', async () => {
    const { scan, ends } = openScan();
    const failing = scan.latest();
    ends[0]?.(new Error('no ps'));
    await expect(failing).rejects.toThrow('no ps');
    const next = scan.latest();
    ends[1]?.();
    expect(await next).toMatchObject({ rows: [2] });
  });
});
