import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueueEvent, QueueInstruction } from '../../../../src/main/multiprocessing/sync/state/queue-events';
import { QueueState } from '../../../../src/main/multiprocessing/sync/state/queue-state';
import { QueueWorld } from './queue-world';

/** For a busy machine. */
const LONG = 120_000;

const A = 1;
const B = 2;

describe('queue state', () => {
  it('delivers in the order in which items came, to the one that waited longest', () => {
    const play = player(0);
    expect(play({ type: 'gets-wait', client: A, count: 1, received: 0 })).toEqual([]);
    play({ type: 'gets-wait', client: B, count: 1, received: 0 });
    expect(play({ type: 'put', client: A, items: ['a'] })).toEqual([{ type: 'deliver', client: A, items: ['a'] }]);
    expect(play({ type: 'put', client: A, items: ['b'] })).toEqual([{ type: 'deliver', client: B, items: ['b'] }]);
  });

  it('counts an item as in the queue until it is taken, so that a bounded queue is never over its size', () => {
    const play = player(1);
    play({ type: 'puts-wait', client: A, count: 2, received: 0 });
    play({ type: 'put', client: A, items: ['a'] });
    expect(play({ type: 'gets-wait', client: B, count: 1, received: 0 })).toEqual([
      { type: 'deliver', client: B, items: ['a'] },
    ]);
    expect(play({ type: 'took', client: B, count: 1 })).toEqual([{ type: 'grant-places', client: A, count: 1 }]);
  });

  it('puts back in their old order what a client that ended had not taken', () => {
    const { state, play } = world(0);
    play({ type: 'put', client: A, items: ['a', 'b', 'c'] });
    play({ type: 'gets-wait', client: B, count: 3, received: 0 });
    play({ type: 'leave', client: B, total: 1 });
    expect(state.size).toBe(2);
    expect(play({ type: 'gets-wait', client: A, count: 2, received: 0 })).toEqual([
      { type: 'deliver', client: A, items: ['b', 'c'] },
    ]);
  });

  it('gives an item that came too late for one to another that waits', () => {
    const play = player(0);
    play({ type: 'gets-wait', client: A, count: 1, received: 0 });
    play({ type: 'put', client: A, items: ['a'] });
    play({ type: 'gets-wait', client: B, count: 1, received: 0 });
    expect(play({ type: 'gets-wait', client: A, count: 0, received: 0 })).toEqual([
      { type: 'recall-items', client: A },
    ]);
    expect(play({ type: 'items-back', client: A, count: 0 })).toEqual([{ type: 'deliver', client: B, items: ['a'] }]);
  });

  it('delivers ahead of time to one that takes quickly, and not to one that is slow', () => {
    const { state, play } = world(0);
    play({ type: 'put', client: A, items: Array<string>(100).fill('x') });
    play({ type: 'gets-wait', client: A, count: 1, received: 0 }, 0);
    expect(play({ type: 'took', client: A, count: 1 }, 0.1)).toMatchObject([
      { type: 'deliver', items: { length: 40 } },
    ]);
    play({ type: 'gets-wait', client: B, count: 1, received: 0 }, 1);
    expect(play({ type: 'took', client: B, count: 1 }, 100)).toEqual([]);
    expect(state.size).toBe(98);
  });

  it('answers a poll at once, but asks others first what they have in hand', () => {
    const play = player(0);
    expect(play({ type: 'poll-items', client: B, request: 1 })).toEqual([
      { type: 'item-polled', client: B, request: 1, isServed: false },
    ]);
    play({ type: 'put', client: A, items: ['a', 'b'] });
    play({ type: 'gets-wait', client: A, count: 2, received: 0 });
    play({ type: 'gets-wait', client: A, count: 0, received: 0 });
    expect(play({ type: 'poll-items', client: B, request: 2 })).toEqual([{ type: 'recall-items', client: A }]);
    expect(play({ type: 'items-back', client: A, count: 1 })).toEqual([
      { type: 'deliver', client: B, items: ['b'] },
      { type: 'item-polled', client: B, request: 2, isServed: true },
    ]);
  });

  it('is closed when all that may put know it, and drained when all is taken', () => {
    const play = player(0);
    play({ type: 'attach', client: A });
    play({ type: 'attach', client: B });
    expect(play({ type: 'close', client: A })).toEqual([
      { type: 'closed', client: A },
      { type: 'closed', client: B },
    ]);
    play({ type: 'close-known', client: A });
    // Said before it heard of the close.
    play({ type: 'put', client: B, items: ['late'] });
    expect(play({ type: 'gets-wait', client: A, count: 2, received: 0 })).toEqual([
      { type: 'deliver', client: A, items: ['late'] },
    ]);
    play({ type: 'took', client: A, count: 1 });
    expect(play({ type: 'close-known', client: B })).toEqual([{ type: 'drained', client: A }]);
    play({ type: 'put', client: B, items: ['too late'] });
    expect(play({ type: 'gets-wait', client: B, count: 1, received: 0 })).toEqual([{ type: 'drained', client: B }]);
  });

  it('counts tasks: a join waits for as many as were put, and one too many is refused', () => {
    const play = player(0);
    play({ type: 'put', client: A, items: ['a'] });
    expect(play({ type: 'join', client: B, request: 1 })).toEqual([]);
    expect(play({ type: 'task-done', client: A, request: 2 })).toEqual([
      { type: 'task-done', client: A, request: 2, isRight: true },
      { type: 'joined', client: B, request: 1 },
    ]);
    expect(play({ type: 'task-done', client: A, request: 3 })).toMatchObject([{ isRight: false }]);
  });

  it('loses and doubles no item, whatever processes do, how slow messages are and who dies', { timeout: LONG }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 4 }), (seed, maxSize) => {
        const played = new QueueWorld(seed, maxSize);
        for (let step = 0; step < 300; step += 1) played.step();
        played.settle();
        expect(played.problems).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

function world(maxSize: number) {
  const state = new QueueState<string>(maxSize);
  const play = (event: QueueEvent<string>, at = 0): readonly QueueInstruction<string>[] => state.handle(event, at);
  return { state, play };
}

function player(maxSize: number) {
  return world(maxSize).play;
}
