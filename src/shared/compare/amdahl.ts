/**
 * Amdahl's law fitted to measured times (Amdahl, "Validity of the single processor approach",
 * AFIPS 1967): T(n) = serial + parallel / n, a straight line in 1/n, by least squares.
 */
import type { Milliseconds } from '../units';

export interface Measured {
  readonly workers: number;
  readonly wallMs: Milliseconds;
}

export interface AmdahlFit {
  readonly serialMs: Milliseconds;
  readonly parallelMs: Milliseconds;
  /** Share of the work that more workers do not shorten, 0 to 1. */
  readonly serialFraction: number;
  /** What no number of workers exceeds; Infinity where nothing is serial. */
  readonly maxSpeedUp: number;
  /** How much of the variation the fit explains, 0 to 1; 1 for two numbers of workers, which always fit. */
  readonly rSquared: number;
}

/** @returns `undefined` with fewer than two different numbers of workers, or where more workers took longer. */
export function fitAmdahl(measured: readonly Measured[]): AmdahlFit | undefined {
  if (new Set(measured.map(({ workers }) => workers)).size < 2) return undefined;
  const points = measured.map(({ workers, wallMs }) => ({ x: 1 / workers, y: wallMs }));
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  const spread = sum(points.map(({ x }) => (x - meanX) ** 2));
  const slope = sum(points.map(({ x, y }) => (x - meanX) * (y - meanY))) / spread;
  if (slope <= 0) return undefined;
  // A fit below nothing says that the measurement was better than linear: noise, or caches.
  const serialMs = Math.max(0, meanY - slope * meanX);
  const parallelMs = serialMs === 0 ? sum(points.map(({ x, y }) => x * y)) / sum(points.map(({ x }) => x * x)) : slope;
  const residual = sum(points.map(({ x, y }) => (y - serialMs - parallelMs * x) ** 2));
  const total = sum(points.map(({ y }) => (y - meanY) ** 2));
  const serialFraction = serialMs / (serialMs + parallelMs);
  return {
    serialMs,
    parallelMs,
    serialFraction,
    maxSpeedUp: serialFraction === 0 ? Infinity : 1 / serialFraction,
    rSquared: total === 0 ? 1 : Math.max(0, 1 - residual / total),
  };
}

/** Time that the fit foretells. */
export function timeAtWorkers({ serialMs, parallelMs }: AmdahlFit, workers: number): Milliseconds {
  return serialMs + parallelMs / workers;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
