import { describe, expect, it } from 'vitest';
import { liveLines, progressLine } from '../../../../src/main/cli/live/live-lines';
import { styleFor } from '../../../../src/main/cli/text/style';
import { textsOf } from '../../../../src/main/cli/text/texts';
import type { RunEvent } from '../../../../src/shared/events';
import { exited, modelOf, started } from '../../../support/run-events';

const paper = { texts: textsOf('en'), style: styleFor(false, {}), width: 100 };
const sample = (t: number, pid: number): RunEvent => ({
  type: 'sample',
  t,
  rows: [{ pid, cpu: 96.4, cpuMs: 900, rss: 58_300_000, state: 'R' }],
});
const pool: readonly RunEvent[] = [
  started([1, 0], 'node', 0),
  started([2, 1], 'worker-1', 5),
  { type: 'pool-opened', t: 5, pool: 'p', pid: 1, size: 1 },
  { type: 'task-submitted', t: 6, pool: 'p', task: 1, label: 'count' },
  { type: 'task-submitted', t: 6, pool: 'p', task: 2, label: 'count' },
  { type: 'task-started', t: 7, pool: 'p', task: 1, pid: 2 },
  { type: 'task-finished', t: 47, pool: 'p', task: 1, pid: 2, waitMs: 1, runMs: 40 },
  sample(1000, 2),
];

describe('liveLines', () => {
  it('shows the figures and a row for each process', () => {
    const lines = liveLines({ title: 'primes', model: modelOf(...pool), height: 24 }, paper);
    expect(lines[0]).toBe('primes  00:01.0');
    expect(lines[1]).toContain('workers 1/1 · queue 1 · in flight 0');
    expect(lines.at(-3)).toMatch(/^process +pid +CPU +RSS +tasks +state$/);
    expect(lines.at(-1)).toMatch(/^└ worker-1 +2 +96 % +58\.3 MB +1 +running$/);
  });

  it('says of an ended process how it ended and how long it lived', () => {
    const lines = liveLines({ title: 'p', model: modelOf(...pool, exited(2, 'SIGKILL', 2005)), height: 24 }, paper);
    expect(lines.at(-1)).toMatch(/^└ worker-1 .* ended SIGKILL after 2 s$/);
  });

  it('is never higher than the terminal, and keeps the living in sight', () => {
    const many = Array.from({ length: 200 }, (_, n) => [started([n + 2, 1], `job-${n}`), exited(n + 2, 0)]).flat();
    const model = modelOf(started([1, 0], 'xargs', 0), ...many, started([999, 1], 'last'));
    for (const height of [10, 24, 60]) {
      const lines = liveLines({ title: 'x', model, height }, paper);
      expect(lines.length).toBeLessThanOrEqual(height);
      expect(lines.some((line) => line.startsWith('last'))).toBe(true);
      expect(lines.at(-1)).toMatch(/^\d+ more processes$/);
    }
  });
});

describe('progressLine', () => {
  it('is the figures in one line', () => {
    expect(progressLine({ title: 'primes', model: modelOf(...pool) }, paper.texts)).toMatch(
      /^primes {2}00:01\.0 · processes 2\/2 · .*workers 1\/1 · queue 1 · in flight 0 · .*tasks\/s · p50 40/,
    );
  });
});
