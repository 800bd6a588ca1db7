/** What the comparison needs and a checkout lacks: the peers, and our library as one file. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'vite';
import { inProject } from '../../scripts/setup/project.mjs';
import { run, runOrThrow, say, step } from '../../scripts/setup/step.mjs';

/** @returns {Promise<string | undefined>} the Python interpreter, where there is one */
export async function preparePool() {
  await installPeers();
  await buildLibrary();
  return findPython();
}

/** The peers belong to the bench alone: they have a lock and a `node_modules` of their own. */
async function installPeers() {
  const folder = inProject('bench', 'pool');
  const mark = inProject('bench', 'pool', 'node_modules', '.joinscope-lock');
  const hash = createHash('sha256')
    .update(readFileSync(inProject('bench', 'pool', 'package-lock.json')))
    .digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await step('peers', 'installing what bench/pool/package-lock.json lists', () =>
    runOrThrow(npm, args, { cwd: folder, shell: process.platform === 'win32' }),
  );
  writeFileSync(mark, hash);
}

/** In the checkout, because the library finds its built worker from the package's root. */
async function buildLibrary() {
  const outDir = inProject('.cache', 'bench');
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    root: inProject(),
    ssr: { noExternal: true },
    build: {
      ssr: inProject('src', 'main', 'multiprocessing', 'index.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'multiprocessing.mjs' } },
    },
  });
}

/** The interpreter itself: `python3` may be a shell script that starts processes of its own. */
async function findPython() {
  const { code, output } = await run('python3', [
    '-c',
    'import sys, platform; print(platform.python_version()); print(sys.executable)',
  ]);
  const [version, path] = output.trim().split('\n');
  if (code !== 0 || path === undefined) {
    say('python3 is not there: its sides are left out.');
    return undefined;
  }
  say(`Node ${process.versions.node}, Python ${version}`);
  return path;
}
