import { availableParallelism } from 'node:os';
import type { Pid } from '../../../shared/units';
import { childIdentity, ownName } from './identity';

/** What a process knows of itself, or a child of its parent. */
export interface ProcessFacts {
  readonly name: string;
  readonly pid: Pid;
}

/** This process, after `multiprocessing.current_process`. */
export function currentProcess(): ProcessFacts & { readonly daemon: boolean } {
  return { name: ownName(), pid: process.pid, daemon: childIdentity()?.daemon ?? false };
}

/**
 * The process that started this one by the library; `undefined` in the main process.
 *
 * It is alive: a child ends with its parent, other than in CPython.
 */
export function parentProcess(): ProcessFacts | undefined {
  return childIdentity()?.parent;
}

/** How many cores this process may use; CPython 3.13 calls it `os.process_cpu_count`. */
export function cpuCount(): number {
  return availableParallelism();
}
