import { type Event, Event as Ready, isMainProcess, Process, sendSignal } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;

export async function plain(ready: Event): Promise<void> {
  // What Python does by itself; without this line Node ends with -2.
  process.on('SIGINT', () => {
    throw new Error('KeyboardInterrupt');
  });
  await ready.set();
  await sleep(60_000);
}

export async function careful(ready: Event): Promise<void> {
  const cleanUp = (): void => {
    console.log('careful: cleaned up');
    process.exit(0);
  };
  process.on('SIGTERM', cleanUp);
  process.on('SIGINT', cleanUp);
  await ready.set();
  await sleep(60_000);
}

if (isMainProcess()) {
  for (const [signal, short] of [
    ['SIGTERM', 'term'],
    ['SIGINT', 'int'],
  ] as const) {
    for (const target of ['plain', 'careful']) {
      const ready = new Ready();
      const child = new Process({ target, module: import.meta.url, args: [ready], name: `${target}-${short}` });
      await child.start();
      await ready.wait();
      await sleep(200 * SLOW);
      sendSignal(child.pid ?? 0, signal);
      await child.join();
      console.log(child.name, 'exit code', child.exitCode);
    }
  }
}
