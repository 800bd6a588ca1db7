/** A real kill by the kernel for want of memory, in a control group that is made for it. */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from './scenario';

const LIMIT_BYTES = 64 * 1024 * 1024;

interface Group {
  readonly path: string;
  readonly remove: () => void;
}

/** @returns why none can be made here, for a person. */
function newGroup(): Group | string {
  const version1 = '/sys/fs/cgroup/memory';
  const [parent, file] = existsSync(version1) ? [version1, 'memory.limit_in_bytes'] : ['/sys/fs/cgroup', 'memory.max'];
  const path = join(parent, `joinscope-test-${process.pid}`);
  try {
    accessSync(parent, constants.W_OK);
    mkdirSync(path);
  } catch (error) {
    return `no memory control group can be made in ${parent}: ${String(error)}`;
  }
  const remove = (): void => {
    // Its last process leaves it a moment after its end.
    if (existsSync(path)) rmdirSync(path);
  };
  try {
    writeFileSync(join(path, file), String(LIMIT_BYTES));
    // Swap would let it grow on.
    const swap = join(path, file === 'memory.max' ? 'memory.swap.max' : 'memory.memsw.limit_in_bytes');
    if (existsSync(swap)) writeFileSync(swap, file === 'memory.max' ? '0' : String(LIMIT_BYTES));
    return { path, remove };
  } catch (error) {
    remove();
    return `the limit of ${path} cannot be set: ${String(error)}`;
  }
}

/** The kernel's count, without which a kill cannot be told from one by hand. */
const hasCounter = process.platform === 'linux' && /^oom_kill \d/m.test(readFileSync('/proc/vmstat', 'utf8'));

export function memoryPrograms(): { readonly scenarios: readonly Scenario[]; readonly cleanUp: () => void } {
  const group = hasCounter ? newGroup() : 'the kernel does not count its kills (/proc/vmstat has no oom_kill)';
  const impossible = typeof group === 'string' ? group : undefined;
  const path = typeof group === 'string' ? '' : group.path;
  const grow = 'import sys\nkeep = []\nwhile True: keep.append(bytearray(1 << 20))';
  return {
    cleanUp: typeof group === 'string' ? () => undefined : group.remove,
    scenarios: [
      {
        name: 'memory: the kernel kills in a control group',
        program: {
          python: `import multiprocessing as mp, os
def work():
    open('${path}/cgroup.procs', 'w').write(str(os.getpid()))
    ${grow.split('\n').join('\n    ')}
if __name__ == '__main__':
    mp.set_start_method('fork')
    p = mp.Process(target=work)
    p.start()
    p.join()
`,
        },
        impossible,
        ends: [{ who: /^Process-1$/, cause: 'out-of-memory', atLeast: 'very-likely', says: ['title.out-of-memory'] }],
      },
    ],
  };
}
