import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Outbox } from '../../../src/main/companion/outbox';
import type { RunEvent } from '../../../src/shared/events';

const sample = (t: number, state = 'S'): RunEvent => ({ type: 'sample', t, rows: [{ pid: 7, cpu: 0, state }] });
const line = (t: number): RunEvent => ({ type: 'log', t, pid: 7, stream: 'stdout', text: 'done' });

/** An outbox into which a sample comes twice a second, as from a watch. */
function watched() {
  const batches: (readonly number[])[] = [];
  const outbox = new Outbox((events) => batches.push(events.map(({ t }) => t)));
  let now = 0;
  const until = (t: number): void => {
    vi.advanceTimersByTime(t - now);
    now = t;
  };
  const sampled = (t: number, state?: string): void => {
    until(t);
    outbox.add(sample(t, state));
    outbox.settle();
  };
  return { outbox, batches, until, sampled, taken: () => batches.splice(0) };
}

/** Its last batch was sent at 3000; from 3500 on it rests. */
function atRest() {
  const made = watched();
  for (let t = 0; t <= 3000; t += 500) made.sampled(t);
  expect(made.taken()).toHaveLength(7);
  return made;
}

describe('Outbox', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('sends within a tenth of a second what happens, in order of time', () => {
    const { outbox, batches, until } = watched();
    outbox.add(line(20));
    outbox.add(line(10));
    until(99);
    expect(batches).toEqual([]);
    until(100);
    expect(batches).toEqual([[10, 20]]);
  });

  it('sends at once what a sample completes', () => {
    const { outbox, sampled, until, batches } = watched();
    until(500);
    outbox.add(line(500));
    sampled(550);
    expect(batches).toEqual([[500, 550]]);
  });

  it('sends readings of a program that rests together, those of two seconds', () => {
    const { sampled, taken } = atRest();
    for (let t = 3500; t <= 8000; t += 500) sampled(t);
    expect(taken()).toEqual([
      [3500, 4000, 4500, 5000],
      [5500, 6000, 6500, 7000],
    ]);
  });

  it('wakes nobody while readings wait', () => {
    const { sampled, until, taken } = atRest();
    sampled(3500);
    until(4400);
    expect(vi.getTimerCount()).toBe(0);
    expect(taken()).toEqual([]);
  });

  it('sends at once a sample that is news, after those that wait', () => {
    const { sampled, taken } = atRest();
    sampled(3500);
    sampled(4000, 'T');
    sampled(4500, 'T');
    expect(taken()).toEqual([[3500, 4000], [4500]]);
  });

  it('lets nothing that happens wait longer than ever, even if it is told late', () => {
    const { outbox, sampled, until, taken } = atRest();
    sampled(3500);
    outbox.add(line(200));
    until(3600);
    expect(taken()).toEqual([[200, 3500]]);
    until(3950);
    outbox.add(line(300));
    sampled(4000);
    expect(taken()).toEqual([[300, 4000]]);
  });

  it('does not let samples wait that are far apart anyway', () => {
    const { sampled, taken } = watched();
    for (let t = 0; t <= 20_000; t += 2000) sampled(t);
    expect(taken()).toHaveLength(11);
  });
});
