/**
 * The parent's side of `bulk.ts`: reads and writes a child's memory, a piece a turn of the
 * event loop, so that what else the program does is not held up.
 *
 * All of it on the thread that also learns of the child's end: its pid is no other process's
 * before that, so nothing else is ever read or written.
 */
import type { ChildProcess } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import type { Bytes } from '../../../shared/units';
import type { BulkOffer } from '../protocol';
import { BrokenChannelError } from '../codec/frame-reader';
import { COMES_BY_PIPE, IS_THERE } from './bulk';
import { hugePageAdviser } from './huge-pages';
import { loadKoffi, loadOwn } from './native';

/** One call takes 0.3 ms for it (2-core VM, Node 20.20, November 2026). */
const PIECE: Bytes = 1024 * 1024;
/** No such process (errno(3)). */
const ESRCH = 3;

/** Bytes here, and where they belong in the child. */
export interface Place {
  readonly bytes: Uint8Array;
  /** Theirs when they were announced: memory that is given to another thread loses its own. */
  readonly length: Bytes;
  readonly address: number;
}

/** @throws {BrokenChannelError} when these are no addresses of these. */
export function placesOf(
  pieces: readonly { readonly bytes: Uint8Array; readonly length: Bytes }[],
  addresses: readonly number[],
): readonly Place[] {
  if (addresses.length !== pieces.length) throw new BrokenChannelError('The channel speaks of other data');
  return pieces.map(({ bytes, length }, index) => {
    const address = addresses[index];
    if (!Number.isSafeInteger(address) || address === undefined || address <= 0) {
      throw new BrokenChannelError(`There is no address ${address}`);
    }
    return { bytes, length, address };
  });
}

type Direction = 'read' | 'write';
type Settled = (isThere: boolean) => void;
type Child = Pick<ChildProcess, 'pid' | 'exitCode' | 'signalCode'>;

export class ChildMemory {
  readonly #child: Child;
  readonly #calls: Calls;
  #answers: number | undefined;

  private constructor(child: Child, calls: Calls) {
    this.#child = child;
    this.#calls = calls;
  }

  /** @returns `undefined` where it cannot be read and written, or not told so. */
  static open(child: Child, offer: BulkOffer): ChildMemory | undefined {
    const calls = findCalls();
    if (calls === undefined) return undefined;
    const memory = new ChildMemory(child, calls);
    try {
      if (!memory.#isThatOf(offer)) return undefined;
      memory.#openAnswers(offer.descriptor);
      return memory;
    } catch {
      return undefined;
    }
  }

  /** Copies from the child. See {@link ChildMemory.write}. */
  read(places: readonly Place[], settled: Settled): void {
    for (const { bytes } of places) this.#calls.adviseHugePages(bytes);
    this.#copy('read', places, settled);
  }

  /**
   * Copies to the child.
   *
   * @param settled gets, in a later turn, whether all of it was copied; never called when the child is gone.
   */
  write(places: readonly Place[], settled: Settled): void {
    this.#copy('write', places, settled);
  }

  /** Tells the child, which waits for it, what became of what it has. */
  answer(isThere: boolean): void {
    try {
      if (this.#answers !== undefined) writeSync(this.#answers, Buffer.of(isThere ? IS_THERE : COMES_BY_PIPE));
    } catch {
      // It is gone; its exit says so better.
    }
  }

  /** Nothing is copied any more. */
  close(): void {
    if (this.#answers !== undefined) closeSync(this.#answers);
    this.#answers = undefined;
  }

  #isThatOf({ address, mark }: BulkOffer): boolean {
    const bytes = new Uint8Array(new ArrayBuffer(4096), 0, 4);
    const word = new DataView(bytes.buffer);
    const [place] = placesOf([{ bytes, length: 4 }], [address]);
    if (place === undefined || this.#move('read', place, 0) !== 4 || word.getInt32(0, true) !== mark) return false;
    word.setInt32(0, mark + 1, true);
    if (this.#move('write', place, 0) !== 4) return false;
    word.setInt32(0, 0);
    return this.#move('read', place, 0) === 4 && word.getInt32(0, true) === mark + 1;
  }

  /** The parent of a process may open what that has open (proc(5), `/proc/pid/fd`). */
  #openAnswers(descriptor: number): void {
    this.#answers = openSync(`/proc/${this.#child.pid}/fd/${descriptor}`, constants.O_WRONLY);
  }

  #copy(direction: Direction, places: readonly Place[], settled: Settled): void {
    let index = 0;
    let done: Bytes = 0;
    const goOn = (): void => {
      if (this.#answers === undefined || this.#isGone()) return;
      const place = places[index];
      if (place === undefined) return settled(true);
      const moved = this.#move(direction, place, done);
      // Its end is on its way.
      if (moved < 0 && this.#calls.errno() === ESRCH) return;
      if (moved <= 0) return settled(false);
      done += moved;
      if (done === place.length) {
        index += 1;
        done = 0;
      }
      setImmediate(goOn);
    };
    setImmediate(goOn);
  }

  /** The system may have given its pid to another process. */
  #isGone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** @returns how much was copied, from `done` on; below 0 when nothing could be. */
  #move(direction: Direction, { bytes, length, address }: Place, done: Bytes): Bytes {
    if (bytes.length !== length) return 0;
    const size = BigInt(Math.min(PIECE, length - done));
    HERE[0] = this.#calls.addressOf(bytes) + BigInt(done);
    THERE[0] = BigInt(address + done);
    HERE[1] = THERE[1] = size;
    return Number(this.#calls[direction](this.#child.pid ?? 0, HERE, 1, THERE, 1, 0));
  }
}

/** One iovec each, as process_vm_readv(2) takes them. */
const HERE = new BigUint64Array(new ArrayBuffer(4096), 0, 2);
const THERE = new BigUint64Array(new ArrayBuffer(4096), 0, 2);

type Call = (...args: readonly (number | BigUint64Array)[]) => number | bigint;

interface Calls {
  readonly read: Call;
  readonly write: Call;
  readonly addressOf: (bytes: Uint8Array) => bigint;
  readonly adviseHugePages: (bytes: Uint8Array) => void;
  readonly errno: () => number;
}

let found: { readonly calls: Calls | undefined } | undefined;

function findCalls(): Calls | undefined {
  found ??= { calls: loadCalls() };
  return found.calls;
}

function loadCalls(): Calls | undefined {
  try {
    const koffi = loadKoffi(loadOwn);
    const library = koffi.load(null);
    const types = ['int', 'void *', 'ulong', 'void *', 'ulong', 'ulong'];
    return {
      read: library.func('process_vm_readv', 'intptr', types) as Call,
      write: library.func('process_vm_writev', 'intptr', types) as Call,
      addressOf: (bytes) => koffi.address(bytes),
      adviseHugePages: hugePageAdviser(koffi),
      errno: () => koffi.errno(),
    };
  } catch {
    return undefined;
  }
}
