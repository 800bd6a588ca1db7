/**
 * Who this process, or thread, is in the tree that the library started.
 *
 * The child's entry says so before it loads anything of the user's. It is kept with the
 * global object, because a program may hold this library twice: as the entry of a child and
 * as the package that the target's module imports.
 */
import { realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import type { Pid } from '../../../shared/units';

/** What a child is told of itself. */
export interface ChildIdentity {
  readonly name: string;
  readonly daemon: boolean;
  /** The process that started it, and its name there. */
  readonly parent: { readonly pid: Pid; readonly name: string };
  /** URL of the file with which the whole program began; `undefined` where there is none, as with `node -e`. */
  readonly mainModule: string | undefined;
}

const IDENTITY = Symbol.for('joinscope.identity');
const holder = globalThis as { [IDENTITY]?: ChildIdentity };

export function becomeChild(identity: ChildIdentity): void {
  holder[IDENTITY] = identity;
}

/** `undefined` in the main process. */
export function childIdentity(): ChildIdentity | undefined {
  return holder[IDENTITY];
}

/**
 * Whether this is the process with which the program began, and not a child of the library:
 * the twin of Python's `if __name__ == '__main__'`.
 *
 * A child imports the module of its target, and runs what stands at its top level.
 */
export function isMainProcess(): boolean {
  return holder[IDENTITY] === undefined;
}

/** What a child that this process starts is told of itself. */
export function identityOfChild(name: string, daemon: boolean): ChildIdentity {
  return {
    name,
    daemon,
    parent: { pid: process.pid, name: ownName() },
    mainModule: childIdentity()?.mainModule ?? findMainModule(),
  };
}

/** CPython's name for the first process. */
export function ownName(): string {
  return childIdentity()?.name ?? 'MainProcess';
}

let mainModule: { readonly url: string | undefined } | undefined;

function findMainModule(): string | undefined {
  // A thread of the user's own has a file of its own, and argv is the program's.
  mainModule ??= { url: isMainThread ? urlOf(process.argv[1]) : undefined };
  return mainModule.url;
}

/** As `node PATH` finds it: PATH may lack the extension, be a folder or a link. */
function urlOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    const exact = resolve(path);
    const isExact = statSync(exact, { throwIfNoEntry: false })?.isFile() === true;
    const found = isExact ? exact : createRequire(join(process.cwd(), 'main')).resolve(exact);
    return pathToFileURL(realpathSync(found)).href;
  } catch {
    return undefined;
  }
}
