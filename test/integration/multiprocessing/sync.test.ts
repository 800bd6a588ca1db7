import { describe, expect, it, onTestFinished } from 'vitest';
import {
  Barrier,
  BoundedSemaphore,
  BrokenBarrierError,
  Event,
  JoinableQueue,
  Lock,
  LockHolderDiedError,
  Pool,
  Queue,
  ReleaseError,
  RLock,
  Semaphore,
} from '../../../src/main/multiprocessing';
import type { Report } from '../../../src/shared/report';

const module = new URL('./fixtures/sync-tasks.mjs', import.meta.url);

function openPool(processes = 2): Pool {
  const pool = new Pool({ module, processes });
  onTestFinished(async () => {
    pool.terminate();
    await pool.join();
  });
  return pool;
}

describe('Queue across processes', () => {
  it('travels at any depth, through queues, and returns each item once when its taker is killed', async () => {
    const pool = openPool();
    const [from, to, ready] = [new Queue<unknown>(), new Queue<unknown>(), new Queue<number[]>()];
    await from.put({ inner: ready });
    await pool.apply('passOn', [{ deep: [{ from, to }] }]);
    await expect(to.get()).resolves.toEqual({ inner: ready });

    const items = new Queue<number>();
    for (let item = 0; item < 1000; item += 1) await items.put(item);
    const alive = new Lock({ onHolderDeath: 'release' });
    const lost = expect(pool.apply('takeSome', [items, 500, ready, alive])).rejects.toThrow();
    const taken = await ready.get();
    for (const pid of pool.pids) process.kill(pid, 'SIGKILL');
    await lost;
    // The pool may know of the death before the queue's home does; what is taken in between is later in the order.
    await alive.acquire();
    const left: number[] = [];
    while (left.length < 500) left.push(await items.get({ timeout: 20_000 }));
    expect([...taken, ...left]).toEqual(Array.from({ length: 1000 }, (_, item) => item));
    await expect(items.getNowait()).rejects.toMatchObject({ name: 'QueueEmptyError' });
  });

  it('answers a call whose queue nobody kept, when the same queue arrives again', async () => {
    const pool = openPool(1);
    const [box, answers, items] = [new Queue<unknown>(), new Queue<unknown>(), new Queue<string>()];
    const task = pool.apply('getAndForget', [box, answers]);
    await box.put(items);
    await box.put(items);
    await expect(answers.get()).resolves.toBe(0);
    await items.put('item');
    await expect(answers.get()).resolves.toBe('item');
    await task;
  });

  it('gives up a wait by its signal', async () => {
    const controller = new AbortController();
    const waiting = expect(new Queue().get({ signal: controller.signal })).rejects.toThrow('enough');
    controller.abort(new Error('enough'));
    await waiting;
  });
});

describe('JoinableQueue', () => {
  it('joins when all is done, and refuses one too many', async () => {
    const pool = openPool();
    const queue = new JoinableQueue<number>({ maxSize: 2 });
    const workers = [pool.apply('workThrough', [queue]), pool.apply('workThrough', [queue])];
    for (let item = 0; item < 50; item += 1) await queue.put(item);
    await queue.join();
    await expect(queue.taskDone()).rejects.toBeInstanceOf(ReleaseError);
    await queue.close();
    await Promise.all(workers);
  });
});

