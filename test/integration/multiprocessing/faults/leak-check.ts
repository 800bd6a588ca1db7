/** What a fault may leave behind, and must not: processes, descriptors, files. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';
import type { Milliseconds, Pid } from '../../../../src/shared/units';

/** What there is of it. */
interface Holdings {
  readonly children: readonly Pid[];
  readonly descriptors: readonly string[];
  readonly files: readonly string[];
}

/** Where the library keeps what processes share, if it is there. */
const MEMORY = '/dev/shm';

/** Until the system has closed what a dead process had open. */
const SETTLE: Milliseconds = 10_000;

/** A folder of this file's own for temporary files, so that a neighbour's are not taken for a leak. */
export function privateTemporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'joinscope-faults-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = path;
  return {
    path,
    remove: () => {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      rmSync(path, { recursive: true, force: true });
    },
  };
}

export function holdings(): Holdings {
  return { children: childrenOfThisProcess(), descriptors: openDescriptors(), files: readdirSync(tmpdir()) };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A module that a thread was reading when it was ended: Node closes it with the process only. */
const MODULE = /\.m?js$/;

/**
 * Waits until there is no more of anything than there was.
 *
 * @param pids processes that are gone: no folder of a home of theirs may be left in memory.
 */
export async function expectNothingLeft(before: Holdings, pids: ReadonlySet<Pid> = new Set()): Promise<void> {
  const surplus = (): Holdings & { readonly homes: readonly string[] } => {
    const now = holdings();
    const isMoreOpen = now.descriptors.length > before.descriptors.length;
    // A shared file is closed when its object is collected, which a quiet process may put off for minutes.
    if (isMoreOpen) collectGarbage();
    return {
      children: now.children.filter((pid) => !before.children.includes(pid)),
      descriptors: isMoreOpen ? now.descriptors.filter((link) => !before.descriptors.includes(link)) : [],
      files: now.files.filter((name) => !before.files.includes(name)),
      homes: homesOf(pids),
    };
  };
  await expect
    .poll(surplus, { timeout: SETTLE, interval: 10, message: 'left behind' })
    .toEqual({ children: [], descriptors: [], files: [], homes: [] });
}

/** Folders of queues and locks that these processes are, or were, the home of. */
export function homesOf(pids: ReadonlySet<Pid>): readonly string[] {
  const names = existsSync(MEMORY) ? readdirSync(MEMORY) : [];
  return names.filter((name) => pids.has(Number(/^joinscope-sync-(\d+)-/.exec(name)?.[1])));
}

/** Zombies included: one that nobody waited for is a leak as well. */
function childrenOfThisProcess(): readonly Pid[] {
  return readdirSync('/proc/self/task').flatMap((thread) => {
    try {
      const text = readFileSync(`/proc/self/task/${thread}/children`, 'latin1');
      return text.trim() === '' ? [] : text.trim().split(' ').map(Number);
    } catch {
      // A thread that has just ended.
      return [];
    }
  });
}

function openDescriptors(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const link = readlinkSync(`/proc/self/fd/${descriptor}`);
      return MODULE.test(link) ? [] : link;
    } catch {
      // The one that this very listing had open.
      return [];
    }
  });
}
