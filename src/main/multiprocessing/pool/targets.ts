import type { DownMessage } from '../protocol';
import { requireKind } from '../require-argument';
import { type ExportedFunction, targetReference, type TargetReference } from '../target';
import type { Worker } from './workers';

type AnyFunction = (...args: never[]) => unknown;

/** What a task calls, as its message names it: the name in the pool's module, or the number of a definition. */
export interface TaskTarget {
  readonly key: string | number;
  /** The function's name. */
  readonly label: string;
}

interface Definition extends TaskTarget {
  readonly key: number;
  readonly reference: TargetReference;
}

/**
 * Functions that tasks call and that are not the pool's module's: each travels to a worker
 * once, before its first task there.
 */
export class Targets {
  readonly #base: string | undefined;
  readonly #byName = new Map<string, TaskTarget>();
  readonly #byFunction = new WeakMap<AnyFunction, Definition>();
  /** A function that is written in a loop is another one each time round, with the same text. */
  readonly #byText = new Map<string, Definition>();
  readonly #byKey = new Map<number, Definition>();
  readonly #known = new WeakMap<Worker, Set<number>>();

  /** @param base the pool's module, from which `import()` resolves in a function that is sent as source. */
  constructor(base: string | undefined) {
    this.#base = base;
  }

  /**
   * @throws {TypeError} for a function whose text is not enough to run it, see {@link targetReference},
   *   and for a name where there is no module.
   */
  of(task: string | AnyFunction | ExportedFunction): TaskTarget {
    if (typeof task === 'string') return this.#byName.get(task) ?? this.#named(task);
    if (typeof task !== 'function') return this.#defineExport(task);
    const known = this.#byFunction.get(task);
    if (known !== undefined) return known;
    const definition = this.#define(Function.prototype.toString.call(task), task);
    this.#byFunction.set(task, definition);
    return definition;
  }

  /** What a worker must be told before a task that calls this. */
  newsFor(worker: Worker, key: string | number): DownMessage | undefined {
    if (typeof key === 'string') return undefined;
    const known = this.#known.get(worker) ?? new Set();
    const definition = this.#byKey.get(key);
    if (definition === undefined || known.has(key)) return undefined;
    this.#known.set(worker, known.add(key));
    return ['define', key, definition.reference];
  }

  /** A function of the pool's module. */
  #named(name: string): TaskTarget {
    if (this.#base === undefined) {
      throw new TypeError(`The pool has no module in which to find ${name}: give it one, or pass the function itself`);
    }
    const target = { key: name, label: name };
    this.#byName.set(name, target);
    return target;
  }

  #defineExport(task: ExportedFunction): Definition {
    requireKind('the function to call', task, 'target');
    return this.#define(`${String(task.module)} ${task.name}`, task);
  }

  #define(text: string, task: AnyFunction | ExportedFunction): Definition {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const reference = targetReference(task, this.#base);
    const definition = { key: this.#byKey.size + 1, label: reference.name, reference };
    this.#byText.set(text, definition);
    this.#byKey.set(definition.key, definition);
    return definition;
  }
}
