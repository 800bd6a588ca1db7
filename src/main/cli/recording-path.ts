import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { recordingsFolder } from '../runs/data-folder';
import { readKeeping } from '../runs/keeping';

/** Endings that may be left out of the name of a recording in the folder of recordings. */
const ENDINGS = ['', '.part', '.joinscope', '.joinscope.part'];

/** The folder where runs are recorded that do not say where. */
export function keptFolder(): string {
  return readKeeping(recordingsFolder()).folder;
}

/**
 * Where the recording is that somebody named: a path, or the name of one in the folder of recordings.
 *
 * @param folder that one; asked for when it is needed.
 */
export function recordingPath(given: string, folder: () => string = keptFolder): string {
  const path = resolve(given);
  if (existsSync(path) || basename(given) !== given) return path;
  const kept = folder();
  return ENDINGS.map((ending) => join(kept, given + ending)).find((one) => existsSync(one)) ?? path;
}
