import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QueueEvent, QueueState } from '../../../src/main/multiprocessing/state/queue-state';

describe('queue state', () => {
  it('hands out items in the order in which they came', () => {
    const queue = new QueueState<string>(0);
    queue.handle({ type: 'put', ticket: 1, item: 'a' });
    queue.handle({ type: 'put', ticket: 2, item: 'b' });
    expect(queue.handle({ type: 'get', ticket: 3 })).toEqual([{ type: 'get-done', ticket: 3, item: 'a' }]);
    expect(queue.size).toBe(1);
  });

  it('serves the one that waited longest', () => {
    const queue = new QueueState<string>(0);
    expect(queue.handle({ type: 'get', ticket: 1 })).toEqual([]);
    queue.handle({ type: 'get', ticket: 2 });
    expect(queue.handle({ type: 'put', ticket: 3, item: 'a' })).toEqual([
      { type: 'put-done', ticket: 3 },
      { type: 'get-done', ticket: 1, item: 'a' },
    ]);
  });

  it('lets a put wait while it is full', () => {
    const queue = new QueueState<string>(1);
    queue.handle({ type: 'put', ticket: 1, item: 'a' });
    expect(queue.handle({ type: 'put', ticket: 2, item: 'b' })).toEqual([]);
    expect(queue.handle({ type: 'get', ticket: 3 })).toEqual([
      { type: 'get-done', ticket: 3, item: 'a' },
      { type: 'put-done', ticket: 2 },
    ]);
  });

  it('hands nothing to one that gave up', () => {
    const queue = new QueueState<string>(0);
    queue.handle({ type: 'get', ticket: 1 });
    queue.handle({ type: 'withdraw', ticket: 1 });
    queue.handle({ type: 'put', ticket: 2, item: 'a' });
    expect(queue.size).toBe(1);
  });

  it('lets in nothing of one that gave up putting', () => {
    const queue = new QueueState<string>(1);
    queue.handle({ type: 'put', ticket: 1, item: 'a' });
    queue.handle({ type: 'put', ticket: 2, item: 'b' });
    queue.handle({ type: 'put', ticket: 3, item: 'c' });
    queue.handle({ type: 'put', ticket: 4, item: 'd' });
    queue.handle({ type: 'withdraw', ticket: 3 });
    queue.handle({ type: 'get', ticket: 5 });
    expect(queue.handle({ type: 'get', ticket: 6 })).toEqual([
      { type: 'get-done', ticket: 6, item: 'b' },
      { type: 'put-done', ticket: 4 },
    ]);
  });

  it('still gives what it holds after it was closed, and refuses the rest', () => {
    const queue = new QueueState<string>(0);
    queue.handle({ type: 'put', ticket: 1, item: 'a' });
    queue.handle({ type: 'close' });
    expect(queue.handle({ type: 'put', ticket: 2, item: 'b' })).toEqual([{ type: 'refused', ticket: 2 }]);
    expect(queue.handle({ type: 'get', ticket: 3 })).toEqual([{ type: 'get-done', ticket: 3, item: 'a' }]);
    expect(queue.handle({ type: 'get', ticket: 4 })).toEqual([{ type: 'refused', ticket: 4 }]);
  });

  it('loses and doubles no item in any order of calls', () => {
    const call = fc.record({ kind: fc.constantFrom('put', 'get', 'withdraw'), pick: fc.nat() });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 200 }), fc.integer({ min: 0, max: 5 }), (calls, maxSize) => {
        const queue = new QueueState<number>(maxSize);
        const put: number[] = [];
        const taken: number[] = [];
        const settled = new Set<number>();
        for (const [ticket, { kind, pick }] of calls.entries()) {
          for (const done of queue.handle(eventOf(kind, ticket, pick))) {
            // Once at most, and never one that gave up.
            expect(settled.has(done.ticket)).toBe(false);
            settled.add(done.ticket);
            if (done.type === 'put-done') put.push(done.ticket);
            if (done.type === 'get-done') taken.push(done.item);
          }
          if (kind === 'withdraw') settled.add(withdrawnBy(ticket, pick));
        }
        expect(taken).toEqual(put.slice(0, taken.length));
        expect(queue.size).toBe(put.length - taken.length);
        if (maxSize > 0) expect(queue.size).toBeLessThanOrEqual(maxSize);
      }),
    );
  });
});

/** An item is its put's ticket. */
function eventOf(kind: string, ticket: number, pick: number): QueueEvent<number> {
  if (kind === 'put') return { type: 'put', ticket, item: ticket };
  return kind === 'get' ? { type: 'get', ticket } : { type: 'withdraw', ticket: withdrawnBy(ticket, pick) };
}

/** One of the last few tickets: those are likely to wait. */
function withdrawnBy(ticket: number, pick: number): number {
  return Math.max(0, ticket - 1 - (pick % 8));
}
