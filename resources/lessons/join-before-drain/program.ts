import { isMainProcess, Process, Queue } from 'joinscope';

const DRAIN_FIRST = false;

export async function work(queue: Queue<string>): Promise<void> {
  for (const part of ['first', 'second']) await queue.put(part.repeat(100_000));
}

if (isMainProcess()) {
  // Room for one: without a bound our put does not wait, and there is no knot.
  const queue = new Queue<string>({ maxSize: 1 });
  const child = new Process({ target: 'work', module: import.meta.url, args: [queue], name: 'child' });
  await child.start();
  if (DRAIN_FIRST) console.log('main: got', (await queue.get()).length, (await queue.get()).length);
  console.log('main: joining');
  await child.join();
  console.log('main: child is over');
}
