/**
 * Where runs are recorded and how much is kept, for window and command line alike: the window
 * writes its settings into `keeping.json` of the system's own folder of recordings, and both
 * read them there. A file that is missing or damaged says nothing.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { defaultKeeping } from '../../shared/keeping';
import type { Bytes } from '../../shared/units';
import { makeFolder } from '../make-folder';
import type { KeepingLimits } from '../record/recording-library';

const KEEPING_FILE = 'keeping.json';

export interface Keeping {
  readonly folder: string;
  readonly limits: KeepingLimits;
  /** Of one recording: when it is reached, the recording goes without what only fills charts. */
  readonly recordingSize: Bytes;
}

/** @param home the system's own folder of recordings. */
export function readKeeping(home: string): Keeping {
  const { folder, recordings, size, recordingSize } = parseFields(home);
  return {
    folder: typeof folder === 'string' && isAbsolute(folder) ? folder : home,
    limits: {
      recordings: isAmount(recordings) ? recordings : defaultKeeping.recordings,
      size: isAmount(size) ? size : defaultKeeping.size,
    },
    recordingSize: isAmount(recordingSize) ? recordingSize : defaultKeeping.recordingSize,
  };
}

/** @throws the system's error when the file cannot be written. */
export function writeKeeping(home: string, { folder, limits, recordingSize }: Keeping): void {
  const path = join(home, KEEPING_FILE);
  makeFolder(home, 0o700);
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, JSON.stringify({ version: 1, folder, ...limits, recordingSize }), { mode: 0o600 });
  renameSync(beside, path);
}

function parseFields(home: string): Readonly<Record<string, unknown>> {
  try {
    const given: unknown = JSON.parse(readFileSync(join(home, KEEPING_FILE), 'utf8'));
    return typeof given === 'object' && given !== null ? { ...given } : {};
  } catch {
    return {};
  }
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 1;
}
