/** What descriptors stand for, and who else has the other end. */
import { readdirSync, readlinkSync } from 'node:fs';
import type { Pid } from '../../../../shared/units';
import { readText } from '../read-text';

/** Who could end a wait; `undefined` for anybody. */
export type Wakers = ReadonlySet<Pid> | undefined;

interface Ends {
  readonly readers: Set<Pid>;
  readonly writers: Set<Pid>;
}

const ACCESS_MODE = 3;
const WRITE_ONLY = 1;
const PIPE = /^pipe:\[\d+\]$/;

/**
 * Pipes and the processes that hold their ends, at one moment.
 *
 * All processes that may be looked at are searched once, when the first pipe is asked for: a
 * pipe that somebody outside the run holds too can be written to, or read, at any time.
 */
export class Descriptors {
  readonly #family: ReadonlySet<Pid>;
  #ends: Map<string, Ends> | undefined;
  /** One of the run could not be looked into: it may hold anything. */
  #isBlind = false;

  /** @param family the living processes of the run. */
  constructor(family: ReadonlySet<Pid>) {
    this.#family = family;
  }

  /** What a descriptor is, as the kernel calls it. */
  nameOf(pid: Pid, fd: number): string | undefined {
    return linkOf(pid, fd);
  }

  /** Who could end a wait to read from, or to write to, this descriptor. */
  wakersOf(pid: Pid, fd: number, direction: 'read' | 'write'): Wakers {
    const name = linkOf(pid, fd);
    if (name === undefined) return undefined;
    if (PIPE.test(name)) return this.#wakersOfPipe(name, direction);
    // Counters within one process (libuv wakes its loop with one); a fork's copy is not used.
    if (name === 'anon_inode:[eventfd]') return new Set([pid]);
    if (name === 'anon_inode:[pidfd]') return this.#wakerOfPidfd(pid, fd);
    return undefined;
  }

  #wakersOfPipe(name: string, direction: 'read' | 'write'): Wakers {
    this.#ends ??= this.#search();
    const ends = this.#ends.get(name);
    if (ends === undefined || this.#isBlind) return undefined;
    const others = direction === 'read' ? ends.writers : ends.readers;
    return [...others].every((pid) => this.#family.has(pid)) ? others : undefined;
  }

  #wakerOfPidfd(pid: Pid, fd: number): Wakers {
    const watched = Number(/^Pid:\s*(\d+)$/m.exec(readText(`/proc/${pid}/fdinfo/${fd}`) ?? '')?.[1]);
    return this.#family.has(watched) ? new Set([watched]) : undefined;
  }

  #search(): Map<string, Ends> {
    const found = new Map<string, Ends>();
    for (const entry of readdirSync('/proc')) {
      if (!/^\d/.test(entry)) continue;
      const pid = Number(entry);
      const fds = descriptorsOf(pid);
      if (fds === undefined && this.#family.has(pid)) this.#isBlind = true;
      for (const fd of fds ?? []) noteEnd(found, pid, fd);
    }
    return found;
  }
}

function noteEnd(found: Map<string, Ends>, pid: Pid, fd: number): void {
  const name = linkOf(pid, fd);
  if (name === undefined || !PIPE.test(name)) return;
  const ends = found.get(name) ?? { readers: new Set(), writers: new Set() };
  found.set(name, ends);
  const flags = parseInt(/^flags:\s*(\d+)$/m.exec(readText(`/proc/${pid}/fdinfo/${fd}`) ?? '')?.[1] ?? '2', 8);
  const mode = flags & ACCESS_MODE;
  if (mode !== WRITE_ONLY) ends.readers.add(pid);
  if (mode !== 0) ends.writers.add(pid);
}

function descriptorsOf(pid: Pid): readonly number[] | undefined {
  try {
    return readdirSync(`/proc/${pid}/fd`).map(Number);
  } catch {
    return undefined;
  }
}

function linkOf(pid: Pid, fd: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return undefined;
  }
}
