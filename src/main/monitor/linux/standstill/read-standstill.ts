/**
 * What processes that do not move wait for, thread by thread, and who could end each wait.
 *
 * Reading a system call's words needs the right to trace the process, which its ancestors have
 * (Yama, ptrace_scope 1). Where that is refused the wait stays open: nobody is called stuck.
 */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import type { ThreadWait } from '../../../../shared/readings';
import type { Pid } from '../../../../shared/units';
import type { Relative } from '../../monitor';
import { readProcPath } from '../proc-file';
import { readText } from '../read-text';
import { Descriptors, type Wakers } from './descriptors';
import { SharedMemory } from './shared-memory';
import { futexOf, isForever, parseSystemCall, signed, type Sleep, type SystemCall } from './system-calls';

/** Threads looked at in one process: a server has no more, and the rest waits as these do. */
const MAX_THREADS = 256;
const MAX_DESCRIPTORS = 1024;

/** @param still those to look at. @param family all living processes of the run, those included. */
export function readStandstill(
  still: readonly Pid[],
  family: readonly Relative[],
): ReadonlyMap<Pid, readonly ThreadWait[]> {
  const reader = new Reader(family);
  return new Map(still.map((pid) => [pid, reader.read(pid)]));
}

interface Found {
  readonly call: ThreadWait['call'];
  readonly object?: string | undefined;
  readonly wakers?: Wakers;
}

/** Calls that end by themselves, or by somebody outside the run. */
const FREE: Partial<Readonly<Record<Sleep, 'timer' | 'accept'>>> = { timer: 'timer', accept: 'accept' };

function callOf(pid: Pid, tid: number): SystemCall | 'other' | 'run' {
  const bytes = readProcPath(`/proc/${pid}/task/${tid}/syscall`);
  const text = typeof bytes === 'string' ? '' : bytes.toString('latin1');
  return parseSystemCall(text) ?? (text.startsWith('running') ? 'run' : 'other');
}

class Reader {
  readonly #family: readonly Relative[];
  readonly #pids: ReadonlySet<Pid>;
  readonly #descriptors: Descriptors;
  readonly #memory: SharedMemory;

  constructor(family: readonly Relative[]) {
    this.#family = family;
    this.#pids = new Set(family.map(({ pid }) => pid));
    this.#descriptors = new Descriptors(this.#pids);
    this.#memory = new SharedMemory(this.#pids);
  }

  read(pid: Pid): readonly ThreadWait[] {
    const threads = threadsOf(pid);
    if (threads.length > MAX_THREADS) return [{ call: 'other' }];
    const calls = threads.map((tid) => callOf(pid, tid));
    // Where one thread may move by itself, nobody needs to know who could wake the others.
    const free = calls.map((call) => (typeof call === 'string' ? call : (FREE[call.sleep] ?? 'bound')));
    if (free.some((kind) => kind !== 'bound')) return free.map((kind) => ({ call: kind === 'bound' ? 'other' : kind }));
    return calls.map((call) => toWait(typeof call === 'string' ? { call } : SLEEPS[call.sleep](this, pid, call.words)));
  }

  descriptor(pid: Pid, fd: number, call: 'read' | 'write'): Found {
    return {
      call,
      object: this.#descriptors.nameOf(pid, fd),
      wakers: this.#descriptors.wakersOf(pid, fd, call),
    };
  }

