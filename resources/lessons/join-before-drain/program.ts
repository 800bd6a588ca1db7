import { isMainProcess, Process, Queue } from 'joinscope';

const DRAIN_FIRST = false;

export async function work(queue: Queue<string>): Promise<void> {
  await queue.put('room for one');
  await queue.put('x'.repeat(1_000_000));
}

if (isMainProcess()) {
  const queue = new Queue<string>({ maxSize: 1 });
  const child = new Process({ target: 'work', module: import.meta.url, args: [queue], name: 'child' });
  await child.start();
  if (DRAIN_FIRST) {
    await queue.get();
    console.log('main: got', (await queue.get()).length);
  }
  console.log('main: joining');
  await child.join(3000);
  console.log('after join(3): child is', child.isAlive() ? 'alive' : 'over');
  child.terminate();
  await child.join();
}
