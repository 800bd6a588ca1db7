import { constants, Script } from 'node:vm';
import { importInChild } from '../process/spawn-guard';
import { expressionOf, type TargetReference } from '../target';

/** A target, ready to be called. */
export type TargetFunction = (...args: readonly unknown[]) => unknown;

type SourceReference = Extract<TargetReference, { readonly kind: 'source' }>;

/** Functions compiled here, so that a target that is called often is the same function each time. */
const compiled = new Map<string, TargetFunction>();
const MAX_COMPILED = 1000;

/**
 * The function that a reference means.
 *
 * @throws {TypeError} when the module exports no such function.
 * @throws {Error} of the module's own loading.
 */
export async function resolveTarget(reference: TargetReference): Promise<TargetFunction> {
  if (reference.kind === 'source') return functionOfSource(reference);
  const { module, name } = reference;
  return findExport((await importInChild(module)) as Exports, name, module);
}

type Exports = Readonly<Record<string, unknown>>;

/**
 * A function among the exports of a module.
 *
 * @throws {TypeError} when there is none of this name; says which there are.
 */
export function findExport(exports: Exports, name: string, module: string): TargetFunction {
  // `module.exports` of a CommonJS module whose names Node could not see in its text.
  const fallback = exports['default'];
  const places = typeof fallback === 'object' && fallback !== null ? [exports, fallback as Exports] : [exports];
  for (const place of places) {
    const found = Object.hasOwn(place, name) ? place[name] : undefined;
    if (typeof found === 'function') return found as TargetFunction;
  }
  const known = places.flatMap((place) => Object.keys(place).filter((key) => typeof place[key] === 'function'));
  throw new TypeError(
    `The module exports no function ${name}; it exports ${[...new Set(known)].join(', ') || 'none'} (${module})`,
  );
}

function functionOfSource(reference: SourceReference): TargetFunction {
  const key = `${reference.base ?? ''} ${reference.name} ${reference.source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const [oldest] = compiled.keys();
  if (compiled.size >= MAX_COMPILED && oldest !== undefined) compiled.delete(oldest);
  const explained = explaining(compile(reference), fileNameOf(reference));
  compiled.set(key, explained);
  return explained;
}

/** Compiles text whose `import()` resolves from the file name, as in a file that lies there. */
function scriptOf(text: string, filename: string): Script {
  return new Script(text, { filename, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
}

let isWarned = false;

/** Node says once a process that the option above is experimental. The user of a target cannot act on that. */
function swallowLoaderWarning(): void {
  if (isWarned) return;
  isWarned = true;
  const own = Object.getOwnPropertyDescriptor(process, 'emitWarning') ?? {};
  process.emitWarning = () => undefined;
  scriptOf("void import('node:vm')", '').runInThisContext();
  Object.defineProperty(process, 'emitWarning', own);
}

function compile(reference: SourceReference): TargetFunction {
  // What esbuild, and so tsx, puts around named functions within a function.
  Object.defineProperty(globalThis, '__name', { value: (target: unknown) => target, configurable: true });
  if (reference.source.includes('import')) swallowLoaderWarning();
  const script = scriptOf(expressionOf(reference.source), fileNameOf(reference));
  // The cast: the parent has seen that the text is a function's.
  return script.runInThisContext() as TargetFunction;
}

/** As it stands in stacks. A base makes it a URL, from which `import()` resolves. */
function fileNameOf({ base, name }: SourceReference): string {
  return `${base ?? ''}#${name}-sent-as-source`;
}

/** The same function, but a missing variable says why it is missing. */
function explaining(target: TargetFunction, fileName: string): TargetFunction {
  return (...args) => {
    try {
      const result = target(...args);
      if (!(result instanceof Promise)) return result;
      return result.catch((error: unknown) => {
        throw explained(error, fileName);
      });
    } catch (error) {
      throw explained(error, fileName);
    }
  };
}

const MISSING = /^(?<variable>\S+) is not defined$/;

/** Only for what the text itself lacked: a module that it imported may have troubles of its own. */
function explained(error: unknown, fileName: string): unknown {
  if (!(error instanceof ReferenceError)) return error;
  const { message, stack = '' } = error;
  const variable = MISSING.exec(message)?.groups?.['variable'];
  const [, innermost = ''] = stack.slice(stack.indexOf(message)).split('\n');
  if (variable === undefined || !innermost.includes(fileName)) return error;
  const reason =
    `${message}: the function was sent as source and does not see \`${variable}\` from where it was written; ` +
    `${adviceFor(variable)}, or export the function from a module and name it by { module, name }`;
  error.message = reason;
  error.stack = stack.replace(message, () => reason);
  return error;
}

function adviceFor(variable: string): string {
  return variable === 'require' ? 'load modules in it by `await import()`' : 'pass it in args';
}
