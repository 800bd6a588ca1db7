/**
 * Stops a program whose children start children for no other reason than being loaded.
 *
 * A child imports the module of its target. Where that module, or one that it imports, starts
 * processes at its top level, each child would do so again, without end. CPython refuses a
 * start while the main module is imported (`multiprocessing/spawn.py`,
 * `_check_not_importing_main`). Here a module may also go on after its import, in an async
 * function that nobody awaits, so what the import began is followed: every promise and timer
 * knows whether it came from there.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { fileURLToPath } from 'node:url';
import { ProcessStateError, SpawnGuardError } from '../errors';
import { childIdentity } from './identity';

interface Guard {
  /** What the import of the program's main file began, and all that it led to. */
  following: AsyncLocalStorage<true> | undefined;
  /** Another module is being imported, and nothing else of the user's runs yet. */
  isImporting: boolean;
  /** Modules imported for a target. */
  readonly modules: Set<string>;
  onRefusal: ((error: SpawnGuardError) => void) | undefined;
}

const GUARD = Symbol.for('joinscope.spawn-guard');
const holder = globalThis as { [GUARD]?: Guard | undefined };

function guard(): Guard {
  return (holder[GUARD] ??= { following: undefined, isImporting: false, modules: new Set(), onRefusal: undefined });
}

let load = (url: string): Promise<unknown> => import(url);

/** Imports by a function of somebody else's: text that was compiled from a cache cannot import. */
export function importBy(loader: typeof load): void {
  load = loader;
}

/**
 * Imports the module of a target in a child.
 *
 * Following what an import began takes 3 ms of a start, and each later `await` of the process
 * some 0.2 µs (2-core VM, Node 20.20, November 2026), so it is done where it is needed: for
 * the program's main file, where alone a program commonly starts its processes, and for an
 * import while something else of the user's runs, which may start what it likes.
 */
export async function importInChild(url: string): Promise<unknown> {
  const state = guard();
  const { modules } = state;
  const isAlone = modules.size === 0 && url !== childIdentity()?.mainModule;
  modules.add(url);
  return isAlone ? importAlone(state, url) : importFollowed(state, url);
}

async function importAlone(state: Guard, url: string): Promise<unknown> {
  state.isImporting = true;
  try {
    return await load(url);
  } finally {
    state.isImporting = false;
  }
}

async function importFollowed(state: Guard, url: string): Promise<unknown> {
  const following = (state.following ??= new AsyncLocalStorage());
  try {
    return await following.run(true, () => load(url));
  } finally {
    if (!state.modules.has(childIdentity()?.mainModule ?? '')) following.disable();
  }
}

/**
 * To be called wherever a process, a pool or a manager is about to start.
 *
 * @param what such as `the pool pool-1`.
 * @throws {ProcessStateError} in a daemon, which would leave its children behind when it is terminated.
 * @throws {SpawnGuardError} in a child, when it is the import of a module that starts it.
 */
export function requireMayStart(what: string): void {
  const identity = childIdentity();
  if (identity === undefined) return;
  if (identity.daemon)
    throw new ProcessStateError(`start ${what}`, 'daemonic processes are not allowed to have children');
  const { following, isImporting, modules } = guard();
  if (isImporting || following?.getStore() === true) throw refusal(what, identity.name);
  const { mainModule } = identity;
  // Imported by the target's module, and its top level still at work: then it stands outermost.
  if (mainModule === undefined || modules.has(mainModule)) return;
  const frame = outermostFrame();
  // With a colon: what was sent as source has a name that begins with its file's. CommonJS has paths.
  if ([mainModule, fileURLToPath(mainModule)].some((file) => frame.includes(`${file}:`))) {
    throw refusal(what, identity.name);
  }
}

/** Whom a child tells that it refused: nobody may be there to catch the error. */
export function onSpawnRefused(listener: (error: SpawnGuardError) => void): void {
  guard().onRefusal = listener;
}

function refusal(what: string, child: string): SpawnGuardError {
  const error = new SpawnGuardError(what, child);
  guard().onRefusal?.(error);
  return error;
}

const MAX_FRAMES = 100;

/** The line of the stack in which the program's own code was entered. */
function outermostFrame(): string {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = MAX_FRAMES;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line) && !/[(\s]node:/.test(line));
  return frames.at(-1) ?? '';
}