describe('locks across processes', () => {
  it('lets one in at a time', async () => {
    const pool = openPool();
    const [lock, box] = [new Lock(), new Queue<number>()];
    await box.put(0);
    await Promise.all([1, 2].map(() => pool.apply('countUnder', [lock, box, 100])));
    await expect(box.get()).resolves.toBe(200);
  });

  it('answers false when the time is up, and lets another process release it, as in CPython', async () => {
    const pool = openPool();
    const lock = new Lock();
    await expect(lock.acquire()).resolves.toBe(true);
    await expect(pool.apply('tryAcquire', [lock, 10])).resolves.toBe(false);
    await expect(pool.apply('tryAcquire', [lock, 0])).resolves.toBe(false);
    await pool.apply('release', [lock]);
    await expect(pool.apply('tryAcquire', [lock, 0])).resolves.toBe(true);
    await lock.release();
    await expect(lock.release()).rejects.toBeInstanceOf(ReleaseError);
  });

  it('tells of a wait how long it may last, or nothing of one that may last for ever', async () => {
    const pool = openPool();
    const reports: Report[] = [];
    const lock = new Lock({ onEvent: (report) => void reports.push(report) });
    const waits = (): Report[] => reports.filter(({ type }) => type === 'wait-started');
    await lock.acquire();
    await expect(pool.apply('tryAcquire', [lock, 300])).resolves.toBe(false);
    expect(waits()).toMatchObject([{ timeoutMs: 300 }]);
    const endless = pool.apply('tryAcquire', [lock, undefined]);
    await expect.poll(waits).toHaveLength(2);
    expect(waits()[1]).not.toHaveProperty('timeoutMs');
    await lock.release();
    await expect(endless).resolves.toBe(true);
    await pool.apply('release', [lock]);
  });

  it('names the holder that was killed until the lock is mended', async () => {
    const pool = openPool();
    const reports: Report[] = [];
    const [lock, ready] = [new Lock({ onEvent: (report) => void reports.push(report) }), new Queue<number>()];
    const lost = expect(pool.apply('holdForEver', [lock, ready])).rejects.toThrow();
    const holder = await ready.get();
    const waiting = lock.acquire();
    waiting.catch(() => undefined);
    await expect.poll(() => reports.find(({ type }) => type === 'wait-started')).toMatchObject({ holderPid: holder });
    await expect
      .poll(() => reports.findLast(({ type }) => type === 'lock-holder'))
      .toMatchObject({ holderPid: holder, file: expect.stringContaining('sync-tasks.mjs') as string, line: 6 });
    process.kill(holder, 'SIGKILL');
    const death = { name: 'LockHolderDiedError', pid: holder };
    await expect(waiting).rejects.toMatchObject(death);
    await lost;
    await expect(lock.acquire({ timeout: 0 })).rejects.toBeInstanceOf(LockHolderDiedError);
    await expect(lock.break()).resolves.toBe(true);
    await expect(lock.acquire({ timeout: 0 })).resolves.toBe(true);
  });

  it('frees by policy what a killed process held', async () => {
    const pool = openPool();
    const [lock, ready] = [new Lock({ onHolderDeath: 'release' }), new Queue<number>()];
    const lost = expect(pool.apply('holdForEver', [lock, ready])).rejects.toThrow();
    process.kill(await ready.get(), 'SIGKILL');
    await expect(lock.acquire()).resolves.toBe(true);
    await lost;
  });

  it('re-enters an RLock, counts a semaphore, and keeps a bounded one within its bound', async () => {
    const pool = openPool();
    const rlock = new RLock();
    await rlock.acquire();
    await rlock.withLock(() => expect(rlock.depth).toBe(2));
    await expect(pool.apply('release', [rlock])).rejects.toMatchObject({ cause: { name: 'ReleaseError' } });
    await rlock.release();
    await expect(pool.apply('tryAcquire', [rlock, 1000])).resolves.toBe(true);

    const semaphore = new Semaphore({ value: 0 });
    await pool.apply('release', [semaphore]);
    await expect(semaphore.acquire({ timeout: 0 })).resolves.toBe(true);

    const bounded = new BoundedSemaphore({ value: 2 });
    await bounded.acquire();
    await pool.apply('release', [bounded]);
    await expect(bounded.getValue()).resolves.toBe(2);
    await expect(bounded.release()).rejects.toBeInstanceOf(ReleaseError);
  });
});

describe('Event and Barrier', () => {
  it('wakes those that wait for an event, in every process', async () => {
    const pool = openPool();
    const event = new Event();
    await expect(pool.apply('waitEvent', [event, 10])).resolves.toBe(false);
    const waiting = pool.apply('waitEvent', [event, 60_000]);
    await event.set();
    await expect(waiting).resolves.toBe(true);
    await event.clear();
    await expect(event.isSet()).resolves.toBe(false);
  });

  it('lets all parties go on together, and breaks when one is late', async () => {
    const pool = openPool();
    let actions = 0;
    const barrier = new Barrier({ parties: 3, action: () => void (actions += 1) });
    const indices = await Promise.all([pool.apply('meet', [barrier]), pool.apply('meet', [barrier]), barrier.wait()]);
    expect([[...indices].sort(), actions]).toEqual([[0, 1, 2], 1]);
    await expect(barrier.wait({ timeout: 10 })).rejects.toBeInstanceOf(BrokenBarrierError);
    await expect(barrier.broken()).resolves.toBe(true);
    await barrier.reset();
    await expect(barrier.broken()).resolves.toBe(false);
  });

  it('breaks a barrier when a party is killed', async () => {
    const pool = openPool();
    const [barrier, ready] = [new Barrier({ parties: 3 }), new Queue<number>()];
    const lost = expect(pool.apply('meetThenDie', [barrier, ready])).rejects.toThrow();
    const broken = expect(barrier.wait()).rejects.toBeInstanceOf(BrokenBarrierError);
    process.kill(await ready.get(), 'SIGKILL');
    await broken;
    await lost;
  });
});
