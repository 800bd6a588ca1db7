/** Queues, locks and their kin as real CPython has them: see test/parity/golden.py. */
import { describe, expect, it } from 'vitest';
import {
  Barrier,
  BoundedSemaphore,
  Event,
  JoinableQueue,
  Lock,
  Queue,
  RLock,
  Semaphore,
} from '../../../src/main/multiprocessing';
import { errorOf, expectAsPython, python } from './golden';
import { openPool } from './open-pool';

const module = new URL('./fixtures/parity-tasks.mjs', import.meta.url);
const QUICK = { timeout: 20 };

describe(`as CPython ${python}`, () => {
  it('has queues that are full, empty, in order and closed', async () => {
    const items = new Queue<unknown>({ maxSize: 2 });
    const emptyNow = await errorOf(() => items.getNowait());
    const empty = await errorOf(() => items.get(QUICK));
    await items.put('a');
    await items.put('b');
    const filled = {
      full: await items.full(),
      size: await items.qsize(),
      'put nowait into full': await errorOf(() => items.putNowait('c')),
      'put with timeout': await errorOf(() => items.put('c', QUICK)),
      'in order': [await items.get(), await items.get()],
      'then empty': await items.empty(),
    };
    await items.put(null);
    const isNull = (await items.get()) === null;
    const given = { list: [1] };
    await items.put(given);
    const taken = await items.get();
    expect(taken).toEqual(given);
    await items.close();
    const ours = {
      'get nowait from empty': emptyNow,
      'get with timeout': empty,
      ...filled,
      'None is an item': isNull,
      'a copy': [true, taken === given],
      'put after close': await errorOf(() => items.put(1)),
      // Before any that waits: it must hear why there is nothing.
      'get after close': await errorOf(() => items.getNowait()),
    };
    expectAsPython(ours, 'a queue');
  });

  it('brings what several put, each in its order', async () => {
    const pool = openPool({ module });
    const items = new Queue<number>();
    const numbers = (from: number): number[] => Array.from({ length: 50 }, (_, n) => from + n);
    const putting = [0, 100].map((from) => pool.apply('putAll', [numbers(from), items]));
    const got: number[] = [];
    while (got.length < 100) got.push(await items.get());
    await Promise.all(putting);
    const isEachOnce = String([...got].sort((a, b) => a - b)) === String([...numbers(0), ...numbers(100)]);
    const isInOrder = String(got.filter((n) => n < 100)) === String(numbers(0));
    expectAsPython({ 'each once': isEachOnce, 'in order by producer': isInOrder }, 'a queue between processes');
  });

  it('has queues that are joined when all is done', async () => {
    const items = new JoinableQueue<number>();
    const none = await errorOf(() => items.taskDone());
    await items.put(1);
    await items.put(2);
    let isJoined = false;
    const joining = items.join().then(() => (isJoined = true));
    await items.get();
    await items.taskDone();
    await items.get();
    const wasJoined = isJoined;
    await items.taskDone();
    await joining;
    const ours = {
      'done without an item': none,
      'joined before the last is done': wasJoined,
      'joined after': isJoined,
      'done once too often': await errorOf(() => items.taskDone()),
    };
    expectAsPython(ours, 'a joinable queue');
  });

  it('has locks that are had once, and released by anybody', async () => {
    const pool = openPool({ module });
    const lock = new Lock();
    const ours = {
      'release unheld': await errorOf(() => lock.release()),
      acquire: await lock.acquire(),
      'again without blocking': await lock.acquire({ timeout: 0 }),
      'again with timeout': await lock.acquire(QUICK),
      'by another process': await pool.apply('acquire', [lock]),
      'release by another process': await pool.apply('release', [lock]),
    };
    expectAsPython(ours, 'a lock');
  });

  it('has recursive locks that belong to a process', async () => {
    const pool = openPool({ module });
    const lock = new RLock();
    const unheld = await errorOf(() => lock.release());
    const twice = [await lock.acquire(), await lock.acquire()];
    const byAnother = await pool.apply('release', [lock]);
    await lock.release();
    const whileHeld = await pool.apply('acquire', [lock]);
    await lock.release();
    const ours = {
      'release unheld': unheld,
      'acquire twice': twice,
      'release by another process': byAnother === 'ReleaseError' ? unheld : byAnother,
      'by another process while held once': whileHeld,
      'release once too often': await errorOf(() => lock.release()),
    };
    expectAsPython(ours, 'a recursive lock');
  });

  it('has semaphores that count, and keep within their bound', async () => {
    const thrice = async (semaphore: Semaphore | BoundedSemaphore): Promise<boolean[]> => {
      const got: boolean[] = [];
      for (let time = 0; time < 3; time += 1) got.push(await semaphore.acquire({ timeout: 0 }));
      return got;
    };
    const free = new Semaphore({ value: 1 });
    const bounded = new BoundedSemaphore({ value: 2 });
    const counted = {
      'initial below 0': await errorOf(() => new Semaphore({ value: -1 })),
      'release above the initial value': await errorOf(() => free.release()),
      'then two acquires': await thrice(free),
      'bounded: acquire all': await thrice(bounded),
    };
    await bounded.release();
    await bounded.release();
    const above = await errorOf(() => bounded.release());
    expectAsPython({ ...counted, 'bounded: release above': above }, 'semaphores');
  });

  it('has events', async () => {
    const event = new Event();
    const first = { 'at first': await event.isSet(), 'wait with timeout': await event.wait(QUICK) };
    await event.set();
    await event.set();
    const set = [await event.isSet(), await event.wait(QUICK), await event.wait()];
    await event.clear();
    const cleared = [await event.isSet(), await event.wait({ timeout: 0 })];
    expectAsPython({ ...first, set, cleared }, 'an event');
  });

  it('has barriers that let go, break, and are mended', async () => {
    const pool = openPool({ module });
    const barrier = new Barrier({ parties: 3 });
    const indices = await Promise.all([barrier.wait(), ...[1, 2].map(() => pool.apply('waitAt', [barrier]))]);
    const met = {
      indices: (indices as number[]).sort(),
      parties: barrier.parties,
      waiting: await barrier.waiting(),
      broken: await barrier.broken(),
      'wait that times out': await errorOf(() => barrier.wait(QUICK)),
      'then broken': await barrier.broken(),
      'then a wait': await errorOf(() => barrier.wait()),
    };
    await barrier.reset();
    const reset = await barrier.broken();
    const waiting = errorOf(() => pool.apply('waitAt', [barrier]));
    await expect.poll(() => barrier.waiting()).toBe(1);
    await barrier.abort();
    const under = (await waiting)?.cause;
    expectAsPython({ ...met, reset, 'abort under a waiter': under }, 'a barrier');
  });
});
