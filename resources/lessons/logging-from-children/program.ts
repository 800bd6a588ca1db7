import { isMainProcess, Process } from 'joinscope';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';

export async function write(name: string, isPolite: boolean): Promise<void> {
  const log = createWriteStream(`${name}.log`);
  log.write('hello');
  if (isPolite) await new Promise<void>((resolve) => log.end(resolve));
  process.exit(0);
}

if (isMainProcess()) {
  for (const name of ['hasty', 'polite']) {
    const child = new Process({ target: 'write', module: import.meta.url, args: [name, name === 'polite'], name });
    await child.start();
    await child.join();
    const text = existsSync(`${name}.log`) ? readFileSync(`${name}.log`, 'utf8') : '';
    console.log(name, 'wrote:', text || 'nothing');
  }
}
