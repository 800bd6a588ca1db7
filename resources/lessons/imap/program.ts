import { Event, isMainProcess, Pool } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;
let done: Event;

export function setup(event: Event): void {
  done = event;
}

export async function cook(dish: string): Promise<string> {
  if (dish === 'stew') await done.wait();
  await sleep(500 * SLOW);
  if (dish === 'tea') await done.set();
  return dish;
}

if (isMainProcess()) {
  done = new Event();
  const pool = new Pool({ module: import.meta.url, processes: 2, initializer: 'setup', initArgs: [done] });
  const dishes = async (served: AsyncIterable<unknown>) => {
    const names: unknown[] = [];
    for await (const dish of served) names.push(dish);
    return names;
  };
  console.log('unordered:', ...(await dishes(pool.imapUnordered('cook', ['stew', 'tea']))));
  await done.clear();
  console.log('ordered:', ...(await dishes(pool.imap('cook', ['stew', 'tea']))));
  pool.close();
  await pool.join();
}
