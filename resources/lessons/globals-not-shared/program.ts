import { isMainProcess, Process } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;
let counter = 0;

export async function work(): Promise<void> {
  await sleep(300 * SLOW);
  counter += 1;
  console.log('child: counter =', counter);
}

if (isMainProcess()) {
  const child = new Process({ target: 'work', module: import.meta.url, name: 'child' });
  await child.start();
  await child.join();
  console.log('main: counter =', counter);
}