  /** Any of them ends the wait. */
  any(pid: Pid, wanted: readonly Wanted[] | undefined): Found {
    if (wanted === undefined || wanted.length > MAX_DESCRIPTORS) return { call: 'poll' };
    const wakers = new Set<Pid>();
    for (const { fd, read, write } of wanted) {
      for (const direction of [...(read ? ['read' as const] : []), ...(write ? ['write' as const] : [])]) {
        const found = this.#descriptors.wakersOf(pid, fd, direction);
        if (found === undefined) return { call: 'poll', object: this.#descriptors.nameOf(pid, fd) };
        for (const one of found) wakers.add(one);
      }
    }
    return { call: 'poll', wakers };
  }

  futex(pid: Pid, words: SystemCall['words']): Found {
    const { address, isPrivate, isTimed } = futexOf(words);
    if (isTimed) return { call: 'timer' };
    return isPrivate ? { call: 'lock', wakers: new Set([pid]) } : { call: 'lock', ...this.#memory.at(pid, address) };
  }

  /** @param child as wait4(2) takes it: a pid, or any child. */
  child(pid: Pid, child: number): Found {
    if (child > 0) return { call: 'child', ...(this.#pids.has(child) && { wakers: new Set([child]) }) };
    // Another thread of its own may start one.
    const children = this.#family.filter(({ ppid }) => ppid === pid).map((one) => one.pid);
    return { call: 'child', wakers: new Set([pid, ...children]) };
  }

  childOfPidfd(pid: Pid, fd: number): Found {
    return { call: 'child', wakers: this.#descriptors.wakersOf(pid, fd, 'read') };
  }
}

interface Wanted {
  readonly fd: number;
  readonly read: boolean;
  readonly write: boolean;
}

type Look = (reader: Reader, pid: Pid, words: SystemCall['words']) => Found;

const P_ALL = 0;
const P_PID = 1;
const P_PIDFD = 3;

const SLEEPS: Readonly<Record<Sleep, Look>> = {
  read: (reader, pid, [fd = -1]) => reader.descriptor(pid, fd, 'read'),
  write: (reader, pid, [fd = -1]) => reader.descriptor(pid, fd, 'write'),
  wait4: (reader, pid, [child]) => reader.child(pid, signed(child)),
  waitid: (reader, pid, [kind, id = 0]) => {
    if (kind === P_PIDFD) return reader.childOfPidfd(pid, id);
    return kind === P_PID || kind === P_ALL ? reader.child(pid, kind === P_PID ? id : -1) : { call: 'child' };
  },
  futex: (reader, pid, words) => reader.futex(pid, words),
  poll: (reader, pid, [address = 0, count = 0, timeout]) =>
    isForever(timeout) ? reader.any(pid, polledAt(pid, address, count)) : { call: 'timer' },
  ppoll: (reader, pid, [address = 0, count = 0, timeout]) =>
    timeout === 0 ? reader.any(pid, polledAt(pid, address, count)) : { call: 'timer' },
  select: (reader, pid, [count = 0, read = 0, write = 0, , timeout]) =>
    timeout === 0 ? reader.any(pid, selectedAt(pid, { count, read, write })) : { call: 'timer' },
  epoll: (reader, pid, [fd = -1, , , timeout]) =>
    isForever(timeout) ? reader.any(pid, watchedBy(pid, fd)) : { call: 'timer' },
  timer: () => ({ call: 'timer' }),
  accept: () => ({ call: 'accept' }),
};

const POLLIN = 1;
const POLLOUT = 4;

/** `struct pollfd` of poll(2): a descriptor, what is wanted, what is there. */
function polledAt(pid: Pid, address: number, count: number): readonly Wanted[] | undefined {
  const bytes = memoryAt(pid, address, Math.min(count, MAX_DESCRIPTORS + 1) * 8);
  if (bytes === undefined) return undefined;
  const wanted: Wanted[] = [];
  for (let offset = 0; offset + 8 <= bytes.length; offset += 8) {
    const events = bytes.readInt16LE(offset + 4);
    const fd = bytes.readInt32LE(offset);
    if (fd >= 0) wanted.push({ fd, read: (events & POLLIN) !== 0, write: (events & POLLOUT) !== 0 });
  }
  return wanted;
}

interface Selected {
  readonly count: number;
  readonly read: number;
  readonly write: number;
}

/** The bit sets of select(2). */
function selectedAt(pid: Pid, { count, read, write }: Selected): readonly Wanted[] | undefined {
  const length = Math.ceil(Math.min(count, MAX_DESCRIPTORS + 1) / 8);
  const readable = read === 0 ? Buffer.alloc(length) : memoryAt(pid, read, length);
  const writable = write === 0 ? Buffer.alloc(length) : memoryAt(pid, write, length);
  if (readable === undefined || writable === undefined) return undefined;
  const has = (bits: Buffer, fd: number) => ((bits[fd >> 3] ?? 0) & (1 << (fd & 7))) !== 0;
  return Array.from({ length: count }, (_, fd) => ({ fd, read: has(readable, fd), write: has(writable, fd) }));
}

/** What an epoll descriptor watches (proc_pid_fdinfo(5)). */
function watchedBy(pid: Pid, epoll: number): readonly Wanted[] | undefined {
  const text = readText(`/proc/${pid}/fdinfo/${epoll}`);
  if (text === undefined) return undefined;
  return [...text.matchAll(/^tfd:\s*(\d+) events:\s*([0-9a-f]+)/gm)].map(([, fd, events]) => {
    const bits = parseInt(events ?? '0', 16);
    return { fd: Number(fd), read: (bits & POLLIN) !== 0, write: (bits & POLLOUT) !== 0 };
  });
}

function memoryAt(pid: Pid, address: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  let fd: number | undefined;
  try {
    fd = openSync(`/proc/${pid}/mem`, 'r');
    return readSync(fd, bytes, 0, length, address) === length ? bytes : undefined;
  } catch {
    return undefined; // It ended, or may not be traced.
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** The main thread first. */
function threadsOf(pid: Pid): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map(Number)
      .sort((a, b) => Number(b === pid) - Number(a === pid) || a - b);
  } catch {
    return [];
  }
}

function toWait({ call, object, wakers }: Found): ThreadWait {
  return {
    call,
    ...(object !== undefined && { object: object.slice(0, 256) }),
    ...(wakers !== undefined && { wakers: [...wakers].sort((a, b) => a - b) }),
  };
}
