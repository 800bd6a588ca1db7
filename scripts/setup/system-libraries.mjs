/**
 * What Electron and the tests need from a Linux system, installed where that is allowed.
 *
 * On Debian and its relatives root gets the missing packages installed; anyone else, and any
 * other distribution, is told what to type. Neither stops the command: what does not need a
 * window still works.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CHINESE_FONTS, missingLibraries, packageOfProgram, packagesFor, PYTHON_LIBRARY } from './debian-packages.mjs';
import { electronBinary } from './electron.mjs';
import { run, runOrThrow, say, step } from './step.mjs';

// Another apt may be at work on the same machine.
const APT_OPTIONS = ['-o', 'DPkg::Lock::Timeout=300', '-qq', '-y', '--no-install-recommends'];

/**
 * @param {object} wanted
 * @param {boolean} wanted.tests also what the tests start: a display, its key, python3 and what its programs import
 * @param {boolean} wanted.fonts also a font with Chinese characters
 */
export async function ensureSystemLibraries({ tests = false, fonts = false } = {}) {
  if (process.platform !== 'linux') return;
  const libraries = missingLibraries((await run('ldd', [electronBinary()])).output);
  const programs = tests ? [...packageOfProgram.keys()].filter((name) => !isOnPath(name)) : [];
  const { packages, unknown } = packagesFor(libraries, programs);
  if (tests && !(await hasPythonLibrary())) packages.push(PYTHON_LIBRARY.package);
  if (fonts && !(await hasChineseFont())) packages.push(CHINESE_FONTS);
  if (unknown.length > 0) say(`system: no package is known for ${unknown.join(', ')}; the window may not open`);
  if (packages.length > 0) await installOrAdvise(packages);
}

async function installOrAdvise(packages) {
  if (!isOnPath('apt-get')) {
    say(`system: missing, under their Debian names: ${packages.join(' ')}`);
    return;
  }
  if (process.getuid?.() !== 0) {
    say(`system: packages are missing; type: sudo apt-get install ${packages.join(' ')}`);
    return;
  }
  try {
    await step('system', `installing ${packages.join(' ')}`, () => install(packages));
  } catch (error) {
    say(error.message);
    say('system: going on without; what needs a window will fail');
  }
}

async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq', '-o', 'DPkg::Lock::Timeout=300'], { env });
  await runOrThrow('apt-get', ['install', ...APT_OPTIONS, ...(await currentNames(packages))], { env });
}

/** Since Debian 13 and Ubuntu 24.04 some libraries carry the suffix `t64` (64-bit time). */
async function currentNames(packages) {
  const renamed = await run('apt-cache', ['pkgnames']);
  const known = new Set(renamed.output.split('\n'));
  return packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

async function hasChineseFont() {
  const fonts = await run('fc-list', [':lang=zh', 'family']);
  return fonts.code === 0 && fonts.output.trim() !== '';
}

async function hasPythonLibrary() {
  const { python, name } = PYTHON_LIBRARY;
  return (await run(python, ['-c', `import ${name}`])).code === 0;
}

/** Whether a program of this name would be found by the shell. */
export function isOnPath(name, path = process.env.PATH ?? '') {
  return path.split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, name)));
}

function isExecutable(file) {
  if (!existsSync(file)) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
