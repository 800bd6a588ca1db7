import { existsSync } from 'node:fs';
import { PART_SUFFIX } from '../record/recording-writer';
import type { Run } from './run';

/** The file that holds what was recorded of a run so far; `undefined` where there is none. */
export function fileOfRun({ path, isLive }: Pick<Run, 'isLive' | 'path'>): string | undefined {
  if (path === undefined) return undefined;
  // While a run is recorded, the file of the shorter name may be an older one that it will replace.
  const places = isLive ? [path + PART_SUFFIX, path] : [path, path + PART_SUFFIX];
  return places.find((place) => existsSync(place));
}
