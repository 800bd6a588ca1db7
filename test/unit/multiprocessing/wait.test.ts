import { describe, expect, it } from 'vitest';
import { Event, Pipe, wait } from '../../../src/main/multiprocessing/index';

const never = new Promise<never>(() => undefined);

describe('wait', () => {
  it('gives those that are ready, in the given order', async () => {
    const done = Promise.resolve(1);
    const sentinel = AbortSignal.abort();
    await expect(wait([never, done, sentinel])).resolves.toEqual([done, sentinel]);
  });

  it('waits for the first', async () => {
    const controller = new AbortController();
    const waiting = wait([never, controller.signal]);
    controller.abort();
    await expect(waiting).resolves.toEqual([controller.signal]);
  });

  it('takes a promise that failed as ready, and does not throw its error', async () => {
    const failed = Promise.reject(new Error('of somebody else'));
    await expect(wait([failed])).resolves.toEqual([failed]);
  });

  it('gives none when the time runs out, and none of none', async () => {
    await expect(wait([never], { timeout: 1 })).resolves.toEqual([]);
    await expect(wait([])).resolves.toEqual([]);
  });

  it('asks what has a way to become ready, and tells it when the wait is over', async () => {
    let given: AbortSignal | undefined;
    const item = { ready: (signal: AbortSignal) => ((given = signal), never) };
    const other = { ready: () => Promise.resolve() };
    await expect(wait([item, other])).resolves.toEqual([other]);
    expect(given?.aborted).toBe(true);
  });

  it('throws the reason of its signal', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const waiting = wait([never], { signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(wait([never], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

it('waits for ends of pipes, as connection.wait, and for events', async () => {
  const [[one, other], [quiet]] = [Pipe(), Pipe()];
  const event = new Event();
  const all = [quiet, one, event];
  await expect(wait(all, { timeout: 1 })).resolves.toEqual([]);
  const waiting = wait(all);
  await other.send('here');
  await expect(waiting).resolves.toEqual([one]);
  await expect(one.recv()).resolves.toBe('here');
  await event.set();
  await expect(wait(all)).resolves.toEqual([event]);
  await other.close();
  // The end of a pipe is something to receive, too.
  await expect(wait([quiet, one])).resolves.toEqual([one]);
});
