import { describe, expect, it } from 'vitest';
import { formatBytes, formatClock, formatDuration, significant } from '../../../src/shared/format';

describe('quantities as text', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [186_400_000, '186 MB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [3_916_000_000, '3.92 GB'],
    [5e15, '5000 TB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0, '0 ms'],
    [0.312, '0.31 ms'],
    [41.26, '41.3 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [8310, '8.31 s'],
    [59_949, '59.9 s'],
    [59_951, '1 m 00 s'],
    [182_000, '3 m 02 s'],
    [3_599_600, '1 h 00 m'],
    [7_500_000, '2 h 05 m'],
  ])('writes %d ms as %s', (duration, text) => {
    expect(formatDuration(duration)).toBe(text);
  });

  it.each([
    [0, '00:00.0'],
    [12_400, '00:12.4'],
    [3_723_450, '1:02:03.4'],
  ])('writes the clock at %d ms as %s', (duration, text) => {
    expect(formatClock(duration)).toBe(text);
  });

  it.each([
    [2.944, '2.94'],
    [41, '41'],
    [811.6, '812'],
    [0.041, '0.04'],
    [-2.944, '-2.94'],
    [100_000, '100000'],
  ])('keeps three figures of %d: %s', (value, text) => {
    expect(significant(value)).toBe(text);
  });
});
