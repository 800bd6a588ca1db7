import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitAmdahl, timeAtWorkers } from '../../../../src/shared/compare/amdahl';

const measured = (serial: number, parallel: number, workers: readonly number[]) =>
  workers.map((count) => ({ workers: count, wallMs: serial + parallel / count }));

describe('the fit of Amdahl', () => {
  it('finds the parts of a law that holds exactly', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        fc.uniqueArray(fc.integer({ min: 1, max: 64 }), { minLength: 2, maxLength: 6 }),
        (serial, parallel, workers) => {
          const fit = fitAmdahl(measured(serial, parallel, workers));
          expect(fit?.serialMs).toBeCloseTo(serial, 3);
          expect(fit?.parallelMs).toBeCloseTo(parallel, 3);
          expect(fit?.rSquared).toBeCloseTo(1, 6);
        },
      ),
    );
  });

  it('tells the limit of the speed-up and the time of more workers', () => {
    const fit = fitAmdahl(measured(100, 900, [1, 2, 4]));
    expect(fit?.serialFraction).toBeCloseTo(0.1);
    expect(fit?.maxSpeedUp).toBeCloseTo(10);
    expect(fit && timeAtWorkers(fit, 9)).toBeCloseTo(200);
  });

  it('calls nothing serial where more workers gained more than their number', () => {
    const fit = fitAmdahl([
      { workers: 1, wallMs: 1000 },
      { workers: 2, wallMs: 450 },
    ]);
    expect(fit).toMatchObject({ serialMs: 0, maxSpeedUp: Infinity });
  });

  it('gives no fit for one number of workers, nor where more workers took longer', () => {
    expect(
      fitAmdahl([
        { workers: 2, wallMs: 10 },
        { workers: 2, wallMs: 12 },
      ]),
    ).toBeUndefined();
    expect(
      fitAmdahl([
        { workers: 1, wallMs: 10 },
        { workers: 2, wallMs: 20 },
      ]),
    ).toBeUndefined();
  });
});
