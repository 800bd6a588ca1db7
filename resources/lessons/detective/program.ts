import { isMainProcess, Process } from 'joinscope';
import { openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

// a
export function a(): void {
  try {
    openSync('/no/such/file', 'r');
  } catch {
    process.exit(3);
  }
}

// b
export function b(): string {
  const results = new Map<string, { text: string }>();
  const total = results.get('total') as { text: string };
  return total.text;
}

// c
export async function c(): Promise<void> {
  await sleep(60_000);
}

// d
export function d(): void {
  try {
    throw new Error('half of the work is missing');
  } catch {
    // nobody is told
  }
}

// e
export function e(): void {
  process.kill(process.pid, 'SIGKILL');
}

if (isMainProcess()) {
  for (const target of ['a', 'b', 'c', 'd', 'e']) {
    const child = new Process({ target, module: import.meta.url, name: target });
    await child.start();
    await child.join(target === 'c' ? 2000 : undefined);
    child.terminate();
    await child.join();
    console.log(child.name, child.exitCode);
  }
}
