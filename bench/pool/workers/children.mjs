/** Targets of processes that share something with the parent. */
export async function produce(queue, count) {
  await queue.put(-1);
  for (let number = 0; number < count; number += 1) await queue.put(number);
}

export async function lockAndRelease(lock, answer, count) {
  await cycle(lock, 1000);
  const startedAt = performance.now();
  await cycle(lock, count);
  await answer.put((performance.now() - startedAt) / 1000);
}

async function cycle(lock, count) {
  for (let turn = 0; turn < count; turn += 1) {
    await lock.acquire();
    await lock.release();
  }
}
