import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Bytes, Pid } from '../../../shared/units';

/**
 * Memory that processes have in RAM (RSS). Linux: proc_pid_status(5), `VmRSS`. Elsewhere `ps`;
 * Windows has neither, and tells nothing. A process that is gone is left out.
 */
export async function residentMemory(pids: readonly Pid[]): Promise<ReadonlyMap<Pid, Bytes>> {
  if (process.platform === 'linux') return new Map(pids.flatMap((pid) => pairOf(pid, readStatus(pid))));
  if (process.platform === 'win32' || pids.length === 0) return new Map();
  return new Map(
    (await ps(pids)).split('\n').flatMap((line) => {
      const [pid = '', kibibytes] = line.trim().split(/\s+/);
      return pairOf(Number(pid), kibibytes);
    }),
  );
}

function pairOf(pid: Pid, kibibytes: string | undefined): readonly (readonly [Pid, Bytes])[] {
  return kibibytes === undefined ? [] : [[pid, Number(kibibytes) * 1024]];
}

function readStatus(pid: Pid): string | undefined {
  try {
    return /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  } catch {
    return undefined;
  }
}

function ps(pids: readonly Pid[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'pid=,rss=', '-p', pids.join(',')], (_error, output) => resolve(output));
  });
}
