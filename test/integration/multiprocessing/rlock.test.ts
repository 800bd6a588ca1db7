/** Who owns a recursive lock, and what becomes of it when that dies. */
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  LockHolderDiedError,
  Queue,
  ReleaseError,
  RLock,
  TimeoutError,
  Value,
} from '../../../src/main/multiprocessing';
import { openPool } from './open-pool';

const module = new URL('./fixtures/sync-tasks.mjs', import.meta.url);

describe('RLock within one process', () => {
  it('keeps calls of withLock apart, and lets each of them acquire it again within', async () => {
    const lock = new RLock();
    let inside = 0;
    const enter = (): Promise<void> =>
      lock.withLock(async () => {
        inside += 1;
        await lock.withLock(async () => {
          expect([inside, lock.depth]).toEqual([1, 2]);
          await new Promise((resolve) => setImmediate(resolve));
          expect(await lock.acquire({ timeout: 0 })).toBe(true);
          expect([inside, lock.depth]).toEqual([1, 3]);
          await lock.release();
        });
        inside -= 1;
      });
    await Promise.all([enter(), enter(), enter()]);
    expect([lock.depth, lock.isHeld]).toEqual([0, false]);
  });

  it('is not had by what withLock left behind', async () => {
    const lock = new RLock();
    let later: Promise<unknown> | undefined;
    const over = new EventTarget();
    await lock.withLock(() => {
      later = once(over, 'over').then(() => lock.release());
    });
    await lock.withLock(async () => {
      over.dispatchEvent(new Event('over'));
      await expect(later).rejects.toBeInstanceOf(ReleaseError);
      expect(lock.isHeld).toBe(true);
    });
  });

  it('lets all calls in that wait for one owner, each within its own limits', async () => {
    const pool = openPool({ module });
    const [lock, ready] = [new RLock({ onHolderDeath: 'release' }), new Queue<number>()];
    const held = pool.apply('holdForEver', [lock, ready]);
    held.catch(() => undefined);
    const holder = await ready.get();
    const controller = new AbortController();
    const forEver = [lock.acquire(), lock.acquire()];
    const given = expect(lock.acquire({ signal: controller.signal })).rejects.toThrow('enough');
    expect([await lock.acquire({ timeout: 5 }), await lock.acquire({ timeout: 0 })]).toEqual([false, false]);
    await expect(lock.hold({ timeout: 5 })).rejects.toBeInstanceOf(TimeoutError);
    controller.abort(new Error('enough'));
    await given;
    process.kill(holder, 'SIGKILL');
    expect(await Promise.all(forEver)).toEqual([true, true]);
    expect(lock.depth).toBe(2);
    for (const expected of [1, 0]) {
      await lock.release();
      expect(lock.depth).toBe(expected);
    }
    await expect(lock.release()).rejects.toBeInstanceOf(ReleaseError);
  });

  it('gives back what came after all of its calls gave up', async () => {
    const lock = new RLock();
    await lock.acquire();
    const waiting = lock.withLock(() => 'late', { timeout: 5 });
    // Of the same owner, so it is had.
    await expect(waiting).resolves.toBe('late');
    await lock.release();
    let leave: () => void = () => undefined;
    const inside = lock.withLock(() => new Promise<void>((resolve) => (leave = resolve)));
    await expect(lock.acquire({ timeout: 5 })).resolves.toBe(false);
    await expect(lock.withLock(() => 'never', { timeout: 5 })).rejects.toBeInstanceOf(TimeoutError);
    leave();
    await inside;
    await expect(lock.withLock(() => 'had')).resolves.toBe('had');
  });
});

describe('RLock whose holder was killed', () => {
  it('names it to all that wait, until the lock is mended', async () => {
    const pool = openPool({ module });
    const [lock, ready] = [new RLock(), new Queue<number>()];
    pool.apply('holdForEver', [lock, ready]).catch(() => undefined);
    const holder = await ready.get();
    const waiting = [lock.acquire(), lock.acquire(), lock.withLock(() => undefined)];
    const outcomes = Promise.allSettled(waiting);
    process.kill(holder, 'SIGKILL');
    const death = { status: 'rejected', reason: { name: 'LockHolderDiedError', pid: holder } };
    expect(await outcomes).toMatchObject([death, death, death]);
    await expect(lock.acquire({ timeout: 0 })).rejects.toBeInstanceOf(LockHolderDiedError);
    await expect(lock.break()).resolves.toBe(true);
    await expect(lock.withLock(() => lock.depth)).resolves.toBe(1);
  });
});

describe('the lock of a Value', () => {
  it('is recursive, as in CPython, and keeps calls of one process apart', async () => {
    const value = new Value('i', 0);
    const count = (): Promise<void> =>
      value.withLock(async () => {
        await value.withLock(async () => value.set((await value.get()) + 1));
      });
    await Promise.all(Array.from({ length: 20 }, count));
    expect(await value.get()).toBe(20);
    expect(value.getLock()).toBeInstanceOf(RLock);
  });
});
