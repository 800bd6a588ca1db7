import { isMainProcess, Process } from 'joinscope';
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';

export function killed(): void {
  process.kill(process.pid, 'SIGKILL');
}

export function hungry(): void {
  new Uint8Array(2 ** 52);
}

if (isMainProcess()) {
  const module = import.meta.url;
  const first = new Process({ target: 'killed', module, name: 'killed' });
  await first.start();
  await first.join();
  console.log('killed: exit code', first.exitCode);
  const second = new Process({ target: 'hungry', module, name: 'hungry' });
  await second.start();
  await second.join();
  console.log('hungry: exit code', second.exitCode);
  const loop = 'ulimit -S -t 1; while :; do :; done';
  console.log('limited: signal', constants.signals[spawnSync('sh', ['-c', loop]).signal ?? 'SIGHUP']);
}
