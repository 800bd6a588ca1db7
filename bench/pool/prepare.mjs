/** What the comparison needs and a checkout lacks. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject } from '../../scripts/setup/project.mjs';
import { run, runOrThrow, say, step } from '../../scripts/setup/step.mjs';

/** @returns {Promise<string | undefined>} the Python interpreter, where there is one */
export async function preparePool() {
  await installPeers();
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
