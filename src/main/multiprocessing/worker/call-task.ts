import type { CallShape } from '../protocol';
import { requireKind } from '../require-argument';
import type { TargetReference } from '../target';
import { resolveTarget } from './resolve-target';

/** An item of a chunk threw; `cause` is what, which may be no error at all. */
export class ItemFailure extends Error {
  readonly item: number;

  constructor(item: number, cause: unknown) {
    super('An item failed', { cause });
    this.item = item;
  }
}

export type TaskFunction = (...args: readonly unknown[]) => unknown;

/** Calls a function as the pool asked for it. @returns the result, or a promise of it. */
export function callTask(target: TaskFunction, shape: CallShape, values: ArrayLike<unknown>): unknown {
  return shape === 'call' ? Reflect.apply(target, undefined, values) : callEach(target, shape, values);
}

/** The functions of a module by name. Looked up once: a module's namespace is slow to ask. */
export class TaskFunctions {
  readonly #module: Readonly<Record<string, unknown>>;
  readonly #found = new Map<string | number, TaskFunction>();

  constructor(module: Readonly<Record<string, unknown>>) {
    this.#module = module;
  }

  /** A function that is not the module's. What it lacks is the error of each task that calls it. */
  define(target: number, reference: TargetReference): void {
    const resolved = resolveTarget(reference);
    resolved.then(
      (found) => this.#found.set(target, found),
      () => undefined,
    );
    this.#found.set(target, async (...args) => (await resolved)(...args));
  }

  /** @throws {TypeError} naming those that there are. */
  get(target: string | number): TaskFunction {
    let found = this.#found.get(target);
    if (found === undefined) {
      found = functionOf(this.#module, String(target));
      this.#found.set(target, found);
    }
    return found;
  }
}

function functionOf(module: Readonly<Record<string, unknown>>, name: string): TaskFunction {
  // `module.exports` of a CommonJS module whose names Node could not see in its text.
  const { default: whole } = module;
  const places = typeof whole === 'object' && whole !== null ? [module, whole as typeof module] : [module];
  const known: string[] = [];
  for (const place of places) {
    const found = Object.hasOwn(place, name) ? place[name] : undefined;
    if (typeof found === 'function') return found as TaskFunction;
    known.push(...Object.keys(place).filter((key) => typeof place[key] === 'function'));
  }
  throw new TypeError(`The pool's module exports no function ${name}; it exports ${known.join(', ') || 'none'}`);
}

async function callEach(
  target: TaskFunction,
  shape: CallShape,
  items: ArrayLike<unknown>,
): Promise<readonly unknown[]> {
  const results = new Array<unknown>(items.length);
  for (let index = 0; index < items.length; index += 1) {
    try {
      const result = shape === 'chunk' ? target(items[index]) : target(...argumentsOf(items[index]));
      results[index] = isPromise(result) ? await result : result;
    } catch (thrown) {
      throw new ItemFailure(index, thrown);
    }
  }
  return results;
}

function argumentsOf(item: unknown): Iterable<unknown> {
  if (Array.isArray(item)) return item as readonly unknown[];
  requireKind('each item of a starmap, which is a list of arguments,', item, 'items');
  return item as Iterable<unknown>;
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
