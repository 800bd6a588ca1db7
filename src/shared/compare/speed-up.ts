/** What the picture of speed-up by workers shows, the same in the window and on a page. */
import { valueTicks } from '../picture/ticks';
import { type AmdahlFit, timeAtWorkers } from './amdahl';
import type { Comparison } from './comparison';

export interface SpeedUpPoint {
  readonly workers: number;
  readonly speedUp: number;
}

export interface SpeedUpCurves {
  /** In the order of the runs that have a number of workers; `place` is the run's. */
  readonly measured: readonly (SpeedUpPoint & { readonly place: number })[];
  /** As many times faster as there are more workers. */
  readonly ideal: readonly SpeedUpPoint[];
  /** What the fit foretells; empty without one. */
  readonly fitted: readonly SpeedUpPoint[];
  readonly least: number;
  readonly most: number;
  /** Values of the axis from 0 up. */
  readonly ticks: readonly number[];
}

/** Of the curve of the fit: it looks smooth. */
const STEPS = 40;

/** @returns `undefined` where fewer than two runs of one command have a number of workers. */
export function speedUpOf({ runs, amdahl }: Comparison): SpeedUpCurves | undefined {
  const measured = runs.flatMap(({ facts, speedUp }, place) =>
    facts.workers === undefined || speedUp === undefined ? [] : [{ workers: facts.workers, speedUp, place }],
  );
  if (measured.length < 2) return undefined;
  const all = measured.map(({ workers }) => workers);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return {
    measured,
    ideal: [
      { workers: least, speedUp: 1 },
      { workers: most, speedUp: most / least },
    ],
    fitted: amdahl === undefined ? [] : fittedCurve(amdahl, least, most),
    least,
    most,
    ticks: valueTicks(Math.max(most / least, ...measured.map(({ speedUp }) => speedUp)), 5),
  };
}

function fittedCurve(amdahl: AmdahlFit, least: number, most: number): readonly SpeedUpPoint[] {
  const base = timeAtWorkers(amdahl, least);
  return Array.from({ length: STEPS + 1 }, (_, place) => {
    const workers = least + ((most - least) * place) / STEPS;
    return { workers, speedUp: base / timeAtWorkers(amdahl, workers) };
  });
}
