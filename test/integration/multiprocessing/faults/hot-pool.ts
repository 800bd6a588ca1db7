import { closeSync, readdirSync, readlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { JOURNAL_SIZE } from '../../../../src/main/multiprocessing/link/journal-layout';
import { openSharedMemory } from '../../../../src/main/multiprocessing/link/shared-memory';

export const hotTasks = fileURLToPath(new URL('../fixtures/hot-tasks.mjs', import.meta.url));

/** Journals of other processes that this one has open: see `link/journal-layout.ts`. */
export function openJournals(): number {
  return readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`).includes('joinscope-journal');
    } catch {
      return false;
    }
  }).length;
}

/** Keeps workers busy with tiny tasks until so many have a journal. */
export async function heat(workers: number, tiny: () => Promise<unknown>): Promise<void> {
  const from = performance.now();
  while (openJournals() < workers) {
    if (performance.now() - from > 50_000) throw new Error(`${openJournals()} of ${workers} workers have a journal`);
    await Promise.all(Array.from({ length: 400 }, tiny));
    // Where it is one that starts that is waited for, the others leave it the processor.
    await sleep(2);
  }
}

/** Whether workers on this machine can have one. */
export function mayHaveJournals(): boolean {
  const memory = openSharedMemory(JOURNAL_SIZE, createRequire(import.meta.url));
  if (memory !== undefined) closeSync(memory.descriptor);
  return memory !== undefined;
}
