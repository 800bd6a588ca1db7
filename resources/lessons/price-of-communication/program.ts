import { isMainProcess, Pool } from 'joinscope';

const ITEMS = 500;

export function double(number: number): number {
  return number * 2;
}

if (isMainProcess()) {
  const numbers = Array.from({ length: ITEMS }, (_, number) => number);
  const begin = performance.now();
  const serial = numbers.map(double);
  const middle = performance.now();
  const pool = new Pool({ module: import.meta.url, processes: 2 });
  const parallel = await pool.map('double', numbers, { chunkSize: 1 });
  const end = performance.now();
  console.log('same result:', String(serial) === String(parallel) ? 'yes' : 'no');
  console.log('faster:', middle - begin < end - middle ? 'serial' : 'pool');
  pool.close();
  await pool.join();
}
