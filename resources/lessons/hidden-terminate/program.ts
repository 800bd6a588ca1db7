import { Event, isMainProcess, Process } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;

export async function work(ready: Event): Promise<void> {
  await ready.set();
  await sleep(30_000);
}

async function cleanUp(child: Process, ready: Event): Promise<void> {
  await ready.wait();
  await sleep(400 * SLOW);
  child.terminate();
}

if (isMainProcess()) {
  const ready = new Event();
  const child = new Process({ target: 'work', module: import.meta.url, args: [ready], name: 'child' });
  await child.start();
  await cleanUp(child, ready);
  await child.join();
  console.log('exit code', child.exitCode);
}
