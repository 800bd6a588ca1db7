import { isMainProcess, Process } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;
const module = import.meta.url;

export async function fall(): Promise<void> {
  await sleep(400 * SLOW);
  process.kill(process.pid, 'SIGKILL');
}

export function addUp(): void {
  let total = 0;
  for (let number = 0; number < 300_000_000 * SLOW; number += 1) total += number;
}

export async function twoThreads(): Promise<void> {
  const threads = [0, 1].map(() => new Process({ target: 'addUp', module, startMethod: 'thread' }));
  for (const thread of threads) await thread.start();
  for (const thread of threads) await thread.join();
}

export async function twoProcesses(): Promise<void> {
  const sums = [0, 1].map((n) => new Process({ target: 'addUp', module, name: `sum-${n}` }));
  for (const child of sums) await child.start();
  for (const child of sums) await child.join();
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
    ['two-threads', 'twoThreads'],
    ['two-processes', 'twoProcesses'],
    ['thread-house', 'threadHouse'],
    ['process-house', 'processHouse'],
  ]) {
    const house = new Process({ target, module, name });
    await house.start();
    await house.join();
    console.log(name, 'exit code', house.exitCode);
  }
}
