import { Event, isMainProcess, Process } from 'joinscope';

const WORKERS = 4;
const SLOW = 1;

export async function work(go: Event): Promise<void> {
  await go.wait();
  let total = 0;
  for (let number = 0; number < (240_000_000 * SLOW) / WORKERS; number += 1) total += number * number;
}

if (isMainProcess()) {
  const go = new Event();
  const children = Array.from({ length: WORKERS }, (_, n) => {
    return new Process({ target: 'work', module: import.meta.url, args: [go], name: `worker-${n + 1}` });
  });
  for (const child of children) await child.start();
  console.log('main: go');
  await go.set();
  for (const child of children) await child.join();
  console.log('shares of the work:', WORKERS);
}
