import { dirname } from 'node:path';
import type { FaultValues } from '../../shared/outcome';
import { errorCodeOf, RecordingError, type RecordingFault } from './recording-error';

/** Why the system refused to make a file or a folder. */
export interface WhyRefused {
  /** In English, with what it would have taken. */
  readonly reason: string;
  /** Which text of the window says it, below `fault.`, with `target` for what was to be recorded to. */
  readonly id?: string;
  readonly values?: FaultValues;
}

type Why = (folder: string, path: string) => WhyRefused;

const why =
  (id: string, words: string): Why =>
  (folder, path) => ({
    reason: words.replace('{{folder}}', folder).replace('{{path}}', path),
    id: `record-${id}`,
    values: { folder, file: path },
  });

const noRight = why('no-right', 'this user may not write into {{folder}}; its owner can allow it');
const fileInWay = why('file-in-way', '{{path}} is a file, and a folder was expected');
const noSpace = why('no-space', 'there is no space left in {{folder}}');

/** By the system's code: open(2), mkdir(2). */
const REASONS: Readonly<Record<string, Why>> = {
  EACCES: noRight,
  EPERM: noRight,
  EROFS: why('read-only', '{{folder}} is on a file system that can only be read'),
  ENOSPC: noSpace,
  EDQUOT: noSpace,
  EEXIST: fileInWay,
  ENOTDIR: (folder) => fileInWay(dirname(folder), folder),
  ENOENT: why('not-ours', '{{folder}} holds no folders of ours'),
};

/**
 * Why the system refused to make a file or a folder, with what it would have taken: its own words (`EACCES: permission
 * denied, mkdir`) tell neither.
 *
 * @param path what was to be made, where the error does not say.
 */
export function whyRefused(error: unknown, path: string): WhyRefused {
  const refused = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : path;
  const known = REASONS[errorCodeOf(error)];
  if (known !== undefined) return known(dirname(refused), refused);
  return { reason: error instanceof Error ? error.message : String(error) };
}

/** A recording that cannot be begun, and why. */
export function cannotRecord(
  fault: RecordingFault,
  path: string,
  { reason, id, values, cause }: WhyRefused & { readonly cause: unknown },
): RecordingError {
  return new RecordingError(fault, path, {
    message: `Cannot record to ${path}: ${reason}`,
    cause,
    ...(id !== undefined && { id }),
    values: { target: path, ...values },
  });
}
