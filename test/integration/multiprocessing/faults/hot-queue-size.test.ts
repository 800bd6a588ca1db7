/** How much is in a queue is exact also where nobody looks for what a process holds back. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Process, Queue } from '../../../../src/main/multiprocessing';
import { mayHaveJournals } from './hot-pool';
import { expectNothingLeft, holdings, privateTemporaryFolder } from './leak-check';

vi.mock('../../../../src/main/multiprocessing/sync/home/lookout', () => ({
  Lookout: class {
    heard = (): void => undefined;
    end = (): void => undefined;
  },
}));

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

const module = fileURLToPath(new URL('fixtures/hot-queue.mjs', import.meta.url));

// The home of this process itself, which stays open, is no leak.
beforeAll(async () => {
  await using child = new Process({ module, target: 'putAndAsk', args: [new Queue(), 1] });
  await child.start();
  await child.join();
});

describe.runIf(mayHaveJournals())('a queue into which a process has put small items right behind each other', () => {
  // What it holds at the end is a matter of its last microseconds.
  it.each([1, 2, 3, 4, 5])('has as many as were put: %s', async () => {
    const before = holdings();
    const queue = new Queue<number>();
    const child = new Process({ module, target: 'putAndBlock', args: [queue, 9_000] });
    await child.start();
    await expect.poll(() => queue.qsize(), { timeout: 60_000 }).toBe(9_000);
    child.kill();
    await child.join();
    await expectNothingLeft(before);
  });
});
