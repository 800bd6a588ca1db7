import { describe, expect, it } from 'vitest';
import { ageOf, rowStateOf } from '../../../../src/renderer/home/recent-rows';
import type { RecordingEntry } from '../../../../src/shared/recording';

const MINUTE = 60_000;
const entry: RecordingEntry = {
  path: '/a',
  runId: 'a',
  title: 'a',
  startedAt: 0,
  durationMs: 1,
  processes: 1,
  sizeBytes: 1,
  isUnfinished: false,
};

describe('ageOf', () => {
  it.each([
    [30_000, undefined],
    [MINUTE, { unit: 'minute', amount: 1 }],
    [59 * MINUTE, { unit: 'minute', amount: 59 }],
    [60 * MINUTE, { unit: 'hour', amount: 1 }],
    [47 * 60 * MINUTE, { unit: 'day', amount: 1 }],
    [7 * 24 * 60 * MINUTE, 'date'],
    [-5000, undefined],
  ])('tells %d ms', (passed, age) => {
    expect(ageOf(1e12 - passed, 1e12)).toEqual(age);
  });
});

describe('rowStateOf', () => {
  it('marks trouble, doubt and a good end differently', () => {
    expect(rowStateOf(entry)).toBe('ok');
    expect(rowStateOf({ ...entry, isUnfinished: true })).toBe('doubtful');
    expect(rowStateOf({ ...entry, worst: { name: 'x', cause: 'unknown' } })).toBe('doubtful');
    expect(rowStateOf({ ...entry, worst: { name: 'x', cause: 'crash' }, isUnfinished: true })).toBe('troubled');
  });
});
