import { Barrier, isMainProcess, Process, Semaphore, Value } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT = 2;
const SLOW = 1;

export async function visit(door: Semaphore, allHere: Barrier, inside: Value, most: Value): Promise<void> {
  await allHere.wait();
  await door.acquire();
  await most.update('max', await inside.update('add', 1));
  await sleep(300 * SLOW);
  await inside.update('subtract', 1);
  await door.release();
}

if (isMainProcess()) {
  const [door, allHere] = [new Semaphore({ value: LIMIT }), new Barrier({ parties: 6 })];
  const [inside, most] = [new Value('i', 0), new Value('i', 0)];
  const guests = Array.from({ length: 5 }, (_, n) => {
    return new Process({
      target: 'visit',
      module: import.meta.url,
      args: [door, allHere, inside, most],
      name: `guest-${n + 1}`,
    });
  });
  for (const guest of guests) await guest.start();
  await allHere.wait();
  console.log('main: all are here');
  for (const guest of guests) await guest.join();
  console.log('most inside:', await most.get());
}
