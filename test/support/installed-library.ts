import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
const execute = promisify(execFile);

/** What a command said and how it ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's project outside the repository, with our package installed in it as npm would. */
export interface UserProject {
  readonly folder: string;
  /** Writes files, path below the folder -> text. */
  write(files: Readonly<Record<string, string>>): void;
  /** Runs one of its files by plain Node. */
  node(...args: readonly string[]): Promise<Said>;
  /** The compiler of a user, with strict rules. */
  tsc(...args: readonly string[]): Promise<Said>;
  remove(): void;
}

/** Packs the built package as `npm pack` does and unpacks it into a new project. */
export async function installLibrary(): Promise<UserProject> {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-user-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };
  const say = (command: string, args: readonly string[]): Promise<Said> =>
    execute(command, args, { cwd: folder, env, timeout: 120_000 }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: unknown) => error as Said,
    );
  await execute('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder, root], { cwd: folder });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  await execute('tar', ['-xzf', archive], { cwd: folder });
  await execute('mv', ['package', join(modules, 'joinscope')], { cwd: folder });
  rmSync(join(folder, archive));
  // What a TypeScript user has as well.
  for (const name of ['@types', 'typescript', 'undici-types']) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  const project: UserProject = {
    folder,
    write: (files) => {
      for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    },
    node: (...args) => say(process.execPath, args),
    tsc: (...args) => say(process.execPath, [join(modules, 'typescript', 'bin', 'tsc'), ...args]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  project.write({ 'package.json': JSON.stringify({ name: 'user', type: 'module', private: true }) });
  return project;
}
