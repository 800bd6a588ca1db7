import { entryFile } from '../entry-file';
import { Pool } from '../multiprocessing';
import type * as tasks from './tasks';

/** How a demo is run. */
export interface DemoOptions {
  readonly workers: number;
  readonly seed: number;
  /** 1 lasts 10 to 20 s on two cores; less is shorter. */
  readonly scale: number;
  /** Prints one line. */
  readonly say: (line: string) => void;
}

/** Runs a demo to its end. Resolves with whether its result is right. */
export type Demo = (options: DemoOptions) => Promise<boolean>;

/** The types of the functions in the demos' module. */
export type DemoTasks = typeof tasks;

export const tasksModule = (): string => entryFile('demo-tasks');

/** Hands a pool of the demos' tasks to `work`, and ends it afterwards, whatever happened. */
export async function withPool<Result>(
  { workers, name }: { readonly workers: number; readonly name: string },
  work: (pool: Pool<DemoTasks>) => Promise<Result>,
): Promise<Result> {
  const pool = new Pool<DemoTasks>({ module: tasksModule(), processes: workers, name });
  try {
    const result = await work(pool);
    pool.close();
    await pool.join();
    return result;
  } catch (error) {
    pool.terminate();
    await pool.join();
    throw error;
  }
}

/** A copy of `items` that says how far it was pulled, about every tenth of the way. */
export function* withProgress<Item>(items: readonly Item[], say: (line: string) => void): Generator<Item, void> {
  const step = Math.max(1, Math.ceil(items.length / 10));
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % step === 0) say(`${index} of ${items.length} tasks handed out`);
    yield item;
  }
}
