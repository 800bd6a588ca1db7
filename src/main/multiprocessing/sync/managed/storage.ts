import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { Bytes } from '../../../../shared/units';

/** Memory that several processes, or several threads, have at the same time. */
export interface Storage {
  read(target: Uint8Array, at: Bytes): void;
  write(source: Uint8Array, at: Bytes): void;
}

/** A file that each process has open: in memory where the system has a place for that. */
export class FileStorage implements Storage {
  readonly #file: number;
  readonly #path: string;

  /**
   * @param size makes the file, of zeros; without it the file must be there.
   * @throws {Error} of the system: ENOENT when its home ended.
   */
  constructor(path: string, size?: Bytes) {
    this.#path = path;
    this.#file = openSync(path, size === undefined ? 'r+' : 'wx+', 0o600);
    if (size !== undefined) ftruncateSync(this.#file, size);
    files.register(this, this.#file);
  }

  read(target: Uint8Array, at: Bytes): void {
    for (let done = 0; done < target.length;) {
      const count = readSync(this.#file, target, done, target.length - done, at + done);
      if (count === 0) throw new RangeError(`${this.#path} ends before ${at + target.length}`);
      done += count;
    }
  }

  write(source: Uint8Array, at: Bytes): void {
    for (let done = 0; done < source.length;) {
      done += writeSync(this.#file, source, done, source.length - done, at + done);
    }
  }
}

/** Nothing closes an array; its file goes when nobody can reach it any more. */
const files = new FinalizationRegistry<number>((file) => closeSync(file));

/** The memory of one process, which its threads have in common. */
export class MemoryStorage implements Storage {
  readonly #bytes: Uint8Array;

  constructor(memory: SharedArrayBuffer) {
    this.#bytes = new Uint8Array(memory);
  }

  read(target: Uint8Array, at: Bytes): void {
    target.set(this.#bytes.subarray(at, at + target.length));
  }

  write(source: Uint8Array, at: Bytes): void {
    this.#bytes.set(source, at);
  }
}
