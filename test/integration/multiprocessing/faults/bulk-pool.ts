import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type koffiPackage from 'koffi';
import { WORTH_BULK } from '../../../../src/main/multiprocessing/link/bulk';
import type { Pool } from '../../../../src/main/multiprocessing';
import type { Pid } from '../../../../src/shared/units';

export const bulkTasks = fileURLToPath(new URL('../fixtures/bulk-tasks.mjs', import.meta.url));
export const MEBIBYTE = 1024 * 1024;

/** Pipes that a process has open and would pass on to no program: none of those that it was started with. */
function ownPipesOf(pid: Pid | 'self'): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
      const link = linkOf(`/proc/${pid}/fd/${name}`);
      return link.startsWith('pipe:') && isOwn(`/proc/${pid}/fdinfo/${name}`) ? [link] : [];
    });
  } catch {
    return [];
  }
}

const O_CLOEXEC = 0o2_000_000;

/** By the line `flags:`, in octal digits (proc(5)). */
function isOwn(info: string): boolean {
  const [, flags = '0'] = /^flags:\s*(\d+)$/m.exec(readFileSync(info, 'latin1')) ?? [];
  return (Number.parseInt(flags, 8) & O_CLOEXEC) !== 0;
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** Whether this process copies that one's memory: it holds the other end of the pipe on which that one waits meanwhile. */
export function hasBulk(pid: Pid): boolean {
  const own = ownPipesOf('self');
  return ownPipesOf(pid).some((pipe) => own.includes(pipe));
}

/** Sends large data to workers, whose module has an `echo`, until their memory is copied. */
export async function warm(pool: Pool): Promise<void> {
  const from = performance.now();
  const bytes = new Uint8Array(WORTH_BULK / 2);
  while (pool.pids.length === 0 || !pool.pids.every(hasBulk)) {
    if (performance.now() - from > 50_000) throw new Error(`${pool.pids.filter(hasBulk).length} workers have it`);
    await Promise.all(Array.from({ length: 2 * pool.pids.length }, () => pool.apply('echo', [bytes])));
  }
}

/** Whether the system allows it at all. */
export function mayHaveBulk(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof koffiPackage;
    const read = koffi
      .load(null)
      .func('process_vm_readv', 'intptr', ['int', 'void *', 'ulong', 'void *', 'ulong', 'ulong']);
    return Number(read(process.pid, Buffer.alloc(16), 1, Buffer.alloc(16), 1, 0)) === 0;
  } catch {
    return false;
  }
}

/** What large data goes by. */
export const WAYS = mayHaveBulk() ? (['pipe', 'copy'] as const) : (['pipe'] as const);
