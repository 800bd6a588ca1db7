import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { python } from './python';

export interface InstalledPython {
  readonly path: string;
  /** `3.11` */
  readonly version: string;
}

/** Every Python of this machine that the probe supports: that of the tests first, pyenv's, the system's. */
export function installedPythons(): readonly InstalledPython[] {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const found = existsSync(versions) ? readdirSync(versions).map((name) => join(versions, name, 'bin', 'python3')) : [];
  const paths = [...new Set([python, ...found, '/usr/bin/python3'])].filter((path) => existsSync(path));
  return paths
    .map((path) => ({ path, version: versionOf(path) }))
    .filter(({ version }) => Number(version.split('.')[1] ?? 0) >= 8);
}

function versionOf(path: string): string {
  const print = 'import sys; print("%d.%d" % sys.version_info[:2])';
  return execFileSync(path, ['-I', '-c', print], { encoding: 'utf8' }).trim();
}
