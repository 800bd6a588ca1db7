import { isMainProcess, Process } from 'joinscope';

console.log('the file is read');
let origin = 'module';

export function work(): void {
  console.log('child sees:', origin);
}

if (isMainProcess()) {
  origin = 'main';
  const child = new Process({ target: 'work', module: import.meta.url, name: 'child' });
  await child.start();
  await child.join();
}
