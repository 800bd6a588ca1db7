import { isMainProcess, Process } from 'joinscope';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;

export async function leaveChildBehind(): Promise<void> {
  spawn('sleep', [String(1.5 * SLOW)], { stdio: 'ignore' });
  await sleep(300);
  process.exit(0);
}

export async function rest(): Promise<void> {
  await sleep(60_000);
}

if (isMainProcess()) {
  const module = import.meta.url;
  const daemon = new Process({ target: 'rest', module, name: 'daemon', daemon: true });
  await daemon.start();
  const parent = new Process({ target: 'leaveChildBehind', module, name: 'parent' });
  await parent.start();
  await parent.join();
  console.log('parent exit code', parent.exitCode);
  await sleep(600 * SLOW);
  console.log('main: last line');
}
