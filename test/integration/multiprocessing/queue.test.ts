import { describe, expect, it } from 'vitest';
import {
  ConnectionClosedError,
  NotCloneableError,
  Queue,
  QueueEmptyError,
  QueueFullError,
  WorkerLostError,
} from '../../../src/main/multiprocessing';
import type { Report } from '../../../src/shared/report';
import { openPool } from './open-pool';

describe('Queue', () => {
  it('keeps the order and the bounds, and times out as asked', async () => {
    const queue = new Queue<number>({ maxSize: 2 });
    await queue.put(1);
    await queue.put(2);
    expect([await queue.qsize(), await queue.full(), await queue.empty()]).toEqual([2, true, false]);
    await expect(queue.put(3, { timeout: 10 })).rejects.toBeInstanceOf(QueueFullError);
    expect([await queue.get(), await queue.get()]).toEqual([1, 2]);
    await expect(queue.get({ timeout: 0 })).rejects.toBeInstanceOf(QueueEmptyError);
  });

  it('holds copies: a later change of the sender’s object does not arrive', async () => {
    const queue = new Queue<{ n: number }>();
    const item = { n: 1 };
    await queue.put(item);
    item.n = 2;
    await expect(queue.get()).resolves.toEqual({ n: 1 });
    await expect(new Queue().put(() => 1)).rejects.toBeInstanceOf(NotCloneableError);
  });

  it('ends loops over it when it is closed and empty', async () => {
    const queue = new Queue<number>();
    await queue.put(1);
    await queue.close();
    const items: number[] = [];
    for await (const item of queue) items.push(item);
    expect(items).toEqual([1]);
    await expect(queue.get()).rejects.toBeInstanceOf(ConnectionClosedError);
    await expect(queue.put(2)).rejects.toBeInstanceOf(ConnectionClosedError);
  });
});

describe('Queue, from worker to worker', () => {
  it('carries items through two queues, also inside an argument', async () => {
    const pool = openPool();
    const [to, from] = [new Queue<number>(), new Queue<number>({ maxSize: 3 })];
    const echoes = [pool.apply('echoQueue', [to, from]), pool.apply('echoQueue', [to, from])];
    const items = Array.from({ length: 200 }, (_, index) => index);
    const sending = Promise.all(items.map((item) => to.put(item)));
    const received: number[] = [];
    while (received.length < items.length) received.push(await from.get());
    await sending;
    await to.close();
    await Promise.all(echoes);
    expect(received.sort((a, b) => a - b)).toEqual(items.map((item) => item + 1));
  });

  it('hands no item to a worker that died while it waited', async () => {
    const pool = openPool({ processes: 1 });
    const reports: Report[] = [];
    const queue = new Queue<string>({ onEvent: (report) => void reports.push(report) });
    const waiting = pool.apply('takeOne', [queue]);
    const lost = expect(waiting).rejects.toBeInstanceOf(WorkerLostError);
    // Reported once the wait is worth telling: the worker does wait.
    await expect.poll(() => reports.map(({ type }) => type)).toContain('wait-started');
    process.kill(pool.pids[0] ?? 0, 'SIGKILL');
    await lost;
    await queue.put('kept');
    await expect(queue.qsize()).resolves.toBe(1);
    await expect(pool.apply('takeOne', [queue])).resolves.toBe('kept');
  });

  it('gives a child the errors by name', async () => {
    const pool = openPool();
    const queue = new Queue<number>();
    await expect(pool.apply('takeWithin', [queue, 5])).rejects.toMatchObject({ cause: { name: 'QueueEmptyError' } });
    await expect(pool.apply('putFunction', [queue])).rejects.toMatchObject({ cause: { name: 'NotCloneableError' } });
  });

  it('reports its depth at most twenty times a second, and the last one always', async () => {
    const reports: Extract<Report, { type: 'queue-depth' }>[] = [];
    const queue = new Queue<number>({
      name: 'q',
      onEvent: (report) => {
        if (report.type === 'queue-depth') reports.push(report);
      },
    });
    const began = performance.now();
    for (let item = 0; item < 1000; item += 1) await queue.put(item);
    await expect
      .poll(() => reports.at(-1))
      .toMatchObject({ queue: 'q', depth: 1000, puts: 1000, gets: 0, producers: 1 });
    expect(reports.length).toBeLessThanOrEqual(2 + (performance.now() - began) / 50);
    for (let item = 0; item < 1000; item += 1) await queue.get();
    await expect.poll(() => reports.at(-1)).toMatchObject({ depth: 0, peak: 1000, puts: 1000, gets: 1000 });
  });
});
