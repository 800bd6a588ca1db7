import { describe, expect, it } from 'vitest';
import type { Seat } from '../../../src/main/multiprocessing/state/crew';
import { Silence } from '../../../src/main/multiprocessing/state/silence';
import { playPool } from './play-pool';

describe('PoolState, a worker that does not begin', () => {
  it('replaces one that does not begin its task, and hands that on, but none that runs one', () => {
    const script =
      'ready 1\nready 2\nsubmit 1\nsubmit 2\nbegin 2 1\nseconds 10\nseconds 1\ncrash 1\nready 3\nseconds 10';
    expect(playPool(script)).toEqual(['assign 2 1', 'assign 1 2', 'kill 1', 'start 3', 'assign 3 2']);
  });

  it('ends one that was told to leave and is still there, once', () => {
    const script = 'ready 1\nready 2\nsubmit 1\nbegin 2 1\nclose\nseconds 10\nseconds 1\nseconds 20';
    expect(playPool(script)).toEqual(['assign 2 1', 'dismiss 1', 'kill 1']);
  });

  it('takes none for silent that was silent before another task', () => {
    const script = 'ready 1\nsubmit 1\nseconds 10\nbegin 1 1\nreturn 1 1\nsubmit 2\nseconds 10';
    expect(playPool(script, { size: 1 })).toEqual(['assign 1 1', 'assign 1 2']);
  });
});

it('Silence keeps nothing of a worker that is gone', () => {
  const silence = new Silence();
  // The cast: all that it looks at.
  const seat = { stage: 'ready', line: { head: { place: 'in-line' } } } as unknown as Seat;
  for (let look = 0; look < 10; look += 1) expect(silence.look([seat])).toEqual([]);
  silence.forget(seat);
  for (let look = 0; look < 10; look += 1) expect(silence.look([seat])).toEqual([]);
  expect(silence.look([seat])).toEqual([seat]);
});
