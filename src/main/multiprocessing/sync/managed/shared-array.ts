import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Crossable, crossing, type Crossing, registerCrossing } from '../../codec/crossing';
import { type OptionRules, requireOptions } from '../../require-argument';
import { homeFolder } from '../home/home';
import {
  type Cells,
  type CellsOf,
  cellsOf,
  checkedLength,
  type ElementKind,
  type ElementOf,
  put,
} from './element-kind';
import { Attached } from './attached';
import { IndexError } from './errors';
import { positionOf } from './positions';
import { FileStorage, MemoryStorage, type Storage } from './storage';

export interface SharedArrayOptions {
  /**
   * `file`, unless said otherwise: processes and threads share it. `memory`: a
   * SharedArrayBuffer, faster, and for threads of this process only; on its way to another
   * process it is refused.
   */
  readonly storage?: 'file' | 'memory';
}

const RULES: OptionRules<SharedArrayOptions> = {
  of: 'SharedArray',
  example: `{ storage: 'memory' }`,
  kinds: { storage: ['file', 'memory'] },
};

interface Reference {
  readonly kind: ElementKind;
  readonly length: number;
  readonly storage: string | SharedArrayBuffer;
}

/**
 * Numbers in storage that processes have in common, used without a message and without
 * waiting, after CPython's `multiprocessing.RawArray`. Only a single element is read or
 * written as a whole: what spans several, or reads and then writes, needs a Lock.
 */
export class SharedArray<Kind extends ElementKind = ElementKind> implements Crossable {
  readonly typeCode: Kind;
  readonly length: number;
  readonly #reference: Reference;
  readonly #storage: Storage;
  /** One element on its way. */
  readonly #cell: Cells;
  readonly #cellBytes: Uint8Array;

  /**
   * @param length of zeros; it never changes.
   * @throws {TypeError} for a type code that there is not.
   * @throws {Error} of the system, when its file cannot be made; one that has no room is told by `write`.
   */
  constructor(kind: Kind, length: number, options?: SharedArrayOptions);
  constructor(attached: Attached<Reference>);
  constructor(first: Kind | Attached<Reference>, length = 0, options: SharedArrayOptions = {}) {
    requireOptions(options, RULES);
    const { storage = 'file' } = options;
    this.#reference = first instanceof Attached ? first.reference : newReference(first, length, storage);
    const { kind } = this.#reference;
    // The cast: the kind is the one of the constructor.
    this.typeCode = kind as Kind;
    this.length = this.#reference.length;
    this.#cell = cellsOf(kind, 1);
    this.#cellBytes = bytesOf(this.#cell);
    this.#storage = storageOf(this.#reference, first instanceof Attached ? undefined : this.byteLength);
  }

  get byteLength(): number {
    return this.length * this.#cell.BYTES_PER_ELEMENT;
  }

  /** @throws {IndexError} when nothing is there; a negative index counts from the end. */
  get(index: number): ElementOf<Kind> {
    this.#storage.read(this.#cellBytes, this.#offset(index));
    return this.#cell[0] as ElementOf<Kind>;
  }

  /** What is too large is wrapped, as C does. @throws {IndexError} when nothing is there. */
  set(index: number, value: ElementOf<Kind>): void {
    const offset = this.#offset(index);
    put(this.#cell, 0, value);
    this.#storage.write(this.#cellBytes, offset);
  }

  /**
   * A copy of the elements from a place on; of all unless given.
   *
   * @throws {IndexError} when there are not so many.
   */
  read(start = 0, count = this.length - start): CellsOf<Kind> {
    const offset = this.#offset(start, count);
    const cells = cellsOf(this.typeCode, count);
    this.#storage.read(bytesOf(cells), offset);
    return cells as CellsOf<Kind>;
  }

  /**
   * Writes the elements one after the other; others may see some of them first.
   *
   * @throws {IndexError} when there is no room for all; then none is written.
   */
  write(start: number, values: ArrayLike<ElementOf<Kind>>): void {
    const offset = this.#offset(start, values.length);
    const cells = cellsOf(this.typeCode, values.length);
    for (let index = 0; index < values.length; index += 1) put(cells, index, values[index]);
    this.#storage.write(bytesOf(cells), offset);
  }

  fill(value: ElementOf<Kind>, start = 0, count = this.length - start): void {
    const offset = this.#offset(start, count);
    const cells = cellsOf(this.typeCode, count);
    put(this.#cell, 0, value);
    (cells as { fill(value: unknown): void }).fill(this.#cell[0]);
    this.#storage.write(bytesOf(cells), offset);
  }

  [crossing](): Crossing {
    return { kind: 'shared-array', data: this.#reference };
  }

  /** @throws {IndexError} */
  #offset(start: number, count?: number): number {
    const isRange = count !== undefined;
    if (isRange && (!Number.isSafeInteger(start) || start < 0 || count < 0 || start + count > this.length)) {
      throw new IndexError(`${count} from ${start} on are outside of the ${this.length} there are`);
    }
    return (isRange ? start : positionOf(start, this.length)) * this.#cell.BYTES_PER_ELEMENT;
  }
}

function newReference(kind: ElementKind, length: number, storage: 'file' | 'memory'): Reference {
  const size = checkedLength(length) * cellsOf(kind, 0).BYTES_PER_ELEMENT;
  return {
    kind,
    length,
    storage: storage === 'memory' ? new SharedArrayBuffer(size) : join(homeFolder(), `a-${randomUUID()}`),
  };
}

/** @param size of a file that is to be made. */
function storageOf({ storage }: Reference, size: number | undefined): Storage {
  return typeof storage === 'string' ? new FileStorage(storage, size) : new MemoryStorage(storage);
}

function bytesOf(cells: Cells): Uint8Array {
  return new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);
}

// The cast: made by the same class in another process.
registerCrossing('shared-array', (data) => new SharedArray(new Attached(data as Reference)));
