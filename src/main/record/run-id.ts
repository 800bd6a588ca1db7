import type { EpochMilliseconds, RunId } from '../../shared/units';

const DIGITS = 'abcdefghijkmnpqrstuvwxyz23456789';
const SUFFIX_LENGTH = 4;

/**
 * `YYYYMMDD-HHMMSS-xxxx`: sorts by time in a file list, reads as a local time, and two runs
 * begun in one second differ.
 *
 * @param random from 0 to below 1, as `Math.random`.
 */
export function newRunId(now: EpochMilliseconds, random: () => number): RunId {
  const at = new Date(now);
  const date = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  const time = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  const suffix = Array.from({ length: SUFFIX_LENGTH }, () => DIGITS.charAt(Math.floor(random() * DIGITS.length)));
  return `${date}-${time}-${suffix.join('')}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
