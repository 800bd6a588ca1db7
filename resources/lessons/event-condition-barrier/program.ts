import { Barrier, Condition, Event, isMainProcess, Process, SimpleQueue } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;

type Log = SimpleQueue<number>;

export async function work(number: number, go: Event, phase: Barrier, done: Condition, log: Log): Promise<void> {
  await go.wait();
  await sleep(100 * number * SLOW);
  await log.put(1);
  await phase.wait();
  await log.put(2);
  await done.withLock(async () => void (await done.notify()));
}

if (isMainProcess()) {
  const [go, phase, done] = [new Event(), new Barrier({ parties: 3 }), new Condition()];
  const [log, order]: [Log, number[]] = [new SimpleQueue<number>(), []];
  const children = Array.from({ length: 3 }, (_, n) => {
    return new Process({
      target: 'work',
      module: import.meta.url,
      args: [n, go, phase, done, log],
      name: `worker-${n + 1}`,
    });
  });
  for (const child of children) await child.start();
  console.log('main: go');
  await done.withLock(async () => {
    await go.set();
    while (order.length < 6) {
      await done.wait({ timeout: 50 });
      while (!(await log.empty())) order.push(await log.get());
    }
  });
  console.log('main: all done');
  console.log('order:', ...order);
  for (const child of children) await child.join();
}
