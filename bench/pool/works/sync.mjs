/** Queue and lock between processes: ours only, beside Python's. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

const ITEMS = 100_000;
const ACQUIRES = 50_000;
const module = fileURLToPath(new URL('../workers/children.mjs', import.meta.url));

/** A child puts 100 000 numbers, awaiting each put as Python's `put` waits; this process gets them. */
export async function queueWork({ library: { Process, Queue } }) {
  const queue = new Queue();
  const child = new Process({ module, target: 'produce', args: [queue, ITEMS] });
  await child.start();
  assert.equal(await queue.get(), -1);
  const startedAt = performance.now();
  for (let expected = 0; expected < ITEMS; expected += 1) {
    if ((await queue.get()) !== expected) assert.fail(`Expected ${expected}`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  assert.equal(await child.join(), 0);
  return { value: ITEMS / seconds };
}

/** A child acquires and releases a lock that nobody else wants. */
export async function lockWork({ library: { Lock, Process, Queue } }) {
  if (Lock === undefined) return { value: 0, missing: true };
  const [lock, answer] = [new Lock(), new Queue()];
  const child = new Process({ module, target: 'lockAndRelease', args: [lock, answer, ACQUIRES] });
  await child.start();
  const seconds = await answer.get();
  assert.equal(await child.join(), 0);
  return { value: ACQUIRES / seconds };
}
