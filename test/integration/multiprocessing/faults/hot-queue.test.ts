/**
 * Processes that put small items right behind each other hold them where the queue's home can
 * read them, many to a write: what was put arrives whatever becomes of its process, and not late.
 *
 * JOINSCOPE_FAULT_SEED and JOINSCOPE_FAULT_MOMENTS as in `sweep.test.ts`.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Process, Queue } from '../../../../src/main/multiprocessing';
import { mayHaveJournals, openJournals } from './hot-pool';
import { expectNothingLeft, holdings, privateTemporaryFolder } from './leak-check';
import { randomFrom } from './random-from';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

const SEED = Number(process.env['JOINSCOPE_FAULT_SEED'] ?? 20_261_126);
const MOMENTS = Number(process.env['JOINSCOPE_FAULT_MOMENTS'] ?? 20);
const LONG = 20 * 60_000;
const module = fileURLToPath(new URL('fixtures/hot-queue.mjs', import.meta.url));

// The home of this process itself, which stays open, is no leak.
beforeAll(async () => {
  await using child = new Process({ module, target: 'putAndAsk', args: [new Queue(), 1] });
  await child.start();
  await child.join();
});

/** All that is in the queue, and nobody puts any more. */
async function drain(queue: Queue<number>, known: number[]): Promise<readonly number[]> {
  while (!(await queue.empty())) known.push(await queue.get());
  return known;
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe.runIf(mayHaveJournals())('a process that puts small items right behind each other', () => {
  it(
    `loses none that it has put when it is killed, at ${MOMENTS} moments`,
    async () => {
      const before = holdings();
      const random = randomFrom(SEED);
      for (let turn = 0; turn < MOMENTS; turn += 1) {
        const note = join(temporary.path, `note-${turn}`);
        writeFileSync(note, Buffer.alloc(8));
        const queue = new Queue<number>();
        const child = new Process({ module, target: 'putAndNote', args: [queue, note] });
        await child.start();
        const items: number[] = [];
        while (openJournals() === 0) items.push(await queue.get());
        for (let more = Math.floor(random() * 3000); more > 0; more -= 1) items.push(await queue.get());
        child.kill();
        await child.join();
        const put = readFileSync(note).readDoubleLE();
        rmSync(note);
        // Nobody says when the home has heard of the end, but its journal is closed then.
        await expect.poll(openJournals, { timeout: LONG }).toBe(0);
        await drain(queue, items);
        const where = `seed ${SEED}, turn ${turn}`;
        expect(items, where).toEqual(upTo(items.length));
        // The one that was on its way may have arrived as well.
        expect([put, put + 1], where).toContain(items.length);
      }
      await expectNothingLeft(before);
    },
    LONG,
  );

  it('is heard to the last item although it is busy with something else', async () => {
    const before = holdings();
    const queue = new Queue<number>();
    const child = new Process({ module, target: 'putAndBlock', args: [queue, 30_000] });
    await child.start();
    const items: number[] = [];
    while (items.length < 30_000) items.push(await queue.get());
    expect(items).toEqual(upTo(30_000));
    expect(openJournals()).toBe(1);
    child.kill();
    await child.join();
    await expectNothingLeft(before);
  });

  it('is heard in the order in which it spoke, whatever it asks in between', async () => {
    const before = holdings();
    const queue = new Queue<number | { readonly item: number }>();
    const child = new Process({ module, target: 'putAndAsk', args: [queue, 20_000] });
    await child.start();
    const items: number[] = [];
    while (items.length < 20_000) {
      const item = await queue.get();
      items.push(typeof item === 'number' ? item : item.item);
    }
    expect(items).toEqual(upTo(20_000));
    await expect(child.join()).resolves.toBe(0);
    await expectNothingLeft(before);
  });
});
