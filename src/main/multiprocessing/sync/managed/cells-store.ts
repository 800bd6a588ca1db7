import { type Cells, type Element, put } from './element-kind';
import { IndexError } from './errors';
import type { Store } from './method-host';
import { bound, positionOf } from './positions';

/** What a home does to an element in one step: no function could be sent. */
export type UpdateOperation = 'add' | 'subtract' | 'multiply' | 'min' | 'max' | 'and' | 'or' | 'xor';

/** Elements where they live: those of an Array, or the one of a Value. */
export class CellsStore implements Store {
  readonly #cells: Cells;

  constructor(cells: Cells) {
    this.#cells = cells;
  }

  call(method: string, [first, second, third]: readonly unknown[]): unknown {
    const cells = this.#cells;
    const { length } = cells;
    switch (method) {
      case 'get':
        return cells[positionOf(first, length)];
      case 'set':
        put(cells, positionOf(first, length), second);
        return undefined;
      case 'update':
        return this.#update(positionOf(first, length), second, third);
      case 'exchange':
        return this.#exchange(positionOf(first, length), second, third);
      case 'slice':
        return [...cells.subarray(bound(first ?? 0, length), bound(second ?? length, length))];
      case 'write':
        this.#write(positionOf(first, length + 1), second as readonly unknown[]);
        return undefined;
      default:
        throw new TypeError(`An array has no ${method}`);
    }
  }

  /** @returns the new value. */
  #update(index: number, operation: unknown, operand: unknown): unknown {
    const before = this.#cells[index];
    if (before === undefined || typeof before !== typeof operand) {
      throw new TypeError(`Expected a ${typeof before}, got ${typeof operand}`);
    }
    put(
      this.#cells,
      index,
      typeof before === 'bigint' ? big(operation, before, operand) : small(operation, before, operand),
    );
    return this.#cells[index];
  }

  /** @returns what was there; it is exchanged only if that is what was expected. */
  #exchange(index: number, expected: unknown, value: unknown): unknown {
    const before = this.#cells[index];
    if (before === expected) put(this.#cells, index, value);
    return before;
  }

  #write(start: number, values: readonly unknown[]): void {
    if (start + values.length > this.#cells.length) {
      throw new IndexError(
        `${values.length} values from ${start} on are more than the ${this.#cells.length} there are`,
      );
    }
    // First into a copy: all or nothing.
    const copy = this.#cells.slice(start, start + values.length);
    for (const [offset, value] of values.entries()) put(copy, offset, value);
    (this.#cells as { set(source: unknown, offset: number): void }).set(copy, start);
  }
}

function small(operation: unknown, before: number, operand: unknown): Element {
  // The cast: the caller compared the types.
  const by = operand as number;
  switch (operation) {
    case 'add':
      return before + by;
    case 'subtract':
      return before - by;
    case 'multiply':
      return before * by;
    case 'min':
      return Math.min(before, by);
    case 'max':
      return Math.max(before, by);
    case 'and':
      return before & by;
    case 'or':
      return before | by;
    case 'xor':
      return before ^ by;
    default:
      throw new TypeError(`There is no operation ${String(operation)}`);
  }
}

function big(operation: unknown, before: bigint, operand: unknown): Element {
  const by = operand as bigint;
  switch (operation) {
    case 'add':
      return before + by;
    case 'subtract':
      return before - by;
    case 'multiply':
      return before * by;
    case 'min':
      return by < before ? by : before;
    case 'max':
      return by > before ? by : before;
    case 'and':
      return before & by;
    case 'or':
      return before | by;
    case 'xor':
      return before ^ by;
    default:
      throw new TypeError(`There is no operation ${String(operation)}`);
  }
}
