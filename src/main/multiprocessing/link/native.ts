/**
 * What calls the system for what Node does not offer: koffi, on Linux alone. Where it is
 * missing, or anything about it is not as expected, the library does without.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type koffiPackage from 'koffi';

export type Koffi = typeof koffiPackage;

/** Loads a package: what `require` of the file that was started is. */
export type LoadPackage = (name: string) => unknown;

/** As this library itself finds packages. */
export const loadOwn: LoadPackage = (name) => createRequire(join(import.meta.dirname, 'main'))(name);

/** There the calls have the types that this library gives them, and a page is at most 64 KiB. */
const ARCHITECTURES: readonly string[] = ['x64', 'arm64'];

/** It takes 12 ms: not before it is worth it. @throws {Error} where there is none. */
export function loadKoffi(load: LoadPackage): Koffi {
  if (process.platform !== 'linux' || !ARCHITECTURES.includes(process.arch)) throw new Error('Linux on x64 or arm64');
  return load('koffi') as Koffi;
}
