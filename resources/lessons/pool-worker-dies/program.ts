import { isMainProcess, Pool, TimeoutError, WorkerLostError } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE = 3;
const SLOW = 1;

export async function work(number: number): Promise<number> {
  await sleep(300 * SLOW);
  if (number === 1) process.exit(7);
  return number;
}

if (isMainProcess()) {
  const pool = new Pool({ module: import.meta.url, processes: 2 });
  const result = pool.mapAsync('work', [0, 1, 2], { chunkSize: 1 });
  try {
    console.log('answer:', ...(await result.get(PATIENCE * 1000)));
  } catch (error) {
    if (!(error instanceof WorkerLostError || error instanceof TimeoutError)) throw error;
    console.log('answer: none');
  }
  pool.terminate();
  await pool.join();
}
