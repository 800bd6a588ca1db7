import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QueueState } from '../../../src/main/multiprocessing/state/queue-state';

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
        const given = new Map<number, number>();
        for (const [ticket, { kind, pick }] of calls.entries()) {
          if (kind === 'put') given.set(ticket, ticket);
          const done =
            kind === 'put'
              ? queue.handle({ type: 'put', ticket, item: ticket })
              : kind === 'get'
                ? queue.handle({ type: 'get', ticket })
                : queue.handle({ type: 'withdraw', ticket: pick % (ticket + 1) });
          for (const one of done) {
            if (one.type === 'put-done') put.push(given.get(one.ticket) ?? -1);
            if (one.type === 'get-done') taken.push(one.item);
          }
        }
        expect(taken).toEqual(put.slice(0, taken.length));
        expect(queue.size).toBe(put.length - taken.length);
        if (maxSize > 0) expect(queue.size).toBeLessThanOrEqual(maxSize);
      }),
    );
  });
});
