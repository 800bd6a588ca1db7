import { registerCrossing } from '../../codec/crossing';
import { nextName } from '../../process-names';
import { type OptionKinds, requireKind, requireOptions } from '../../require-argument';
import type { WaitOptions } from '../client/waits';
import { Attachment, revive } from '../reference';
import { RLock } from '../rlock';
import type { NamedAbout } from '../shared-object';
import { CellsStore, type UpdateOperation } from './cells-store';
import { cellsOf, checkedLength, type ElementKind, type ElementOf } from './element-kind';
import { ManagedObject } from './managed-object';
import { MethodHost } from './method-host';

export interface CellsAbout extends NamedAbout {
  readonly kind: ElementKind;
  readonly length: number;
  readonly lock: RLock;
}

export interface CellsOptions {
  /** `Value-1`, `Array-1`, ... unless given. */
  readonly name?: string;
}

/** What a Value and an Array have in common: elements at a home, and a lock beside them. */
export abstract class CellsObject<Kind extends ElementKind> extends ManagedObject<CellsAbout> {
  /** The type code that it was made with. */
  get typeCode(): Kind {
    // The cast: the kind is the one of the constructor.
    return this.about.kind as Kind;
  }

  /** Guards what takes several calls. The calls themselves do not need it, and do not respect it. */
  getLock(): RLock {
    return this.about.lock;
  }

  /** Runs the function while the lock is held, which may be acquired again within. */
  withLock<Result>(run: () => Result | Promise<Result>, options: WaitOptions = {}): Promise<Result> {
    return this.about.lock.withLock(run, options);
  }

  protected async element(method: string, ...args: readonly unknown[]): Promise<ElementOf<Kind>> {
    return (await this.call(method, ...args)) as ElementOf<Kind>;
  }
}

const KINDS: OptionKinds<CellsOptions> = { name: 'string' };

/** @throws {TypeError} when they are no options. */
export function cellsName(kind: 'Array' | 'Value', options: CellsOptions): string {
  requireOptions(options, { of: kind, example: `{ name: 'counts' }`, kinds: KINDS });
  return options.name ?? nextName(kind);
}

function contentOf(content: number | Iterable<unknown>): number | readonly unknown[] {
  if (typeof content === 'number') return content;
  requireKind('the elements of Array, or how many zeros,', content, 'items');
  return [...content];
}

/** @throws {TypeError} for a kind that there is not. */
export function makeCells(
  kind: ElementKind,
  content: number | readonly unknown[],
  name: string,
): { readonly about: CellsAbout; readonly host: MethodHost } {
  const length = typeof content === 'number' ? checkedLength(content) : content.length;
  const store = new CellsStore(cellsOf(kind, length));
  if (typeof content !== 'number') store.call('write', [0, content]);
  const about = { name, kind, length, lock: new RLock({ name: `${name}.lock` }) };
  return { about, host: new MethodHost(name, store) };
}

/**
 * Numbers of one type at their home, after CPython's `multiprocessing.Array`. Negative indices
 * count from the end. Each call is atomic; a slice is a copy.
 */
export class HomeArray<Kind extends ElementKind = ElementKind> extends CellsObject<Kind> {
  protected readonly kind = 'array';

  /**
   * @param content the elements, or how many zeros.
   * @throws {TypeError} for a type code that there is not, or an element that is not of it.
   */
  constructor(kind: Kind, content: number | Iterable<ElementOf<Kind>>, options?: CellsOptions);
  constructor(attachment: Attachment<CellsAbout>);
  constructor(
    first: Kind | Attachment<CellsAbout>,
    content: number | Iterable<unknown> = 0,
    options: CellsOptions = {},
  ) {
    if (first instanceof Attachment) super(first);
    else super(makeCells(first, contentOf(content), cellsName('Array', options)));
  }

  /** How many there are, which never changes. */
  get length(): number {
    return this.about.length;
  }

  /** @throws {IndexError} when nothing is there. */
  get(index: number): Promise<ElementOf<Kind>> {
    return this.element('get', index);
  }

  /** @throws {IndexError} when nothing is there. */
  async set(index: number, value: ElementOf<Kind>): Promise<void> {
    await this.call('set', index, value);
  }

  /** Changes an element in one step. @returns what it is now. */
  update(index: number, operation: UpdateOperation, operand: ElementOf<Kind>): Promise<ElementOf<Kind>> {
    return this.element('update', index, operation, operand);
  }

  /** Sets an element if it is what is expected. @returns what it was. */
  compareExchange(index: number, expected: ElementOf<Kind>, value: ElementOf<Kind>): Promise<ElementOf<Kind>> {
    return this.element('exchange', index, expected, value);
  }

  /** Sets several in one step, from a place on, or none when one cannot be set. */
  async write(start: number, values: Iterable<ElementOf<Kind>>): Promise<void> {
    await this.call('write', start, [...values]);
  }

  async slice(start?: number, end?: number): Promise<ElementOf<Kind>[]> {
    return (await this.call('slice', start, end)) as ElementOf<Kind>[];
  }

  toArray(): Promise<ElementOf<Kind>[]> {
    return this.slice();
  }
}

registerCrossing('array', (data) => revive<CellsAbout>(data, (attachment) => new HomeArray(attachment)));
