import { isMainProcess, Process, Queue } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SIZE = 2;
const SLOW = 1;
const module = import.meta.url;

export async function produce(queue: Queue<number | 'end'>): Promise<void> {
  for (let number = 0; number < 6; number += 1) await queue.put(number);
  await queue.put('end');
}

export async function consume(queue: Queue<number | 'end'>): Promise<void> {
  let total = 0;
  for (let item = await queue.get(); item !== 'end'; item = await queue.get()) {
    await sleep(150 * SLOW);
    total += item;
  }
  console.log('sum:', total);
}

if (isMainProcess()) {
  const queue = new Queue<number | 'end'>({ maxSize: SIZE });
  const producer = new Process({ target: 'produce', module, args: [queue], name: 'producer' });
  const consumer = new Process({ target: 'consume', module, args: [queue], name: 'consumer' });
  await producer.start();
  await consumer.start();
  await producer.join();
  await consumer.join();
  console.log('left in the queue:', (await queue.empty()) ? 0 : 1);
}
