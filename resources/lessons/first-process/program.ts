import { isMainProcess, Process } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const CODE = 3;
const SLOW = 1;

export async function work(): Promise<void> {
  console.log('child: working');
  await sleep(400 * SLOW);
  process.exit(CODE);
}

if (isMainProcess()) {
  const child = new Process({ target: 'work', module: import.meta.url, name: 'child' });
  await child.start();
  await child.join();
  console.log('exit code', child.exitCode);
}
