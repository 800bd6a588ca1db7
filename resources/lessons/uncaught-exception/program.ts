import { isMainProcess, Process } from 'joinscope';

export function divide(number: number): void {
  if (number % 2 === 1) throw new RangeError(`${number} is not even`);
}

export function top(number: number): void {
  try {
    divide(number);
  } catch (error) {
    console.log('careful:', error instanceof Error ? error.message : error);
    process.exit(4);
  }
}

if (isMainProcess()) {
  for (const [name, target] of [
    ['bare', 'divide'],
    ['careful', 'top'],
  ]) {
    const child = new Process({ target, module: import.meta.url, args: [7], name });
    await child.start();
    await child.join();
    console.log(name, 'exit code', child.exitCode);
  }
}
