/**
 * The file that a child process runs: compiles `child.cjs` from what an earlier child left of
 * its compilation, and starts it.
 *
 * That takes 6 of a start's 60 ms of CPU time less. V8 refuses what was not compiled for it and its flags, and
 * then compiles from the text. Where there is nothing, a child leaves its own as soon as it
 * has a moment.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { Milliseconds } from '../../../shared/units';
import type { startChild } from './index';

/** After this, what every child does has been compiled. */
const SETTLED: Milliseconds = 100;
/** The text begins with a comment that holds its hash: V8 itself compares no more than lengths. */
const HASH = /^\/\/(\w+)\n/;

type Body = (exports: { startChild?: typeof startChild }, require: NodeJS.Require) => void;

function launch(): void {
  const file = `${__dirname}/child.cjs`;
  const text = readFileSync(file, 'utf8');
  const cache = `${__dirname}/child-${HASH.exec(text)?.[1] ?? ''}-${process.versions.v8}-${process.arch}.cache`;
  const cachedData = readIfThere(cache);
  const script = new Script(`(function(exports,require){${text}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const exports: Parameters<Body>[0] = {};
  // The cast: what Node itself puts around a CommonJS file.
  (script.runInThisContext() as Body)(exports, require);
  exports.startChild?.({
    load: (url) => import(url),
    loadShared: () => import('../sync/crossings'),
    loadPackage: require,
  });
  if (cachedData === undefined && mayWrite()) leaveOnce(cache, script);
}

/** Nothing is written into an installed application: macOS has its files signed, and an update would leave ours behind. */
const mayWrite = (): boolean => !__dirname.includes('app.asar');

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function leaveOnce(file: string, script: Script): void {
  const leaveNow = (): void => {
    clearTimeout(timer);
    process.off('exit', leaveNow);
    leave(file, script);
  };
  const timer = setTimeout(leaveNow, SETTLED).unref();
  process.once('exit', leaveNow);
}

/** Whole or not at all: others may read it meanwhile. */
function leave(file: string, script: Script): void {
  const ours = `${file}.${process.pid}`;
  try {
    writeFileSync(ours, script.createCachedData());
    renameSync(ours, file);
  } catch {
    // The folder may belong to somebody else.
    rmSync(ours, { force: true });
  }
}

launch();
