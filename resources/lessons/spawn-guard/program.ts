import { Process } from 'joinscope';

export function work(): void {
  console.log('child: working');
}

// if (isMainProcess()) is missing here
const child = new Process({ target: 'work', module: import.meta.url, name: 'child' });
await child.start();
await child.join();
console.log('exit code', child.exitCode);
