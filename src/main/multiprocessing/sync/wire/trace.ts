import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Bytes } from '../../../../shared/units';
import type { ResourceId } from './message';

/** One float64 a resource. */
export const TRACE_SIZE: Bytes = 8;

/**
 * What a client did without telling, in a file that outlives it: which of the items in its
 * hand it took. Written before the item is used, so that when the client is killed its home
 * knows which were used and which are still to be had. A write to a file in memory costs a
 * tenth of a message that is answered.
 */
export class TraceFile {
  readonly name: string;
  readonly #path: string;
  readonly #file: number;
  readonly #bytes = Buffer.alloc(TRACE_SIZE);

  /** @throws {Error} of the system when the folder cannot be written into. */
  constructor(folder: string) {
    this.name = `t-${process.pid}-${randomUUID().slice(0, 8)}`;
    this.#path = join(folder, this.name);
    this.#file = openSync(this.#path, 'wx', 0o600);
  }

  note(resource: ResourceId, value: number): void {
    this.#bytes.writeDoubleLE(value);
    writeSync(this.#file, this.#bytes, 0, TRACE_SIZE, resource * TRACE_SIZE);
  }

  close(): void {
    try {
      closeSync(this.#file);
      unlinkSync(this.#path);
    } catch {
      // Its home was faster.
    }
  }
}
