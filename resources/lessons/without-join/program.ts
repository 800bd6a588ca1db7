import { isMainProcess, Process } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const DAEMON = false;
const SLOW = 1;

export async function work(): Promise<void> {
  await sleep(600 * SLOW);
  console.log('child: done');
}

if (isMainProcess()) {
  const child = new Process({ target: 'work', module: import.meta.url, name: 'child', daemon: DAEMON });
  await child.start();
  console.log('main: last line');
}
