import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing, as `mkdir -p` does.
 *
 * Node's own `recursive` asks for ever, at full load, where a folder that is there refuses to hold another with ENOENT, as
 * /proc does (Node 20.20): one wrong path in a setting would hang the program.
 *
 * @param mode of the folders that are made.
 * @throws the system's error, of the first folder that could not be made: EACCES, EROFS, ENOSPC, ENOTDIR, EEXIST where
 *   something else has its name (mkdir(2)).
 */
export function makeFolder(path: string, mode = 0o777): void {
  if (isFolder(path)) return;
  const above = dirname(path);
  if (above !== path && !isFolder(above)) makeFolder(above, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Somebody else made it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // To make it says why not.
    return false;
  }
}
