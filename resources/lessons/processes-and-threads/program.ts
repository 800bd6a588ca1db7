import { isMainProcess, Process } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;
const module = import.meta.url;

export async function fall(): Promise<void> {
  await sleep(400 * SLOW);
  process.kill(process.pid, 'SIGKILL');
}

export async function threadHouse(): Promise<void> {
  const thread = new Process({ target: 'fall', module, startMethod: 'thread' });
  await thread.start();
  await thread.join();
  console.log('thread-house: still here');
}

export async function processHouse(): Promise<void> {
  const inner = new Process({ target: 'fall', module, name: 'inner' });
  await inner.start();
  await inner.join();
  console.log('process-house: still here');
}

if (isMainProcess()) {
  for (const [name, target] of [
    ['thread-house', 'threadHouse'],
    ['process-house', 'processHouse'],
  ]) {
    const house = new Process({ target, module, name });
    await house.start();
    await house.join();
    console.log(name, 'exit code', house.exitCode);
  }
}
