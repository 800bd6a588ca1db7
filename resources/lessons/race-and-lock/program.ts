import { Barrier, isMainProcess, Lock, Process, Value } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const LOCKED = false;

async function addOne(total: Value): Promise<void> {
  const seen = await total.get();
  await sleep(20);
  await total.set(seen + 1);
}

export async function count(total: Value, lock: Lock, both: Barrier): Promise<void> {
  await both.wait();
  for (let turn = 0; turn < 10; turn += 1) {
    if (LOCKED) await lock.withLock(() => addOne(total));
    else await addOne(total);
  }
}

if (isMainProcess()) {
  const [total, lock, both] = [new Value('i', 0), new Lock(), new Barrier({ parties: 2 })];
  const children = ['first', 'second'].map((name) => {
    return new Process({ target: 'count', module: import.meta.url, args: [total, lock, both], name });
  });
  for (const child of children) await child.start();
  for (const child of children) await child.join();
  console.log('lost updates:', (await total.get()) < 20 ? 'yes' : 'no');
}
