import { homedir } from 'node:os';
import { join } from 'node:path';

/** The part of the surroundings that decides where data lives. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/** Names a folder of data, instead of the system's own place: for tests, and for keeping it on another disk. */
const DATA_VARIABLE = 'JOINSCOPE_DATA';

/**
 * Where recordings are kept: the place each system gives programs for data of the user.
 *
 * Linux: XDG Base Directory Specification (a relative path there is ignored, as it says);
 * macOS: Application Support; Windows: the roaming profile.
 */
export function recordingsFolder(given: Surroundings = here()): string {
  const { platform, env, home } = given;
  const own = env[DATA_VARIABLE];
  if (own !== undefined && own !== '') return join(own, 'recordings');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Joinscope', 'recordings');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Joinscope', 'recordings');
  const xdg = env['XDG_DATA_HOME'];
  const base = xdg?.startsWith('/') === true ? xdg : join(home, '.local', 'share');
  return join(base, 'joinscope', 'recordings');
}

function here(): Surroundings {
  return { platform: process.platform, env: process.env, home: homedir() };
}
