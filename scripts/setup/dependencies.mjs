/**
 * Installs what `package-lock.json` lists, when `node_modules` does not hold it.
 *
 * A hash of the lock is kept beside the packages, so that the check of every later start
 * reads one small file. Scripts of packages are never run.
 */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './project.mjs';
import { lastLines, run, step, StepError } from './step.mjs';

const LOCK = 'package-lock.json';
const markFile = () => inProject('node_modules', '.joinscope-lock');

export async function ensureDependencies() {
  const lock = readFileSync(inProject(LOCK), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  if (isSettled(hash)) return;
  if (!isInstalledAs(lock)) await step('dependencies', `installing what ${LOCK} lists`, install);
  writeFileSync(markFile(), hash);
}

/** A linked `node_modules` belongs to another checkout, which looks after it. */
function isSettled(hash) {
  const folder = inProject('node_modules');
  if (!existsSync(folder)) return false;
  if (lstatSync(folder).isSymbolicLink()) return true;
  return existsSync(markFile()) && readFileSync(markFile(), 'utf8') === hash;
}

/** Whether npm itself noted down these very versions: somebody ran `npm ci` by hand. */
function isInstalledAs(lock) {
  const noted = inProject('node_modules', '.package-lock.json');
  return existsSync(noted) && holdsAll(JSON.parse(lock).packages, JSON.parse(readFileSync(noted, 'utf8')).packages);
}

/**
 * Whether every package of a lock is among the installed ones, in the same version.
 * Optional packages are those of other platforms.
 */
export function holdsAll(wanted, installed) {
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version,
  );
}

async function install() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = await run(npm, args, { cwd: inProject(), shell: process.platform === 'win32' });
  if (result.code !== 0) throw new StepError(`npm ci failed; its last lines:\n${lastLines(result.output)}`);
  return {};
}
