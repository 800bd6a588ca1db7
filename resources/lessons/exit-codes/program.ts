import { isMainProcess, Process } from 'joinscope';
import { spawnSync } from 'node:child_process';

export function zero(): void {}

export function one(): void {
  throw new Error('no');
}

export function three(): void {
  process.exit(3);
}

export function killed(): void {
  process.kill(process.pid, 'SIGKILL');
}

export function segv(): void {
  process.kill(process.pid, 'SIGSEGV');
}

if (isMainProcess()) {
  for (const target of ['zero', 'one', 'three', 'killed', 'segv']) {
    const child = new Process({ target, module: import.meta.url, name: target });
    await child.start();
    await child.join();
    console.log(child.name, child.exitCode);
  }
  console.log('shell', spawnSync('sh', ['-c', "sh -c 'kill -9 $$'; exit $?"]).status);
}
