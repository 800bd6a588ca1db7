import { type Event, Event as Ready, isMainProcess, Process } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;

export async function work(ready: Event): Promise<void> {
  await ready.set();
  await sleep(300);
  process.exit(5);
}

/** As time.sleep of Python: the event loop stands still, so nobody collects the child. */
function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

if (isMainProcess()) {
  const ready = new Ready();
  const child = new Process({ target: 'work', module: import.meta.url, args: [ready], name: 'child' });
  await child.start();
  await ready.wait();
  await sleep(50);
  standStill(1200 * SLOW);
  console.log('main: now I look');
  await child.join();
  console.log('exit code', child.exitCode);
}
