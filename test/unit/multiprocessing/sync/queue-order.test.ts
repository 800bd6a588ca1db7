import { describe, expect, it, vi } from 'vitest';
import { OwnLine } from '../../../../src/main/multiprocessing/sync/client/own-line';
import { QueueClient } from '../../../../src/main/multiprocessing/sync/client/queue-client';
import type { Client } from '../../../../src/main/multiprocessing/sync/home/client';
import { QueueHost } from '../../../../src/main/multiprocessing/sync/home/queue-host';
import { OP } from '../../../../src/main/multiprocessing/sync/wire/operation';
import { Parcel } from '../../../../src/main/multiprocessing/sync/wire/parcel';

const clock = vi.hoisted(() => ({ now: 0 }));
vi.mock('../../../../src/main/multiprocessing/monotonic-clock', () => ({ monotonicNow: () => clock.now }));

const nothing = (): void => undefined;
const producer: Client = { id: 1000, pid: 1, send: nothing, answer: nothing, refuse: nothing, trace: () => 0 };

/** A queue of this process, and what puts so many numbers into it as if they had come together. */
function open(): { readonly client: QueueClient; readonly put: (count: number) => void } {
  const host = new QueueHost({ name: 'queue-1', maxSize: 0, sink: undefined });
  const client = new QueueClient({ name: 'queue-1', isBounded: false }, (receiver) => new OwnLine(host, receiver));
  host.received(producer, { op: OP.attach, resource: 1, count: 0, request: 0, parcel: undefined });
  let next = 0;
  const put = (count: number): void => {
    const items = Array.from({ length: count }, () => Parcel.of(next++));
    host.put(producer, 1, items);
  };
  return { client, put };
}

/** Items that it takes slowly. */
const SLOW = 30;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('items that come together for a process that waits for one', () => {
  it('are had in their order, also where it proves quicker than it was while it is told of them', async () => {
    const { client, put } = open();
    const taken: unknown[] = [];
    const loop = (async () => {
      while (taken.length < SLOW + 100) {
        taken.push(await client.get({}));
        if (taken.length < SLOW) clock.now += 1.3;
      }
    })();
    // It is given three ahead.
    put(SLOW);
    for (let turns = 0; turns < 5; turns += 1) await turn();
    expect(taken).toHaveLength(SLOW);
    // Then it takes no time at all, and is given more with the first of these that it takes.
    put(100);
    await loop;
    expect(taken).toEqual(Array.from({ length: SLOW + 100 }, (_, index) => index));
  });
});
