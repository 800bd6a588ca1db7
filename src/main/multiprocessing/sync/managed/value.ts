import { registerCrossing } from '../../codec/crossing';
import { Attachment, revive } from '../reference';
import { type CellsAbout, cellsName, CellsObject, type CellsOptions, makeCells } from './array';
import type { UpdateOperation } from './cells-store';
import type { ElementKind, ElementOf } from './element-kind';

/**
 * One number at its home, after CPython's `multiprocessing.Value`. Each call is atomic, so
 * `update('add', 1)` counts right where Python's `value += 1` needs the lock.
 */
export class Value<Kind extends ElementKind = ElementKind> extends CellsObject<Kind> {
  protected readonly kind = 'value';

  /** @throws {TypeError} for a type code that there is not, or a value that is not of it. */
  constructor(kind: Kind, value?: ElementOf<Kind>, options?: CellsOptions);
  constructor(attachment: Attachment<CellsAbout>);
  constructor(first: Kind | Attachment<CellsAbout>, value?: number | bigint, options: CellsOptions = {}) {
    if (first instanceof Attachment) super(first);
    else super(makeCells(first, value === undefined ? 1 : [value], cellsName('Value', options)));
  }

  get(): Promise<ElementOf<Kind>> {
    return this.element('get', 0);
  }

  async set(value: ElementOf<Kind>): Promise<void> {
    await this.call('set', 0, value);
  }

  /** Changes it in one step. @returns what it is now. */
  update(operation: UpdateOperation, operand: ElementOf<Kind>): Promise<ElementOf<Kind>> {
    return this.element('update', 0, operation, operand);
  }

  /** Sets it if it is what is expected. @returns what it was. */
  compareExchange(expected: ElementOf<Kind>, value: ElementOf<Kind>): Promise<ElementOf<Kind>> {
    return this.element('exchange', 0, expected, value);
  }
}

registerCrossing('value', (data) => revive<CellsAbout>(data, (attachment) => new Value(attachment)));
