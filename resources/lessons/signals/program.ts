import { type Event, Event as Ready, isMainProcess, Process } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;

export async function plain(ready: Event): Promise<void> {
  await ready.set();
  await sleep(60_000);
}

export async function careful(ready: Event): Promise<void> {
  process.on('SIGTERM', () => {
    console.log('careful: cleaned up');
    process.exit(0);
  });
  await ready.set();
  await sleep(60_000);
}

if (isMainProcess()) {
  for (const target of ['plain', 'careful']) {
    const ready = new Ready();
    const child = new Process({ target, module: import.meta.url, args: [ready], name: target });
    await child.start();
    await ready.wait();
    await sleep(200 * SLOW);
    child.terminate();
    await child.join();
    console.log(child.name, 'exit code', child.exitCode);
  }
}
