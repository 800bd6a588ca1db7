import { isMainProcess, Pool } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const CHUNK = 1;
const SLOW = 1;

export async function square(number: number): Promise<number> {
  await sleep((6 - number) * 80 * SLOW);
  return number * number;
}

if (isMainProcess()) {
  const pool = new Pool({ module: import.meta.url, processes: 3 });
  console.log('squares:', ...(await pool.map('square', [0, 1, 2, 3, 4, 5], { chunkSize: CHUNK })));
  pool.close();
  await pool.join();
}
