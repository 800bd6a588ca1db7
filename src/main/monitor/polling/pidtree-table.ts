import pidtree from 'pidtree';
import type { ProcessEntry, ProcessTable } from '../monitor';

/**
 * The table of a system for which there is none of our own: who is whose child, from the
 * package pidtree (`ps -A -o ppid,pid` and its like). It tells no names, times or memory.
 */
export class PidtreeTable implements ProcessTable {
  async list(): Promise<readonly ProcessEntry[]> {
    const pairs = await pidtree(-1, { advanced: true });
    return pairs.map(({ pid, ppid }) => ({ pid, ppid, name: `pid ${pid}` }));
  }

  async find(pid: number): Promise<ProcessEntry | undefined> {
    return (await this.list()).find((entry) => entry.pid === pid);
  }

  argvOf(): undefined {
    return undefined;
  }

  read(): readonly never[] {
    return [];
  }

  readLast(): undefined {
    return undefined;
  }

  close(): void {
    // Nothing is kept between calls.
  }
}
