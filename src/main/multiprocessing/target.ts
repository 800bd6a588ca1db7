/**
 * What a child is asked to run, as plain data.
 *
 * A function cannot cross to another process. Two things can: where a module exports it, or
 * its text. CPython's pickle knows the first way only and refuses a lambda; the second is
 * here because JavaScript keeps the text of each function. Such a function sees the child's
 * globals and its arguments, and nothing of where it was written.
 */
import { isAbsolute } from 'node:path';
import { Script } from 'node:vm';
import { moduleUrl } from './module-url';
import { requireKind } from './require-argument';

/** A function that a module exports, by reference. */
export interface ExportedFunction {
  /** URL or absolute path. */
  readonly module: string | URL;
  /** Name under which it is exported; `default` for a default export. */
  readonly name: string;
}

/** A target as it travels. */
export type TargetReference =
  | { readonly kind: 'export'; readonly module: string; readonly name: string }
  | {
      readonly kind: 'source';
      readonly source: string;
      /** The function's own name, for error messages and stacks. */
      readonly name: string;
      /** URL from which `import()` inside it resolves: the file that named the target. */
      readonly base: string | undefined;
    };

type AnyFunction = (...args: never[]) => unknown;

/** A self-contained function, which is sent as source, or the place of an exported one. */
export type Target<Args extends readonly unknown[] = never[]> = ((...args: Args) => unknown) | ExportedFunction;

/**
 * How a target travels to a child.
 *
 * @param base path of the file that names the target; see {@link TargetReference}.
 * @throws {TypeError} for a function whose text is not enough to run it: native, bound, a method, a class, a generator.
 */
export function targetReference(target: AnyFunction | ExportedFunction, base?: string): TargetReference {
  if (typeof target !== 'function') return exportReference(target);
  const source = Function.prototype.toString.call(target);
  const name = target.name === '' ? 'anonymous' : target.name;
  const obstacle = findObstacle(target, source);
  if (obstacle !== undefined) {
    throw new TypeError(`Cannot send the function ${name} to another process: ${obstacle}`);
  }
  return { kind: 'source', source, name, base: base !== undefined && isAbsolute(base) ? moduleUrl(base) : undefined };
}

function exportReference(target: ExportedFunction): TargetReference {
  requireKind('the function to call', target, 'target');
  const { module, name } = target;
  requireKind('name of the function to call', name, 'export');
  return { kind: 'export', module: moduleUrl(module), name };
}

/** One expression whose value is the function. Strict, as modules are: a misspelt assignment is an error. */
export function expressionOf(source: string): string {
  return `'use strict'; (${source})`;
}

const INSTEAD = 'wrap it in an arrow function, or export a function from a module and name it by { module, name }';

function findObstacle(target: AnyFunction, source: string): string | undefined {
  if (/\{\s*\[native code\]\s*\}$/.test(source)) {
    const kind = target.name.startsWith('bound ') ? 'it is bound' : 'it is native';
    return `${kind}, so it has no source; ${INSTEAD}`;
  }
  if (/^class\b/.test(source)) return `it is a class; ${INSTEAD}`;
  if (/^(?:async\s+)?function\s*\*/.test(source)) {
    return `it is a generator, which does nothing until somebody iterates it; ${INSTEAD}`;
  }
  try {
    new Script(expressionOf(source));
    return undefined;
  } catch {
    // A method's text (`name() {}`, `get name() {}`) is no expression.
    return `it is a method, and what it is a method of does not travel; ${INSTEAD}`;
  }
}
