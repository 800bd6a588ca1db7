import { formatBytes, significant } from '../format';
import type { Milliseconds } from '../units';
import type { TimeWindow } from './time-window';

const MINUTE: Milliseconds = 60_000;
const HOUR: Milliseconds = 60 * MINUTE;
/** Steps that a clock is read in; below a second decimal ones are found by {@link decimalStep}. */
const CLOCK_STEPS: readonly Milliseconds[] = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440].map((minutes) => minutes * MINUTE),
];

export interface TimeTick {
  readonly t: Milliseconds;
  readonly label: string;
}

/** Round moments of the window, at most `most`, and how they are written. */
export function timeTicks(window: TimeWindow, most: number): readonly TimeTick[] {
  const span = window.to - window.from;
  const wanted = span / Math.max(1, most);
  const step = wanted <= 500 ? decimalStep(wanted) : (CLOCK_STEPS.find((one) => one >= wanted) ?? decimalStep(wanted));
  const ticks: TimeTick[] = [];
  for (let place = Math.ceil(window.from / step - 1e-9); place * step <= window.to; place += 1) {
    ticks.push({ t: place * step, label: tickLabel(place * step, step, window) });
  }
  return ticks;
}

function tickLabel(t: Milliseconds, step: Milliseconds, { to }: TimeWindow): string {
  if (to < 2000 && step < 1000) return `${significant(t)} ms`;
  if (to >= HOUR && step % HOUR === 0) return `${Math.round(t / HOUR)} h`;
  if (to > 2 * MINUTE && step >= 1000) return clock(Math.round(t / 1000), to >= HOUR);
  const digits = Math.max(0, -Math.floor(Math.log10(step / 1000) + 1e-9));
  return `${(t / 1000).toFixed(digits)} s`;
}

function clock(seconds: number, hasHours: boolean): string {
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  return hasHours ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}` : `${minutes}:${rest}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Round values from 0 up; the last is the axis's end and is not below `peak`. */
export function valueTicks(peak: number, most: number): readonly number[] {
  const step = decimalStep(Math.max(peak, 1e-9) / most);
  const count = Math.max(1, Math.ceil(peak / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, place) => Number((place * step).toPrecision(12)));
}

/** The same for counts: no half items. */
export function countTicks(peak: number, most: number): readonly number[] {
  return valueTicks(Math.max(peak, 1), Math.max(1, Math.min(most, Math.ceil(peak))));
}

/** 1, 2 or 5 times a power of ten, not below `wanted`. */
function decimalStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((one) => one * power >= wanted * (1 - 1e-9)) ?? 10;
  return factor * power;
}

export const axisBytes = (bytes: number): string => (bytes === 0 ? '0' : formatBytes(bytes));
export const axisNumber = (value: number): string =>
  value >= 10_000 ? `${significant(value / 1000)}k` : significant(value);
