import { closeSync, openSync, readSync } from 'node:fs';
import { constants } from 'node:os';
import { type Libc, loadLibc } from './libc';

/**
 * One buffer for all readings: `status` has some 1400 bytes, more where a user is in many groups,
 * and /proc/stat begins with 80 bytes for each core.
 * What a reading returns is a view into it, valid until the next one.
 */
const buffer = Buffer.alloc(65_536);

/** A file of /proc: open, or the reason why not. */
export type ProcFile = number | 'denied' | 'gone';

export function openProcFile(path: string): ProcFile {
  try {
    return openSync(path, 'r');
  } catch (error) {
    return reasonOf(error);
  }
}

/** What the last of {@link readProcLength} has read lies at its beginning. */
export const procBytes: Buffer = buffer;

/**
 * Reads without making a view: a thousand views a sample are most of what a garbage collector
 * would have to do.
 *
 * @returns how many bytes of {@link procBytes} are the file's, 0 where it cannot be read.
 */
export function readProcLength(file: ProcFile): number {
  if (typeof file === 'string') return 0;
  return Math.max(0, readWhole(file));
}

/** @returns a view into the one buffer, valid until the next reading. */
export function readProcFile(file: ProcFile): Buffer | 'denied' | 'gone' {
  if (typeof file === 'string') return file;
  const length = readWhole(file);
  if (length >= 0) return buffer.subarray(0, length);
  return -length === constants.errno.EACCES || -length === constants.errno.EPERM ? 'denied' : 'gone';
}

/** @returns how many bytes were read, or an errno below 0. */
function readWhole(fd: number): number {
  const libc = directLibc();
  if (libc !== undefined) {
    const length = libc.pread(fd, buffer, buffer.length, 0);
    return length < 0 ? -libc.errno() : length;
  }
  try {
    return readSync(fd, buffer, 0, buffer.length, 0);
  } catch (error) {
    return error instanceof Error && 'errno' in error && typeof error.errno === 'number' ? error.errno : -1;
  }
}

let direct: { readonly libc: Libc | undefined } | undefined;

/** Its call takes half the time of `readSync`, which makes half of a sample's cost. `undefined` where it cannot be had. */
function directLibc(): Libc | undefined {
  direct ??= { libc: libcOrNothing() };
  return direct.libc;
}

function libcOrNothing(): Libc | undefined {
  try {
    return loadLibc();
  } catch {
    return undefined;
  }
}

export function closeProcFile(file: ProcFile): void {
  if (typeof file === 'number') closeSync(file);
}

/** Opens, reads and closes. @returns as {@link readProcFile}. */
export function readProcPath(path: string): Buffer | 'denied' | 'gone' {
  const file = openProcFile(path);
  try {
    return readProcFile(file);
  } finally {
    closeProcFile(file);
  }
}

/** EACCES and EPERM are the kernel's refusal; anything else means that the process has gone (ENOENT, ESRCH). */
function reasonOf(error: unknown): 'denied' | 'gone' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'gone';
}
