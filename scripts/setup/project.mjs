/** Where things are in a checkout. */
import { join } from 'node:path';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Absolute path of something in the checkout. */
export const inProject = (...parts) => join(root, ...parts);

/** The user's folder for what can be fetched again (XDG base directories and their equivalents). */
export function userCacheFolder(environment = process.env, platform = process.platform) {
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'joinscope');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'joinscope');
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? homedir(), 'joinscope', 'cache');
  return join(homedir(), '.cache', 'joinscope');
}
