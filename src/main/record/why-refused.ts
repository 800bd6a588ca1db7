import { dirname } from 'node:path';
import { errorCodeOf } from './recording-error';

type Why = (folder: string, path: string) => string;

const noRight: Why = (folder) => `this user may not write into ${folder}; its owner can allow it`;
const noSpace: Why = (folder) => `there is no space left in ${folder}`;

/** By the system's code: open(2), mkdir(2). */
const REASONS: Readonly<Record<string, Why>> = {
  EACCES: noRight,
  EPERM: noRight,
  EROFS: (folder) => `${folder} is on a file system that can only be read`,
  ENOSPC: noSpace,
  EDQUOT: noSpace,
  EEXIST: (_, path) => `${path} is a file, and a folder was expected`,
  ENOTDIR: (folder) => `${folder} is a file, and a folder was expected`,
  ENOENT: (folder) => `${folder} holds no folders of ours`,
};

/**
 * Why the system refused to make a file or a folder, with what it would have taken: its own words (`EACCES: permission
 * denied, mkdir`) tell neither.
 *
 * @param path what was to be made, where the error does not say.
 */
export function whyRefused(error: unknown, path: string): string {
  const refused = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : path;
  const why = REASONS[errorCodeOf(error)];
  if (why !== undefined) return why(dirname(refused), refused);
  return error instanceof Error ? error.message : String(error);
}
