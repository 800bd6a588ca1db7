/**
 * Loads a built CommonJS file of the library from what an earlier process left of its compilation.
 *
 * A child needs 6 of a start's 60 ms of CPU time less so, and a program that imports the library half of the import's
 * 21 ms. V8 refuses what was not compiled for it and its flags, and then compiles from the text. Where there is
 * nothing, a process leaves its own once it has done what every process does: V8 compiles a function when it is first
 * called, and keeps no others. From 22.1 on Node can do that for all modules (`module.enableCompileCache`), but only for
 * a whole program, which is not ours.
 */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import type { Milliseconds } from '../../shared/units';

/** After this, what every process does has been compiled. */
const SETTLED: Milliseconds = 100;
/** The text begins with a comment that holds its hash: V8 itself compares no more than lengths. */
const HASH = /^\/\/(\w+)\n/;
/** By file: what a child loads and what the user's module imports are the same. */
const LOADED = Symbol.for('joinscope.loaded');

interface Loaded {
  readonly exports: object;
  /** Writes what was compiled of it, where nobody has. */
  leave: (() => void) | undefined;
}

/** What Node itself puts around a CommonJS file. */
type Body = (
  ...given: readonly [exports: object, require: NodeJS.Require, __filename: string, __dirname: string]
) => void;

/**
 * @param file absolute path. A text in it must not call `import()`: what is compiled from a cache cannot.
 * @param require what the file is to load other modules with.
 * @returns its exports, the same ones each time.
 */
export function loadCompiled(file: string, require: NodeJS.Require): object {
  const loaded = loadedFiles();
  const known = loaded.get(file);
  if (known !== undefined) return known.exports;
  const text = readFileSync(file, 'utf8');
  const cache = `${file.replace(/\.cjs$/, '')}-${HASH.exec(text)?.[1] ?? ''}-${process.versions.v8}-${process.arch}.cache`;
  const cachedData = readIfThere(cache);
  const script = new Script(`(function(exports,require,__filename,__dirname){${text}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const exports = {};
  // The cast: see the text.
  (script.runInThisContext() as Body)(exports, require, file, dirname(file));
  const mustLeave = cachedData === undefined && mayWrite(file);
  loaded.set(file, { exports, leave: mustLeave ? () => leave(cache, script) : undefined });
  return exports;
}

/** What every process does is being done: what was loaded and not left yet is left in a moment, or at the end. */
export function keepCompiled(): void {
  for (const loaded of loadedFiles().values()) {
    if (loaded.leave !== undefined) leaveSoon(loaded.leave);
    loaded.leave = undefined;
  }
}

function loadedFiles(): Map<string, Loaded> {
  // The cast: a symbol of ours, so nobody else wrote there.
  const holder = globalThis as unknown as Partial<Record<symbol, Map<string, Loaded>>>;
  return (holder[LOADED] ??= new Map<string, Loaded>());
}

/** Nothing is written into an installed application: macOS has its files signed, and an update would leave ours behind. */
const mayWrite = (file: string): boolean => !file.includes('app.asar');

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function leaveSoon(leave: () => void): void {
  const leaveNow = (): void => {
    clearTimeout(timer);
    process.off('exit', leaveNow);
    leave();
  };
  const timer = setTimeout(leaveNow, SETTLED).unref();
  process.once('exit', leaveNow);
}

/** Whole or not at all: others may read it meanwhile. */
function leave(file: string, script: Script): void {
  const ours = `${file}.${process.pid}`;
  try {
    // First, because the folder may belong to somebody else, and the data take milliseconds to make.
    closeSync(openSync(ours, 'wx'));
    writeFileSync(ours, script.createCachedData());
    renameSync(ours, file);
  } catch {
    rmSync(ours, { force: true });
  }
}
