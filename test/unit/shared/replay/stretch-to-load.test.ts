import { describe, expect, it } from 'vitest';
import { RunModel } from '../../../../src/shared/model/run-model';
import { WHOLE_RUN } from '../../../../src/shared/picture/time-window';
import { stretchToLoad } from '../../../../src/shared/replay/stretch-to-load';

/** Two samples a second. */
function runOf(hours: number): RunModel {
  const model = new RunModel();
  for (let half = 0; half < hours * 7200; half += 1) model.cpuSeries.push(half * 500, 1);
  model.now = hours * 3_600_000;
  return model;
}
const day = runOf(24);
day.leftOut = 5;
const fixed = (from: number, to: number) => ({ kind: 'fixed', from, to }) as const;

describe('the stretch to load', () => {
  it('is none for the whole of a run, and for a run that is held whole in any view', () => {
    expect(stretchToLoad(day, { view: WHOLE_RUN, at: undefined })).toBeUndefined();
    expect(stretchToLoad(day, { view: fixed(0, day.now * 0.8), at: undefined })).toBeUndefined();
    const short = runOf(0.05);
    expect(stretchToLoad(short, { view: fixed(10, 20), at: 15 })).toBeUndefined();
    expect(stretchToLoad(runOf(1), { view: WHOLE_RUN, at: 15 })).toBeUndefined();
  });

  it('is none for the last minutes of a long run, of which every reading is held', () => {
    const long = runOf(8);
    const { now } = long;
    expect(stretchToLoad(long, { view: fixed(now - 120_000, now - 60_000), at: undefined })).toBeUndefined();
    expect(stretchToLoad(long, { view: fixed(now - 3_600_000, now - 60_000), at: undefined })).toBeDefined();
  });

  it('holds what is in view, is at most some times as long, and stays for a small move', () => {
    for (const span of [100, 20_000, 300_000, 3_600_000]) {
      const [from, to] = [40_000_123, 40_000_123 + span];
      const stretch = stretchToLoad(day, { view: fixed(from, to), at: undefined });
      expect(stretch?.from).toBeLessThanOrEqual(from);
      expect(stretch?.to).toBeGreaterThanOrEqual(to);
      expect((stretch?.to ?? 0) - (stretch?.from ?? 0)).toBeLessThanOrEqual(Math.max(3 * span, 100_000));
      expect(stretchToLoad(day, { view: fixed(from + span / 1e4, to + span / 1e4), at: undefined })).toEqual(stretch);
    }
  });

  it('is around the moment that is looked back at, where that is not in view', () => {
    const at = 50_000_000;
    for (const view of [WHOLE_RUN, fixed(0, 60_000)]) {
      const stretch = stretchToLoad(day, { view, at });
      expect(stretch?.from).toBeLessThanOrEqual(at);
      expect(stretch?.to).toBeGreaterThan(at);
      expect(stretchToLoad(day, { view, at: at + 1000 })).toEqual(stretch);
    }
  });
});
