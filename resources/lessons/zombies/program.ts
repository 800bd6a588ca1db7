import { isMainProcess, Process } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;

export function work(): void {
  process.exit(5);
}

if (isMainProcess()) {
  const child = new Process({ target: 'work', module: import.meta.url, name: 'child' });
  await child.start();
  await sleep(1200 * SLOW);
  console.log('main: now I look');
  await child.join();
  console.log('exit code', child.exitCode);
}
