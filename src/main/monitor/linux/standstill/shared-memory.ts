/** Which shared memory an address lies in, and who else has it mapped (proc_pid_maps(5)). */
import type { Pid } from '../../../../shared/units';
import { readText } from '../read-text';
import type { Wakers } from './descriptors';

interface Mapping {
  readonly from: number;
  readonly to: number;
  readonly isShared: boolean;
  /** Device and inode. */
  readonly identity: string;
  readonly path: string;
}

/** Nobody outside can get at these: deleted, or under a random name that only a run's processes know. */
const OF_THE_RUN = / \(deleted\)$|^\/dev\/shm\/sem\.(?:mp-|loky)|^\/memfd:/;
const LINE = /^([0-9a-f]+)-([0-9a-f]+) \S{3}([ps]) [0-9a-f]+ ([0-9a-f]+:[0-9a-f]+ \d+)\s*(.*)$/;

/** The shared mappings of the run's processes at one moment, each read when first asked for. */
export class SharedMemory {
  readonly #family: ReadonlySet<Pid>;
  readonly #mappings = new Map<Pid, readonly Mapping[] | undefined>();

  constructor(family: ReadonlySet<Pid>) {
    this.#family = family;
  }

  /** Who could wake a thread that waits at this address, and what lies there. */
  at(pid: Pid, address: number): { readonly object?: string; readonly wakers: Wakers } {
    const mapping = this.#mappingsOf(pid)?.find(({ from, to }) => address >= from && address < to);
    if (mapping === undefined) return { wakers: undefined };
    if (!mapping.isShared) return { wakers: new Set([pid]) };
    const object = `shm:[${mapping.identity.split(' ')[1] ?? ''}]`;
    return { object, wakers: OF_THE_RUN.test(mapping.path) ? this.#sharersOf(mapping.identity) : undefined };
  }

  #sharersOf(identity: string): Wakers {
    const sharers = new Set<Pid>();
    for (const pid of this.#family) {
      const mappings = this.#mappingsOf(pid);
      if (mappings === undefined) return undefined;
      if (mappings.some((one) => one.isShared && one.identity === identity)) sharers.add(pid);
    }
    return sharers;
  }

  #mappingsOf(pid: Pid): readonly Mapping[] | undefined {
    if (!this.#mappings.has(pid)) this.#mappings.set(pid, parseMaps(readText(`/proc/${pid}/maps`)));
    return this.#mappings.get(pid);
  }
}

function parseMaps(text: string | undefined): readonly Mapping[] | undefined {
  return text?.split('\n').flatMap((line) => {
    const [, from, to, kind, identity = '', path = ''] = LINE.exec(line) ?? [];
    if (from === undefined || to === undefined) return [];
    return [{ from: parseInt(from, 16), to: parseInt(to, 16), isShared: kind === 's', identity, path }];
  });
}
