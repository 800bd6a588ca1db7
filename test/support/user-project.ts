import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Milliseconds } from '../../src/shared/units';

const root = join(import.meta.dirname, '..', '..');
const execute = promisify(execFile);

/** What a command said and how it ended. */
export interface Said {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's project outside the repository, with our package in its node_modules. */
export interface UserProject {
  readonly folder: string;
  /** Writes files, path below the folder -> text. */
  write(files: Readonly<Record<string, string>>): void;
  /** Runs one of its files by plain Node; killed after two minutes. */
  node(...args: readonly string[]): Promise<Said>;
  /** The compiler of a user. */
  tsc(...args: readonly string[]): Promise<Said>;
  remove(): void;
}

const PATIENCE: Milliseconds = 120_000;

/** The package by a link to this checkout, as `npm link` does. */
export function linkedProject(): UserProject {
  const folder = newFolder();
  symlinkSync(root, join(folder, 'node_modules', 'joinscope'));
  return projectIn(folder);
}

/** The package as `npm pack` makes it, unpacked as `npm install` does. */
export async function installedProject(): Promise<UserProject> {
  const folder = newFolder();
  const modules = join(folder, 'node_modules');
  await execute('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder, root], { cwd: folder });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  await execute('tar', ['-xzf', archive], { cwd: folder });
  await execute('mv', ['package', join(modules, 'joinscope')], { cwd: folder });
  rmSync(join(folder, archive));
  return projectIn(folder);
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-user-'));
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', type: 'module', private: true }));
  return folder;
}

function projectIn(folder: string): UserProject {
  const modules = join(folder, 'node_modules');
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };
  const say = (command: string, args: readonly string[]): Promise<Said> =>
    execute(command, args, { cwd: folder, env, timeout: PATIENCE, killSignal: 'SIGKILL' }).then(
      ({ stdout, stderr }) => ({ code: 0, signal: null, stdout, stderr }),
      (error: unknown) => error as Said,
    );
  // What a TypeScript user has as well.
  for (const name of ['@types', 'typescript', 'undici-types']) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  return {
    folder,
    write: (files) => {
      for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    },
    node: (...args) => say(process.execPath, args),
    tsc: (...args) => say(process.execPath, [join(modules, 'typescript', 'bin', 'tsc'), ...args]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
