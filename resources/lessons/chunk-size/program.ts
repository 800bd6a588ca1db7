import { isMainProcess, Pool } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const CHUNK = 4;
const SLOW = 1;

export async function work(number: number): Promise<number> {
  await sleep((number === 0 ? 600 : 50) * SLOW);
  return number;
}

if (isMainProcess()) {
  const pool = new Pool({ module: import.meta.url, processes: 2 });
  const numbers = Array.from({ length: 12 }, (_, number) => number);
  const results = await pool.map('work', numbers, { chunkSize: CHUNK });
  console.log(
    'total',
    results.reduce((sum, number) => sum + number, 0),
  );
  pool.close();
  await pool.join();
}
