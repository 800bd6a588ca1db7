/**
 * Quantities as text with their units, the same in window, command line and report.
 *
 * Units are SI symbols, which need no translation. Numbers keep three significant figures,
 * so that a column of them lines up and none pretends to more than was measured.
 */
import type { Bytes, Milliseconds } from './units';

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `186 MB`, `3.92 GB`: decimal units, as disks and `ps` of macOS count. */
export function formatBytes(bytes: Bytes): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < SIZES.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? String(Math.round(value)) : significant(value)} ${SIZES[unit] ?? 'B'}`;
}

/** `0.31 ms`, `41 ms`, `8.31 s`, `3 m 02 s`, `2 h 05 m`. */
export function formatDuration(duration: Milliseconds): string {
  if (duration < 999.5) return `${significant(duration)} ms`;
  const seconds = duration / 1000;
  if (seconds < 59.95) return `${significant(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} m`;
}

/** A clock that runs with a run: `00:12.4`, `1:02:03.4`. */
export function formatClock(duration: Milliseconds): string {
  const tenths = Math.floor(duration / 100);
  const hours = Math.floor(tenths / 36_000);
  const clock = `${two(Math.floor(tenths / 600) % 60)}:${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
  return hours === 0 ? clock : `${hours}:${clock}`;
}

/** Three significant figures without trailing zeros: `2.94`, `41`, `812`, `0.04`. */
export function significant(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return String(Number(value.toFixed(Math.min(digits, 2))));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
