import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Interpreter } from '../../shared/lesson/interpreter';
import type { Milliseconds } from '../../shared/units';

const PATIENCE: Milliseconds = 15_000;
/** Older ones lack what our probe and the lessons use. */
const LEAST_MINOR = 8;

/**
 * The Pythons of this machine: `python3` of PATH first, then others of PATH and pyenv's. Each is
 * asked who it is, because what stands on PATH may be a script that chooses one.
 */
export async function findInterpreters(env: NodeJS.ProcessEnv = process.env): Promise<readonly Interpreter[]> {
  const candidates = [...new Set(['python3', ...onPath(env), ...ofPyenv(env), 'python'])];
  const asked = await Promise.all(candidates.map((program) => ask(program, env)));
  const found = asked.filter((one) => one !== undefined);
  return found.filter(({ path }, place) => found.findIndex((other) => other.path === path) === place);
}

/** The Python that `python3` means; `undefined` where there is none. */
export async function defaultInterpreter(env: NodeJS.ProcessEnv = process.env): Promise<Interpreter | undefined> {
  return (await ask('python3', env)) ?? (await ask('python', env));
}

function onPath(env: NodeJS.ProcessEnv): readonly string[] {
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.endsWith('shims'))
    .flatMap((folder) =>
      namesIn(folder)
        .filter((name) => /^python3\.\d+$/.test(name))
        .map((name) => join(folder, name)),
    );
}

function ofPyenv(env: NodeJS.ProcessEnv): readonly string[] {
  const versions = join(env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  return namesIn(versions).map((name) => join(versions, name, 'bin', 'python3'));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function ask(program: string, env: NodeJS.ProcessEnv): Promise<Interpreter | undefined> {
  const code = 'import sys, multiprocessing; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';
  return new Promise((resolve) => {
    execFile(program, ['-c', code], { env, timeout: PATIENCE, windowsHide: true }, (error, stdout) => {
      const [path, version] = stdout.split(/\r?\n/);
      const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
      const fits = error === null && path !== undefined && path !== '' && major === 3 && minor >= LEAST_MINOR;
      resolve(fits ? { path, version: version ?? '' } : undefined);
    });
  });
}
